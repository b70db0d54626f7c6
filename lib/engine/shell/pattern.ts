/** Text that is to be matched or split: what was quoted stands for itself. */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

const special = /[$()*+.?[\\\]^{|}]/g;
const literal = (text: string): string => text.replace(special, String.raw`\$&`);

/** A bracket expression beginning at `at`, as a regular expression, and where it ends; undefined if it doesn't end. */
function bracket(text: string, at: number): readonly [source: string, end: number] | undefined {
  const negated = text[at + 1] === "!" || text[at + 1] === "^";
  const from = at + (negated ? 2 : 1);
  const end = text.indexOf("]", text[from] === "]" ? from + 1 : from);
  if (end < 0) return undefined;
  const inner = text
    .slice(from, end)
    .replace(/\\/g, String.raw`\\`)
    .replace(/\[:alpha:?\]?/g, "A-Za-z")
    .replace(/\[/g, String.raw`\[`)
    .replace(/\]/g, String.raw`\]`)
    .replace(/\^/g, String.raw`\^`);
  return [`[${negated ? "^" : ""}${inner}]`, end + 1];
}

function translate(text: string, star: string, any: string): string {
  let source = "";
  for (let at = 0; at < text.length;) {
    const sign = text[at] ?? "";
    const set = sign === "[" ? bracket(text, at) : undefined;
    if (set !== undefined) {
      source += set[0];
      at = set[1];
      continue;
    }
    if (sign === "\\" && at + 1 < text.length) source += literal(text[++at] ?? "");
    else if (sign === "*") source += star;
    else if (sign === "?") source += any;
    else source += literal(sign);
    at++;
  }
  return source;
}

/** `star` is what `*` stands for: all but a slash among paths, anything elsewhere. */
export function patternSource(pieces: readonly Piece[], star = "[^]*", any = "[^]"): string {
  return pieces.map(({ text, quoted }) => (quoted ? literal(text) : translate(text, star, any))).join("");
}

export const matches = (pieces: readonly Piece[], text: string): boolean =>
  new RegExp(`^(?:${patternSource(pieces)})$`).test(text);

export const hasGlob = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ text, quoted }) => !quoted && /[*?[]/.test(text));
