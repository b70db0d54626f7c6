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

/** Where a group of `@(a|b)` ends that begins at `at`; its choices. */
function groupAt(text: string, at: number): { readonly choices: readonly string[]; readonly end: number } | undefined {
  const choices = [""];
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    const sign = text.charAt(place);
    depth += { "(": 1, ")": -1 }[sign] ?? 0;
    if (depth === 0) return { choices, end: place + 1 };
    if (sign === "|" && depth === 1) choices.push("");
    else if (depth > 1 || sign !== "(") choices.push((choices.pop() ?? "") + sign);
  }
  return undefined;
}

const repeats: Readonly<Record<string, string>> = { "?": "?", "*": "*", "+": "+", "@": "" };

/** `?(a)`, `*(a|b)`, `+(a)`, `@(a)`, `!(a)` */
function extended(
  text: string,
  at: number,
  star: string,
  any: string,
): readonly [source: string, end: number] | undefined {
  const sign = text.charAt(at);
  const group = "?*+@!".includes(sign) && text[at + 1] === "(" ? groupAt(text, at + 1) : undefined;
  if (group === undefined) return undefined;
  const choices = group.choices.map((choice) => translate(choice, star, any)).join("|");
  if (sign !== "!") return [`(?:${choices})${repeats[sign] ?? ""}`, group.end];
  const rest = translate(text.slice(group.end), star, any);
  return [`(?!(?:${choices})${rest}$)${star}`, group.end];
}

function translateSign(text: string, at: number, star: string, any: string): readonly [source: string, end: number] {
  const sign = text.charAt(at);
  if (sign === "\\" && at + 1 < text.length) return [literal(text.charAt(at + 1)), at + 2];
  if (sign === "*") return [star, at + 1];
  return [sign === "?" ? any : literal(sign), at + 1];
}

function translate(text: string, star: string, any: string): string {
  let source = "";
  for (let at = 0; at < text.length;) {
    const set = text[at] === "[" ? bracket(text, at) : extended(text, at, star, any);
    const [made, end] = set ?? translateSign(text, at, star, any);
    source += made;
    at = end;
  }
  return source;
}

/** `star` is what `*` stands for: all but a slash among paths, anything elsewhere. */
export function patternSource(pieces: readonly Piece[], star = "[^]*", any = "[^]"): string {
  return pieces.map(({ text, quoted }) => (quoted ? literal(text) : translate(text, star, any))).join("");
}

export const matches = (pieces: readonly Piece[], text: string, ignoreCase = false): boolean =>
  new RegExp(`^(?:${patternSource(pieces)})$`, ignoreCase ? "iu" : "u").test(text);

export const hasGlob = (pieces: readonly Piece[]): boolean =>
  pieces.some(({ text, quoted }) => !quoted && /[*?[]|[+@!]\(/.test(text));

/** The right of `=~`: what was quoted stands for itself there as well. */
export const expressionSource = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ text, quoted }) =>
      quoted ? literal(text) : text.replace(/\[:(\w+):\]/g, (all, name: string) => classes[name] ?? all),
    )
    .join("");
