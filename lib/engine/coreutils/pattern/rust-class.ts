import { PatternError } from "./rules";

/** What Rust means by a sign of a word, a digit and a blank. */
export const sets: Readonly<Record<string, string>> = {
  d: String.raw`\p{Nd}`,
  s: String.raw`\p{White_Space}`,
  w: String.raw`\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}`,
};

/** Bytes that are no UTF-8 stand in a text as these; no class has them. */
export const foreign = String.raw`\uDC80-\uDCFF`;

const named: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  ascii: String.raw`\x00-\x7f`,
  blank: String.raw`\t\x20`,
  cntrl: String.raw`\x00-\x1f\x7f`,
  digit: "0-9",
  graph: String.raw`\x21-\x7e`,
  lower: "a-z",
  print: String.raw`\x20-\x7e`,
  punct: String.raw`\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e`,
  space: String.raw`\t\n\v\f\r\x20`,
  upper: "A-Z",
  word: String.raw`0-9A-Za-z_`,
  xdigit: "0-9A-Fa-f",
};

/** What is wrong with a pattern, with the place as Rust's library marks it. */
export class RustPatternError extends PatternError {
  constructor(
    message: string,
    readonly from: number,
    readonly to = from + 1,
  ) {
    super(message);
  }
}

export interface Escape {
  /** A single sign, or a set of them as it stands in a class. */
  readonly sign?: string;
  readonly set?: string;
  readonly isNegated?: boolean;
  readonly next: number;
}

/** A sign as it may stand in a class of JavaScript's with `v`. */
export const inClass = (sign: string): string =>
  /[$&\-!#%()*+,./:;<=>?@[\\\]^`{|}~]/u.test(sign) ? `\\${sign}` : sign === "\n" ? String.raw`\n` : sign;

/** A letter in both its cases. */
export function bothCases(sign: string): string {
  const all = new Set([sign, sign.toLowerCase(), sign.toUpperCase()]);
  return Array.from(all, (each) => (Array.from(each).length === 1 ? inClass(each) : "")).join("");
}

export interface ClassRules {
  readonly escapeAt: (at: number) => Escape;
  readonly foldsCase: () => boolean;
}

interface Found {
  readonly text: string;
  readonly next: number;
}

/** `[:alpha:]`, and its opposite with `^`. */
function namedAt(source: string, at: number): Found | undefined {
  const found = /^\[:(\^?)([a-z]+):\]/u.exec(source.slice(at));
  const set = found === null || !Object.hasOwn(named, found[2] ?? "") ? undefined : named[found[2] ?? ""];
  if (found === null || set === undefined) return undefined;
  return { text: found[1] === "" ? set : `[^${set}]`, next: at + found[0].length };
}

/** A sign that may begin a range, or a set. */
function memberAt(source: string, at: number, rules: ClassRules): Found & { readonly sign?: string } {
  if (source[at] === "[") return namedAt(source, at) ?? classAt(source, at, rules);
  if (source[at] === "\\") {
    const { sign, set, isNegated, next } = rules.escapeAt(at);
    if (sign !== undefined) return { text: inClass(sign), next, sign };
    return { text: isNegated === true ? `[^${set ?? ""}${foreign}]` : (set ?? ""), next };
  }
  const sign = String.fromCodePoint(source.codePointAt(at) ?? 0);
  return { text: inClass(sign), next: at + sign.length, sign };
}

/** A range of letters of ASCII in the other case as well. */
function folded(from: string, to: string): string {
  const cases = [/^[a-z]$/u, /^[A-Z]$/u].find((letters) => letters.test(from) && letters.test(to));
  if (cases === undefined) return "";
  const change = (sign: string): string => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase());
  return `${change(from)}-${change(to)}`;
}

function itemAt(source: string, at: number, rules: ClassRules): Found {
  const from = memberAt(source, at, rules);
  if (from.sign === undefined) return from;
  const isRange = source[from.next] === "-" && !["]", "-", undefined].includes(source[from.next + 1]);
  if (isRange) return rangeAt(source, at, { ...from, sign: from.sign }, rules);
  return rules.foldsCase() ? { text: bothCases(from.sign), next: from.next } : from;
}

const codeOf = (sign: string): number => sign.codePointAt(0) ?? 0;

function rangeAt(source: string, at: number, from: Found & { readonly sign: string }, rules: ClassRules): Found {
  const to = memberAt(source, from.next + 1, rules);
  if (to.sign === undefined) throw new RustPatternError("invalid range boundary, must be a literal", from.next + 1);
  if (codeOf(to.sign) < codeOf(from.sign))
    throw new RustPatternError("invalid character class range, the start must be <= the end", at, to.next);
  return { text: `${from.text}-${to.text}${rules.foldsCase() ? folded(from.sign, to.sign) : ""}`, next: to.next };
}

/** What stands from `[` on: sets in each other, `&&` and `--` between them. */
export function classAt(source: string, start: number, rules: ClassRules): Found {
  let at = start + 1;
  const isNegated = source[at] === "^";
  if (isNegated) at += 1;
  const parts: string[] = [];
  let union = "";
  for (let isFirst = true; source[at] !== "]" || isFirst; isFirst = false) {
    if (at >= source.length) throw new RustPatternError("unclosed character class", start);
    const operator = /^(?:&&|--)/u.exec(source.slice(at))?.[0];
    if (operator !== undefined && !isFirst) {
      parts.push(`[${union}]${operator}`);
      union = "";
      at += 2;
      continue;
    }
    const { text, next } = itemAt(source, at, rules);
    union += text;
    at = next;
  }
  const inner = parts.length === 0 ? union : `${parts.join("")}[${union}]`;
  return { text: isNegated ? `[^${parts.length === 0 ? inner : `[${inner}]`}${foreign}]` : `[${inner}]`, next: at + 1 };
}
