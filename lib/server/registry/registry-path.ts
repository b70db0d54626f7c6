/** What of a registry this server hands on. Everything else is no business of a sandbox. */
export type RegistryPath =
  /** A package's document: which versions there are. It changes, so it is kept for minutes. */
  | { readonly type: "metadata"; readonly path: string }
  /** A published archive: it never changes, so it is kept on disk. */
  | { readonly type: "tarball"; readonly path: string }
  | { readonly type: "search"; readonly path: string };

const part = String.raw`[a-zA-Z0-9_~-][a-zA-Z0-9._~-]*`;
const name = String.raw`(?:@${part}(?:/|%2[fF]))?${part}`;
const version = String.raw`[a-zA-Z0-9._~+^-]+`;
const tarball = new RegExp(String.raw`^/${name}/-/(?:@${part}/)?${part}\.tgz$`, "u");
const metadata = new RegExp(String.raw`^/(?!-/)${name}(?:/${version})?$`, "u");
const tags = new RegExp(String.raw`^/-/package/${name}/dist-tags$`, "u");
const searched = new Set(["text", "size", "from", "quality", "popularity", "maintenance"]);

/** `path` is what follows the proxy's own address, still encoded. Undefined for what isn't handed on. */
export function readRegistryPath(
  path: string,
  query: URLSearchParams = new URLSearchParams(),
): RegistryPath | undefined {
  if (path.length > 400 || path.includes("..")) return undefined;
  if (path === "/-/ping") return { type: "metadata", path };
  if (path === "/-/v1/search") {
    const kept = new URLSearchParams([...query].filter(([key]) => searched.has(key)));
    return { type: "search", path: `${path}?${kept.toString()}` };
  }
  if (tarball.test(path)) return { type: "tarball", path };
  return metadata.test(path) || tags.test(path) ? { type: "metadata", path } : undefined;
}
