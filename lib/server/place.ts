import type { Origins } from "./origins.mjs";
import { sandboxFile } from "./sandbox-paths";

/** What a request is for, judged from its host and path alone. */
export type Place =
  | { readonly type: "app" }
  | { readonly type: "sandbox"; readonly file: string }
  | { readonly type: "missing"; readonly sandbox: boolean }
  | { readonly type: "redirect"; readonly to: string }
  | { readonly type: "stranger" };

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** `host` is the `Host` header; `target` is path and query as they came. */
export function placeOf(host: string, target: string, origins: Origins): Place {
  const name = host.toLowerCase();
  const path = target.split("?", 1)[0] ?? "/";
  if (name === hostOf(origins.app)) {
    return sandboxFile(path) === undefined ? { type: "app" } : { type: "missing", sandbox: false };
  }
  if (name === hostOf(origins.sandbox)) {
    const file = sandboxFile(path);
    return file === undefined ? { type: "missing", sandbox: true } : { type: "sandbox", file };
  }
  if (loopbackNames.has(name.replace(/:\d+$/u, ""))) return { type: "redirect", to: `${origins.app}${target}` };
  return { type: "stranger" };
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}
