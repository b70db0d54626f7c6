import type { PreviewEvent } from "../engine";

export type Forward = boolean | "exceptions-only" | undefined;

export interface ScriptOptions {
  readonly type?: string;
  readonly defer?: boolean;
  readonly async?: boolean;
}

/** What the client calls a preview message, or undefined for what it doesn't know or didn't ask for. */
export function previewMessage(event: PreviewEvent, forward: Forward): unknown {
  if (forward === undefined || forward === false) return undefined;
  const { port, pathname, search, hash, stack = "" } = event;
  const base = { previewId: `${port}`, port, pathname, search, hash, stack };
  if (event.type === "uncaught-error") return { type: "PREVIEW_UNCAUGHT_EXCEPTION", message: event.message, ...base };
  if (event.type === "unhandled-rejection") {
    return { type: "PREVIEW_UNHANDLED_REJECTION", message: event.message, ...base };
  }
  if (event.level !== "error" || forward === "exceptions-only") return undefined;
  return { type: "PREVIEW_CONSOLE_ERROR", args: event.args, ...base };
}

/** A script of the client's as markup; it can't end its own tag. */
export function scriptTag(source: string, options: ScriptOptions | undefined): string {
  const type = options?.type === undefined ? "" : ` type="${options.type.replace(/[^\w/-]/g, "")}"`;
  const flags = `${options?.defer === true ? " defer" : ""}${options?.async === true ? " async" : ""}`;
  return `<script${type}${flags}>${source.replace(/<\/(script)/gi, String.raw`<\/$1`)}</script>`;
}
