import { bracketAt } from "./bracket";
import { PatternError, type PatternRules } from "./rules";

const word = String.raw`[\p{L}\p{N}_]`;
const edges: Readonly<Record<string, string>> = {
  b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
  "<": `(?<!${word})(?=${word})`,
  ">": `(?<=${word})(?!${word})`,
  "`": "(?<![^])",
  "'": "(?![^])",
  y: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
};
const sets: Readonly<Record<string, string>> = {
  w: word,
  W: String.raw`[^\p{L}\p{N}_]`,
  s: String.raw`[ \t\n\r\f\v]`,
  S: String.raw`[^ \t\n\r\f\v]`,
};
const controls: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07" };

const literal = (sign: string): string => sign.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);

/** What one place of the pattern means. */
type Token =
  | { readonly type: "atom" | "edge"; readonly text: string; readonly literal?: string }
  | { readonly type: "repeat"; readonly text: string }
  | { readonly type: "open" | "close" | "or" };

interface Taken {
  readonly token: Token;
  readonly next: number;
}

const atom = (sign: string): Token => ({ type: "atom", text: literal(sign), literal: sign });

/** `{2}`, `{2,}`, `{,3}`, `{2,3}` after the brace; undefined where it is none. */
function interval(source: string, at: number, end: string): Taken | undefined {
  const close = source.indexOf(end, at);
  const [, from = "", comma = "", to = ""] =
    /^(\d*)(,?)(\d*)$/u.exec(close === -1 ? "" : source.slice(at, close)) ?? [];
  if (from === "" && comma === "") return undefined;
  if (to !== "" && Number(to) < Number(from)) throw new PatternError(String.raw`Invalid content of \{\}`);
  const text = `{${from || "0"}${comma}${to}}`;
  return { token: { type: "repeat", text }, next: close + end.length };
}

/** Reads a pattern place by place; answers its source in JavaScript. */
class Translation {
  private at = 0;
  private groups = 0;
  private readonly closed = new Set<number>();
  private branch = { parts: [] as string[], literal: "" as string | undefined };
  private alternatives: { text: string; literal: string | undefined }[] = [];
  private readonly outer: {
    branch: Translation["branch"];
    alternatives: Translation["alternatives"];
    group: number;
  }[] = [];

  constructor(
    private readonly source: string,
    private readonly rules: PatternRules,
  ) {}

  run(): string {
    while (this.at < this.source.length) {
      const { token, next } = this.take();
      this.at = next;
      this.place(token);
    }
    if (this.outer.length > 0) throw new PatternError(String.raw`Unmatched ( or \(`);
    return this.finishAlternatives();
  }

  private get isBasic(): boolean {
    return this.rules.dialect === "basic";
  }

  private get isAtStart(): boolean {
    return this.branch.parts.length === 0;
  }

  private place(token: Token): void {
    if (token.type === "atom" || token.type === "edge") return this.add(token.text, token.literal);
    if (token.type === "repeat") return this.repeat(token.text);
    if (token.type === "or") return this.endBranch();
    if (token.type === "close") return this.closeGroup();
    this.outer.push({ branch: this.branch, alternatives: this.alternatives, group: ++this.groups });
    this.branch = { parts: [], literal: "" };
    this.alternatives = [];
  }

  private add(text: string, sign?: string): void {
    this.branch.parts.push(text);
    this.branch.literal =
      sign === undefined || this.branch.literal === undefined ? undefined : this.branch.literal + sign;
  }

