/** POSIX paths as text. Nothing here looks at a file system. */

/** Without `.`, `..` that can be resolved, doubled or trailing slashes. An absolute path never climbs above `/`. */
export function normalizePath(path: string): string {
  const absolute = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (part !== ".." || !absolute) kept.push(part);
  }
  return (absolute ? "/" : "") + kept.join("/") || (absolute ? "/" : ".");
}

/** Joined from left to right; an absolute part starts anew. */
export function joinPath(...parts: readonly string[]): string {
  let joined = "";
  for (const part of parts) joined = part.startsWith("/") || joined === "" ? part : `${joined}/${part}`;
  return normalizePath(joined);
}

export function dirname(path: string): string {
  const at = normalizePath(path).lastIndexOf("/");
  if (at < 0) return ".";
  return at === 0 ? "/" : normalizePath(path).slice(0, at);
}

export function basename(path: string): string {
  return normalizePath(path).slice(normalizePath(path).lastIndexOf("/") + 1);
}

/** With its dot, or empty: a leading dot alone is no extension. */
export function extname(path: string): string {
  const name = basename(path);
  const at = name.lastIndexOf(".");
  return at > 0 ? name.slice(at) : "";
}

/** Whether `path` is `folder` or lies in it. Both are normalized first; an absolute and a relative one never hold each other. */
export function isInside(path: string, folder: string): boolean {
  return below(normalizePath(path), normalizePath(folder)) !== undefined;
}

/** `path` as seen from `folder`, which must hold it. */
export function relativePath(path: string, folder: string): string {
  const rest = below(normalizePath(path), normalizePath(folder));
  if (rest === undefined) throw new RangeError(`${path} is not inside ${folder}`);
  return rest;
}

function below(path: string, folder: string): string | undefined {
  if (path === folder) return "";
  if (folder === ".") return /^(\/|\.\.(\/|$))/u.test(path) ? undefined : path;
  const beginning = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(beginning) && !isClimbing(path.slice(beginning.length))
    ? path.slice(beginning.length)
    : undefined;
}

/** `../..` begins with `../` and yet isn't inside of it. */
function isClimbing(rest: string): boolean {
  return rest === ".." || rest.startsWith("../");
}
