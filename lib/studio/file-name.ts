/** Whether one part of a path can be the name of a file on the systems that a project may go to. */
export function isFileName(name: string): boolean {
  if (name === "" || name === "." || name === "..") return false;
  if (new TextEncoder().encode(name).length > 255) return false;
  return !Array.from(name).some((sign) => sign === "/" || sign < " " || sign === "\u007f");
}

/** The first of the paths that no system could hold. */
export function badPath(paths: Iterable<string>): string | undefined {
  for (const path of paths) if (!path.split("/").every(isFileName)) return path;
  return undefined;
}

/** Two paths that only some systems can tell apart: they differ in case, or in how their letters are composed. */
export function twinsAmong(paths: Iterable<string>): readonly [string, string] | undefined {
  const known = new Map<string, string>();
  for (const path of paths) {
    const folded = path.normalize("NFC").toLowerCase();
    const other = known.get(folded);
    if (other !== undefined && other !== path) return [other, path];
    known.set(folded, path);
  }
  return undefined;
}
