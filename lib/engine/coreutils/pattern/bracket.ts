import { PatternError, type PatternRules } from "./rules";

/** The named classes as they read in a JavaScript class with the flag `u`. */
const classes: Readonly<Record<string, string>> = {
  alpha: String.raw`\p{L}\p{Nl}`,
  digit: "0-9",
  alnum: String.raw`\p{L}\p{Nl}\p{Nd}`,
  upper: String.raw`\p{Lu}`,
  lower: String.raw`\p{Ll}`,
  space: String.raw` \t\n\r\f\v`,
  blank: String.raw` \t`,
  punct: String.raw`!-\/:-@\[-\x60\{-~\p{P}\p{S}`,
  print: String.raw`\x20-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}`,
  graph: String.raw`\x21-\x7e\p{L}\p{M}\p{N}\p{P}\p{S}`,
  cntrl: String.raw`\x00-\x1f\x7f`,
  xdigit: "0-9A-Fa-f",
};

const shorthands: Readonly<Record<string, string>> = {
  w: String.raw`\p{L}\p{N}_`,
  s: String.raw` \t\n\r\f\v`,
  d: "0-9",
};

const signs: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07" };

const quoted = (sign: string): string => sign.replace(/[\\\]^\-[{}/()|&~]/u, String.raw`\$&`);

interface Piece {
  readonly text: string;
  readonly next: number;
  /** What may stand at the end of a range; undefined for a class. */
  readonly sign?: string;
}

const unmatched = "Unmatched [, [^, [:, [., or [=";

/** `[:alpha:]`, `[=a=]`, `[.-.]` */
function named(source: string, at: number): Piece {
  const kind = source[at + 1] ?? "";
  const end = source.indexOf(`${kind}]`, at + 2);
  if (end === -1) throw new PatternError(unmatched);
  const name = source.slice(at + 2, end);
  if (kind !== ":") return { text: quoted(name), next: end + 2, sign: name };
  if (!Object.hasOwn(classes, name)) throw new PatternError("Invalid character class name");
  return { text: classes[name] ?? "", next: end + 2 };
}

/** A backslash is one of the signs, but in sed before `n` and `t`, and in awk before all. */
function afterBackslash(source: string, at: number, rules: PatternRules): Piece | undefined {
  const sign = source[at + 1] ?? "";
  const control = Object.hasOwn(signs, sign) ? signs[sign] : undefined;
  if (rules.bracketEscapes === "none") return undefined;
  if (control !== undefined) return { text: quoted(control), next: at + 2, sign: control };
  if (rules.bracketEscapes === "some") return undefined;
  if (Object.hasOwn(shorthands, sign)) return { text: shorthands[sign] ?? "", next: at + 2 };
  return { text: quoted(sign), next: at + 2, sign };
}

function piece(source: string, at: number, rules: PatternRules): Piece {
  const sign = String.fromCodePoint(source.codePointAt(at) ?? 0);
  if (sign === "[" && /[:=.]/u.test(source[at + 1] ?? "")) return named(source, at);
  const escape = sign === "\\" ? afterBackslash(source, at, rules) : undefined;
  return escape ?? { text: quoted(sign), next: at + sign.length, sign };
}

/** What stands from `[` on, as a class of JavaScript's, and where it ends. */
export function bracketAt(source: string, start: number, rules: PatternRules): { text: string; next: number } {
  let at = start + 1;
  const isNegated = source[at] === "^";
  if (isNegated) at += 1;
  let text = "";
  for (let isFirst = true; source[at] !== "]" || isFirst; isFirst = false) {
    if (at >= source.length) throw new PatternError(unmatched);
    const found = member(source, at, rules);
    text += found.text;
    at = found.next;
  }
  if (!isNegated && /^:.*:$/u.test(source.slice(start + 1, at)))
    throw new PatternError("character class syntax is [[:space:]], not [:space:]");
  return { text: `[${isNegated ? "^" : ""}${text}]`, next: at + 1 };
}

/** A sign, a class or a range. */
function member(source: string, at: number, rules: PatternRules): { text: string; next: number } {
  const from = piece(source, at, rules);
  if (from.sign === undefined || source[from.next] !== "-" || (source[from.next + 1] ?? "]") === "]") return from;
  const to = piece(source, from.next + 1, rules);
  if (to.sign === undefined || codeOf(to.sign) < codeOf(from.sign)) throw new PatternError("Invalid range end");
  return { text: `${from.text}-${to.text}`, next: to.next };
}

const codeOf = (sign: string): number => sign.codePointAt(0) ?? 0;
