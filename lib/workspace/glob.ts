/**
 * Globs as ignore files and editors write them: `*`, `?`, `**`, `[a-z]`, `{a,b}`.
 * A pattern without a slash matches at any depth; one that names a folder covers what is in it.
 */
export function compileGlobs(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns
    .map((pattern) => pattern.trim())
    .filter(Boolean)
    .map(globExpression);
  return (path) => tests.some((test) => test.test(path));
}

function globExpression(pattern: string): RegExp {
  const anchored = pattern.replace(/\/$/, "").includes("/");
  const body = translate(pattern.replace(/^\.?\//, "").replace(/\/$/, ""));
  return new RegExp(`^${anchored ? "" : "(?:.*/)?"}${body}(?:/.*)?$`, "su");
}

const token = /\*\*\/|\*\*|\*|\?|\[[!^]?\]?[^\]]*\]|\{[^{}/]*\}|./gsu;

function translate(pattern: string): string {
  return Array.from(pattern.matchAll(token), ([piece]) => translateToken(piece)).join("");
}

const fixed: ReadonlyMap<string, string> = new Map([
  ["**/", "(?:.*/)?"],
  ["**", ".*"],
  ["*", "[^/]*"],
  ["?", "[^/]"],
]);

function translateToken(piece: string): string {
  const known = fixed.get(piece);
  if (known !== undefined) return known;
  if (piece.length > 1 && piece.startsWith("{")) return `(?:${piece.slice(1, -1).split(",").map(translate).join("|")})`;
  if (piece.length > 2 && piece.startsWith("[")) {
    const negated = /^\[[!^]/.test(piece);
    const body = piece.slice(negated ? 2 : 1, -1).replace(/[\\\][^&~|]/gu, String.raw`\$&`);
    return `[${negated ? "^" : ""}${body}]`;
  }
  return piece.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
