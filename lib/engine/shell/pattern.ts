/** Text that is to be matched or split: what was quoted stands for itself. */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

const special = /[$()*+.?[\\\]^{|}]/g;
const literal = (text: string): string => text.replace(special, String.raw`\$&`);

const classes: Readonly<Record<string, string>> = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  blank: String.raw` \t`,
  cntrl: String.raw`\x00-\x1f\x7f`,
  digit: "0-9",
  graph: "!-~",
  lower: "a-z",
  print: " -~",
  punct: "!-\\/:-@\\[-`{-~",
  space: String.raw`\s`,
  upper: "A-Z",
  xdigit: "0-9A-Fa-f",
};

/** A bracket expression beginning at `at`, as a regular expression, and where it ends; undefined if it doesn't end. */
function bracket(text: string, at: number): readonly [source: string, end: number] | undefined {
  const negated = text[at + 1] === "!" || text[at + 1] === "^";
  const from = at + (negated ? 2 : 1);
  const found = /^\]?(?:\[:\w+:\]|[^\]])*\]/.exec(text.slice(from));
  if (found === null) return undefined;
  const end = from + found[0].length - 1;
  const inner = text
    .slice(from, end)
    .replace(/\[:(\w+):\]|[\\[\]^]/g, (sign, name?: string) =>
      name === undefined ? `\\${sign}` : (classes[name] ?? ""),
    );
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

/** The right of `=~`: what was quoted stands for itself there as well. */
export const expressionSource = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ text, quoted }) =>
      quoted ? literal(text) : text.replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all),
    )
    .join("");
