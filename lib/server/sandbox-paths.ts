/**
 * What the sandbox origin serves, and the file below `public/` that answers. A path that ends in `/` stands for a whole folder.
 * Everything else there is 404: the app's pages, its API and its chunks have no business on the origin that runs projects.
 */
export const sandboxPaths: Readonly<Record<string, string>> = {
  "/headless": "/engine/headless.html",
  "/engine/": "/engine/",
  "/__tabsmith/": "/engine/",
};

/** The file below `public/` that answers for `path` on the sandbox origin, if any does. */
export function sandboxFile(path: string): string | undefined {
  for (const [beginning, file] of Object.entries(sandboxPaths)) {
    if (beginning === path) return file;
    if (beginning.endsWith("/") && path.startsWith(beginning)) return file + path.slice(beginning.length);
  }
  return undefined;
}

/** The same table as Next's rewrites. The proxy has judged the host by then. */
export function sandboxRewrites(): { source: string; destination: string }[] {
  return Object.entries(sandboxPaths)
    .filter(([path, file]) => path !== file)
    .map(([path, file]) =>
      path.endsWith("/")
        ? { source: `${path}:path*`, destination: `${file}:path*` }
        : { source: path, destination: file },
    );
}
