import { Failure, type Disposable } from "@/lib/base";
import type { Studio } from "@/lib/studio";
import { parserOf } from "./format-options";
import { formatWithOwn } from "./own-prettier";
import { planFormat } from "./project-format";
import type { FormatAnswer, FormatRequest } from "./prettier.worker";

type Parts = Pick<Studio, "workspace" | "computer" | "documents">;

export interface FormatQuestion {
  readonly path: string;
  readonly text: string;
  readonly tabSize: number;
}

export interface Formatter extends Disposable {
  /** The text as the project wants it, or undefined when nothing formats it. */
  readonly format: (question: FormatQuestion) => Promise<string | undefined>;
  /** Whether the project says how this file is formatted. */
  readonly isAsked: (path: string) => Promise<boolean>;
}

/** Formats with the Prettier that the app brings, off the page's thread, or with the project's own where it must be that one. */
export function createFormatter(parts: Parts): Formatter {
  const worker = createPrettierWorker();
  return {
    dispose() {
      worker.dispose();
    },
    async isAsked(path) {
      if (parserOf(path) === undefined) return false;
      const plan = await planFormat(parts.workspace, path);
      return plan.type === "options"
        ? plan.isAsked
        : plan.type === "own" && parts.computer.state.get().type === "ready";
    },
    async format({ path, text, tabSize }) {
      const parser = parserOf(path);
      const plan = await planFormat(parts.workspace, path);
      if (plan.type === "ignored") return undefined;
      if (plan.type === "own") return formatWithOwn(parts, path);
      if (parser === undefined) return undefined;
      return worker.ask({ text, parser, options: { tabWidth: tabSize, filepath: path, ...plan.options } });
    },
  };
}

/** A formatter that takes longer hangs. */
const patience = 15_000;

function createPrettierWorker() {
  let worker: Worker | undefined;
  let last = 0;
  const start = (): Worker => new Worker(new URL("./prettier.worker.ts", import.meta.url), { type: "module" });
  return {
    ask: (question: Omit<FormatRequest, "id">) =>
      new Promise<string>((resolve, reject) => {
        const asked = (worker ??= start());
        const id = ++last;
        const done = new AbortController();
        const timer = setTimeout(() => {
          done.abort();
          asked.terminate();
          if (worker === asked) worker = undefined;
          reject(new Failure("ETIMEDOUT", "Formatting took too long and was stopped."));
        }, patience);
        const onMessage = ({ data }: MessageEvent<FormatAnswer>) => {
          if (data.id !== id) return;
          clearTimeout(timer);
          done.abort();
          if (data.type === "formatted") resolve(data.text);
          else reject(new Failure("EINVAL", data.reason.split("\n")[0] ?? data.reason));
        };
        asked.addEventListener("message", onMessage, { signal: done.signal });
        asked.postMessage({ ...question, id });
      }),
    dispose() {
      worker?.terminate();
      worker = undefined;
    },
  };
}
