import type { Origins } from "./origins.mjs";

/** Sent on every answer of both origins: they make `crossOriginIsolated` true, and keep types and referrers strict. */
const common = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Origin-Agent-Cluster": "?1",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
} as const;

/** StackBlitz's WebContainers run in frames of theirs, where someone chooses that sandbox. */
const webcontainerFrames = ["https://stackblitz.com", "https://*.webcontainer.io", "https://*.webcontainer-api.io"];

/**
 * What a page of the app may do. Scripts run by nonce, and those that such a script loads; nothing is evaluated from text.
 * `connect-src` is the widest that anyone may configure: `app/policy.tsx` narrows it to what this person did configure.
 */
export function contentPolicy(origins: Origins, nonce: string, development = false, framers = "'self'"): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    "default-src": ["'self'"],
    "script-src": [`'nonce-${nonce}'`, "'strict-dynamic'", "'wasm-unsafe-eval'", ...unsafeWhen(development)],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "media-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'", "data:"],
    "worker-src": ["'self'", "blob:"],
    "frame-src": ["'self'", origins.sandbox, ...webcontainerFrames],
    "connect-src": ["'self'", "data:", "blob:", "https:", "http:", "wss:", "ws:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": [framers],
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}

/** React's development build evaluates text to rebuild stacks of the server; the production build never does. */
function unsafeWhen(development: boolean): readonly string[] {
  return development ? ["'unsafe-eval'"] : [];
}

export function appHeaders(
  origins: Origins,
  nonce: string,
  { path = "/", development = false }: { readonly path?: string; readonly development?: boolean } = {},
): Readonly<Record<string, string>> {
  const isForOthers = isEmbed(path) || publicFiles.has(path);
  return {
    ...common,
    "Cross-Origin-Resource-Policy": isForOthers ? "cross-origin" : "same-origin",
    ...(publicFiles.has(path) && { "Access-Control-Allow-Origin": "*" }),
    "Content-Security-Policy": contentPolicy(origins, nonce, development, isEmbed(path) ? "*" : "'self'"),
    "Permissions-Policy": permissionsPolicy(origins),
  };
}

/** An answer of the API is no page: nothing in it runs, loads or is framed, whatever a browser takes it for. */
export function apiHeaders(origins: Origins): Readonly<Record<string, string>> {
  return {
    ...common,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy":
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    "Permissions-Policy": permissionsPolicy(origins),
  };
}

const permissionsPolicy = ({ sandbox }: Origins): string =>
  `cross-origin-isolated=(self "${sandbox}"), camera=(), microphone=(), geolocation=()`;

/** What other pages load by our leave: the embed's script and the badge. They are the same for everyone. */
const publicFiles: ReadonlySet<string> = new Set(["/embed.js", "/embed.mjs", "/embed.d.ts", "/badge.svg"]);

/** The one part of the app that any page may frame: it shows what is in its address and acts for no one. */
export const isEmbed = (path: string): boolean => path === "/embed" || path.startsWith("/embed/");

/** The sandbox evaluates what a project brings, so no script policy: what holds it is its origin and who may frame it. */
export function sandboxHeaders(origins: Origins, path: string): Readonly<Record<string, string>> {
  const framers = ["'self'", origins.app, ...origins.embedders];
  return {
    ...common,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Content-Security-Policy": `frame-ancestors ${framers.join(" ")}`,
    "Cache-Control": hashed.test(path) ? "public, max-age=31536000, immutable" : "no-cache",
    "Service-Worker-Allowed": "/",
  };
}

/** A name that carries a hash of its content never changes what it means. */
const hashed = /[.-][0-9a-f]{12,}\.[^/]+$/u;
