const escaped = (sign: string): string => sign.replace(/[\\^$.+?()[\]{}|/*]/u, String.raw`\$&`);

const pieces = /\*\*\/|\*\*|\*|\?|\[[!^]?\]?[^\]]*\]|\\.|[^]/gu;

/** A shell pattern as git's wildmatch reads it. `crosses`: `*` and `?` take a slash as well, as in a path on the command line. */
export function globToRegExp(pattern: string, crosses: boolean): RegExp {
  const one = crosses ? "[^]" : "[^/]";
  const known: Readonly<Record<string, string>> = { "**/": "(?:[^]*/)?", "**": "[^]*", "*": `${one}*`, "?": one };
  const text = pattern.replaceAll(pieces, (piece) => {
    const meaning = known[piece];
    if (meaning !== undefined) return meaning;
    if (piece.length > 1 && piece.startsWith("[")) return piece.replace(/^\[!/u, "[^").replaceAll("\\", "\\\\");
    return escaped(piece.length > 1 ? piece.slice(1) : piece);
  });
  return new RegExp(`^${text}$`, "u");
}

/** Whether a line as in `.gitignore` names a file, itself or by a folder above it. */
export function isIgnoredBy(file: string, pattern: string): boolean {
  const onlyFolders = pattern.endsWith("/");
  const bare = pattern.replace(/\/$/u, "");
  const anchored = bare.includes("/");
  const matcher = globToRegExp(bare.replace(/^\//u, ""), false);
  const parts = file.replace(/\/$/u, "").split("/");
  return parts.some((part, at) => {
    if (onlyFolders && at === parts.length - 1 && !file.endsWith("/")) return false;
    return matcher.test(anchored ? parts.slice(0, at + 1).join("/") : part);
  });
}
