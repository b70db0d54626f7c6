const named: Readonly<Record<number, string>> = {
  7: String.raw`\a`,
  8: String.raw`\b`,
  9: String.raw`\t`,
  10: String.raw`\n`,
  11: String.raw`\v`,
  12: String.raw`\f`,
  13: String.raw`\r`,
  34: String.raw`\"`,
  92: String.raw`\\`,
};

const encoder = new TextEncoder();

/** A path as git writes it for people: in quotes where it holds what a line can't show. `high`: letters beyond ASCII too. */
export function quotedPath(path: string, { high = true, blanks = false } = {}): string {
  let text = "";
  for (const sign of path) text += signText(sign, high);
  return text !== path || (blanks && path.includes(" ")) ? `"${text}"` : path;
}

function signText(sign: string, high: boolean): string {
  const code = sign.codePointAt(0) ?? 0;
  const known = named[code];
  if (known !== undefined) return known;
  if (code >= 32 && code < 127) return sign;
  if (code > 127 && !high) return sign;
  return Array.from(encoder.encode(sign), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
