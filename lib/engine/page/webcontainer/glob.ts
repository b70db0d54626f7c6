const token = /\*\*\/|\*\*|[\s\S]/g;

const meanings: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
};

function translated(pattern: string): string {
  let depth = 0;
  return pattern.replace(token, (part) => {
    if (part === "{") depth++;
    if (part === "}") depth--;
    if (part === "," && depth > 0) return "|";
    return meanings[part] ?? part.replace(/[$()*+.?[\\\]^|]/, String.raw`\$&`);
  });
}

/**
 * Whether a path (without a leading slash) is what the pattern names, or lies in a folder that it names. Knows `*`, `**`,
 * `?` and `{a,b}`; braces that don't close make the pattern match nothing.
 */
export function createGlob(pattern: string): (path: string) => boolean {
  const source = translated(pattern.replace(/^\.?\//, "").replace(/\/$/, ""));
  try {
    const expression = new RegExp(`^(?:${source})(?:/.*)?$`, "s");
    return (path) => expression.test(path);
  } catch {
    return () => false;
  }
}
