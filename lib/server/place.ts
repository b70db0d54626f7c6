import type { Origins } from "./origins.mjs";

/** What a request is for, judged from its host and path alone. */
export type Place =
  | { readonly type: "app" }
  | { readonly type: "sandbox"; readonly file: string }
  | { readonly type: "missing"; readonly sandbox: boolean }
  | { readonly type: "redirect"; readonly to: string }
  | { readonly type: "stranger" };

/**
 * What the sandbox origin serves, and the file below `public/` that answers. A value that ends in `/` serves a whole folder.
 * Everything else there is 404: the app's pages, its API and its chunks have no business on the origin that runs projects.
 */
export const sandboxPaths: Readonly<Record<string, string>> = {
  "/headless": "/engine/headless.html",
  "/engine/": "/engine/",
  "/__tabsmith/": "/engine/",
};

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** `host` is the `Host` header; `target` is path and query as they came. */
export function placeOf(host: string, target: string, origins: Origins): Place {
  const name = host.toLowerCase();
  const path = target.split("?", 1)[0] ?? "/";
  if (name === hostOf(origins.app)) {
    return path.startsWith("/engine/") ? { type: "missing", sandbox: false } : { type: "app" };
  }
  if (name === hostOf(origins.sandbox)) {
    const file = sandboxFile(path);
    return file === undefined ? { type: "missing", sandbox: true } : { type: "sandbox", file };
  }
  if (loopbackNames.has(name.replace(/:\d+$/u, ""))) return { type: "redirect", to: `${origins.app}${target}` };
  return { type: "stranger" };
}

function sandboxFile(path: string): string | undefined {
  for (const [prefix, file] of Object.entries(sandboxPaths)) {
    if (prefix === path) return file;
    if (prefix.endsWith("/") && path.startsWith(prefix)) return file + path.slice(prefix.length);
  }
  return undefined;
}

function hostOf(origin: string): string {
  return new URL(origin).host;
}