  private repeat(text: string): void {
    const last = this.branch.parts.pop();
    if (last === undefined) return this.add(literal(text), text);
    this.branch.literal = undefined;
    const isRepeated = /(?:^|[^\\])[*+?}]$/u.test(last) && last.length > 1;
    this.branch.parts.push(`${isRepeated || last.startsWith("(?") ? `(?:${last})` : last}${text}`);
  }

  private endBranch(): void {
    this.alternatives.push({ text: this.branch.parts.join(""), literal: this.branch.literal });
    this.branch = { parts: [], literal: "" };
  }

  /** Of plain words the longest goes first: POSIX wants the longest that fits, JavaScript takes the first. */
  private finishAlternatives(): string {
    this.endBranch();
    const all = this.alternatives;
    if (all.every((one) => one.literal !== undefined))
      all.sort((one, other) => (other.literal?.length ?? 0) - (one.literal?.length ?? 0));
    return all.map((one) => one.text).join("|");
  }

  private closeGroup(): void {
    const outer = this.outer.pop();
    if (outer === undefined) throw new PatternError(String.raw`Unmatched ) or \)`);
    const text = `(${this.finishAlternatives()})`;
    this.closed.add(outer.group);
    this.branch = outer.branch;
    this.alternatives = outer.alternatives;
    this.add(text);
  }

  private take(): Taken {
    const sign = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    const next = this.at + sign.length;
    if (sign === "\\") return this.afterBackslash();
    if (sign === "[") {
      const { text, next: end } = bracketAt(this.source, this.at, this.rules);
      return { token: { type: "atom", text }, next: end };
    }
    return this.special(sign, next) ?? { token: atom(sign), next };
  }

  private special(sign: string, next: number): Taken | undefined {
    if (sign === ".") return { token: { type: "atom", text: "." }, next };
    if (sign === "*") return { token: this.isRepeatable ? { type: "repeat", text: "*" } : atom("*"), next };
    if (sign === "^" && this.isStartAnchor()) return { token: { type: "edge", text: "^" }, next };
    if (sign === "$" && this.isEndAnchor(next)) return { token: { type: "edge", text: "$" }, next };
    return this.isBasic ? undefined : this.extended(sign, next);
  }

  private get isRepeatable(): boolean {
    return !this.isAtStart && !this.isAfterStartAnchor();
  }

  private isAfterStartAnchor(): boolean {
    return this.isBasic && this.branch.parts.length === 1 && this.branch.parts[0] === "^";
  }

  private isStartAnchor(): boolean {
    return !this.isBasic || this.isAtStart;
  }

  private isEndAnchor(next: number): boolean {
    if (!this.isBasic || next >= this.source.length) return true;
    return [String.raw`\)`, String.raw`\|`].includes(this.source.slice(next, next + 2));
  }

  private extended(sign: string, next: number): Taken | undefined {
    if (sign === "(") return { token: { type: "open" }, next };
    if (sign === ")") return { token: { type: "close" }, next };
    if (sign === "|") return { token: { type: "or" }, next };
    if ((sign === "+" || sign === "?") && !this.isAtStart) return { token: { type: "repeat", text: sign }, next };
    return sign === "{" && !this.isAtStart ? interval(this.source, next, "}") : undefined;
  }

  private afterBackslash(): Taken {
    const sign = String.fromCodePoint(this.source.codePointAt(this.at + 1) ?? 0);
    const next = this.at + 1 + sign.length;
    if (this.at + 1 >= this.source.length) throw new PatternError("Trailing backslash");
    const basic = this.isBasic ? this.basic(sign, next) : undefined;
    if (basic) return basic;
    if (/[1-9]/u.test(sign)) return { token: this.backReference(Number(sign)), next };
    if (Object.hasOwn(edges, sign)) return { token: { type: "edge", text: edges[sign] ?? "" }, next };
    if (Object.hasOwn(sets, sign)) return { token: { type: "atom", text: sets[sign] ?? "" }, next };
    if (this.rules.bracketEscapes !== "none") return this.coded(sign, next);
    return { token: atom(sign), next };
  }

  /** sed and awk know signs by name and by number. */
  private coded(sign: string, next: number): Taken {
    if (Object.hasOwn(controls, sign)) return { token: atom(controls[sign] ?? ""), next };
    const [digits, radix] = { x: [/^[0-9a-f]{1,2}/iu, 16], o: [/^[0-7]{1,3}/u, 8], d: [/^\d{3}/u, 10] }[sign] ?? [];
    const found = digits instanceof RegExp ? digits.exec(this.source.slice(next))?.[0] : undefined;
    if (found === undefined) return { token: atom(sign), next };
    return { token: atom(String.fromCharCode(Number.parseInt(found, Number(radix)))), next: next + found.length };
  }

  private basic(sign: string, next: number): Taken | undefined {
    if (sign === "(") return { token: { type: "open" }, next };
    if (sign === ")") return { token: { type: "close" }, next };
    if (sign === "|") return { token: { type: "or" }, next };
    if (sign === "+" || sign === "?")
      return { token: this.isAtStart ? atom(sign) : { type: "repeat", text: sign }, next };
    if (sign !== "{") return undefined;
    if (this.isAtStart) throw new PatternError("Invalid preceding regular expression");
    const found = interval(this.source, next, String.raw`\}`);
    if (found) return found;
    throw new PatternError(
      this.source.includes(String.raw`\}`) ? String.raw`Invalid content of \{\}` : String.raw`Unmatched { or \{`,
    );
  }

  private backReference(group: number): Token {
    if (!this.closed.has(group)) throw new PatternError("Invalid back reference");
    return { type: "atom", text: `(?:\\${group})` };
  }
}

/** A POSIX pattern, with what GNU adds to it, as an expression of JavaScript's. */
export function posixPattern(source: string, rules: PatternRules): RegExp {
  const flags = `us${rules.ignoreCase === true ? "i" : ""}${rules.multiline === true ? "m" : ""}${rules.global === true ? "g" : ""}`;
  return new RegExp(new Translation(source, rules).run(), flags);
}
