import { bothCases, classAt, foreign, RustPatternError, sets, type Escape } from "./rust-class";

export { RustPatternError } from "./rust-class";

export interface RustRules {
  readonly ignoreCase: boolean;
  /** A dot takes the end of a line as well. */
  readonly dotAll: boolean;
}

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
  readonly x: boolean;
  /** Which of `*` and `*?` takes as much as it can. */
  readonly U: boolean;
}

const word = `[${sets["w"] ?? ""}]`;
const edges: Readonly<Record<string, string>> = {
  b: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`,
  B: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`,
  A: String.raw`(?<![^\n])`,
  z: String.raw`(?![^\n])`,
};
const controls: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\u0007" };

/** The pattern as a whole word, as `-w` wants it. */
export const asWord = (source: string): string => `(?<!${word})(?:${source})(?!${word})`;

function isProperty(text: string): boolean {
  try {
    return new RegExp(`\\p{${text}}`, "u").source !== "";
  } catch {
    return false;
  }
}

/** A property of Unicode as JavaScript calls it. */
function property(name: string, from: number, to: number): string {
  const plain = name.replaceAll(" ", "_");
  const known = [plain, `Script=${plain}`, plain.replace(/^\w/u, (letter) => letter.toUpperCase())].find(isProperty);
  if (known === undefined) throw new RustPatternError("Unicode property not found", from, to);
  return `\\p{${known}}`;
}

interface Opening {
  /** `flags` opens nothing: `(?i)` counts to the end of what it stands in. */
  readonly type: "group" | "flags";
  readonly text: string;
  readonly length: number;
  readonly on: string;
  readonly off: string;
}

/** What a bracket opens. */
function openingAt(source: string, at: number): Opening {
  const rest = source.slice(at);
  const around = /^\(\?<?[=!]/u.exec(rest)?.[0];
  if (around !== undefined)
    throw new RustPatternError(
      "look-around, including look-ahead and look-behind, is not supported",
      at,
      at + around.length,
    );
  if (/^\(\?P?<\w*$/u.test(rest)) throw new RustPatternError("unclosed capture group name", source.length);
  const name = /^\(\?P?<([A-Za-z_]\w*)>/u.exec(rest);
  if (name !== null) return { type: "group", text: `(?<${name[1] ?? ""}>`, length: name[0].length, on: "", off: "" };
  const flags = /^\(\?([imsuUx]*)(?:-([imsuUx]+))?([:)])/u.exec(rest);
  if (flags !== null) {
    const [whole, on = "", off = "", end] = flags;
    return { type: end === ":" ? "group" : "flags", text: "(?:", length: whole.length, on, off };
  }
  if (rest.startsWith("(?")) throw new RustPatternError("unrecognized flag", at + 2);
  return { type: "group", text: "(", length: 1, on: "", off: "" };
}

/** Reads a pattern of Rust's `regex` place by place; answers its source for JavaScript's `v`. */
class Translation {
  private at = 0;
  private readonly pieces: string[][] = [[]];
  private readonly flagsBefore: Flags[] = [];
  private readonly opened: number[] = [];
  private flags: Flags;

  constructor(
    private readonly source: string,
    rules: RustRules,
    private readonly folds: boolean,
  ) {
    this.flags = { i: rules.ignoreCase, s: rules.dotAll, x: false, U: false };
  }

  run(): string {
    while (this.at < this.source.length) this.step();
    const open = this.opened.at(-1);
    if (open !== undefined) throw new RustPatternError("unclosed group", open);
    return this.pieces[0]?.join("") ?? "";
  }

  private add(text: string): void {
    this.pieces.at(-1)?.push(text);
  }

  private step(): void {
    const sign = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    if (this.flags.x && this.skipped(sign)) return;
    if (sign === "\\") return this.escape();
    if (sign === "[") return this.class();
    if (sign === "(") return this.open();
    if (sign === ")") return this.close();
    if ("*+?{".includes(sign)) return this.repeat(sign);
    this.at += sign.length;
    this.add(this.plain(sign));
  }

  private plain(sign: string): string {
    if (sign === "^") return edges["A"] ?? "";
    if (sign === "$") return edges["z"] ?? "";
    if (sign === "|") return "|";
    if (sign === ".") return `[^${this.flags.s ? "" : String.raw`\n`}${foreign}]`;
    return this.literal(sign);
  }

  /** Blanks and comments, where they say nothing. */
  private skipped(sign: string): boolean {
    const length = sign === "#" ? /^#[^\n]*/u.exec(this.source.slice(this.at))?.[0].length : Number(/^\s$/u.test(sign));
    this.at += length ?? 0;
    return length !== undefined && length > 0;
  }

  private literal(sign: string): string {
    if (this.folds && this.flags.i && sign.toLowerCase() !== sign.toUpperCase()) return `[${bothCases(sign)}]`;
    return sign.replace(/[\\^$.*+?()[\]{}|/]/u, String.raw`\$&`);
  }

  private class(): void {
    const rules = { escapeAt: (at: number) => this.escapeAt(at), foldsCase: () => this.folds && this.flags.i };
    const { text, next } = classAt(this.source, this.at, rules);
    this.at = next;
    this.add(text);
  }

  private escape(): void {
    const sign = this.source[this.at + 1];
    if (sign === undefined)
      throw new RustPatternError("incomplete escape sequence, reached end of pattern prematurely", this.at);
    if (Object.hasOwn(edges, sign)) {
      this.at += 2;
      return this.add(edges[sign] ?? "");
    }
    const { sign: literal, set, isNegated, next } = this.escapeAt(this.at);
    this.at = next;
    if (literal !== undefined) this.add(this.literal(literal));
    else this.add(isNegated === true ? `[^${set ?? ""}${foreign}]` : `[${set ?? ""}]`);
  }

  private escapeAt(at: number): Escape {
    const sign = String.fromCodePoint(this.source.codePointAt(at + 1) ?? 0);
    const next = at + 1 + sign.length;
    const small = sign.toLowerCase();
    if (Object.hasOwn(sets, small)) return { set: sets[small] ?? "", isNegated: sign !== small, next };
    if (Object.hasOwn(controls, sign)) return { sign: controls[sign] ?? "", next };
    if (small === "p") return this.propertyAt(at, sign === "P");
    if (sign === "x" || small === "u") return this.codeAt(at, sign);
    if (/\d/u.test(sign)) throw new RustPatternError("backreferences are not supported", at, next);
    if (/[A-Za-z<>]/u.test(sign)) throw new RustPatternError("unrecognized escape sequence", at, next);
    return { sign, next };
  }

  private propertyAt(at: number, isNegated: boolean): Escape {
    const found = /^\\[pP](?:\{(\^?)([^}]*)\}|(\w))/u.exec(this.source.slice(at));
    if (found === null) throw new RustPatternError("incomplete escape sequence", at, at + 2);
    const next = at + found[0].length;
    const set = property(found[2] ?? found[3] ?? "", at, next);
    return { set, isNegated: isNegated !== (found[1] === "^"), next };
  }

  private codeAt(at: number, kind: string): Escape {
    const length = kind === "x" ? 2 : kind === "u" ? 4 : 8;
    const found = new RegExp(String.raw`^(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{${length}}))`, "u").exec(
      this.source.slice(at + 2),
    );
    if (found === null) throw new RustPatternError("invalid hexadecimal digit", at + 2);
    const code = Number.parseInt(found[1] ?? found[2] ?? "", 16);
    if (code > 0x10ffff)
      throw new RustPatternError("hexadecimal literal is not a Unicode scalar value", at + 3, at + 1 + found[0].length);
    return { sign: String.fromCodePoint(code), next: at + 2 + found[0].length };
  }

  private open(): void {
    const opening = openingAt(this.source, this.at);
    const start = this.at;
    this.at += opening.length;
    if (opening.type !== "flags") {
      this.opened.push(start);
      this.flagsBefore.push(this.flags);
      this.pieces.push([opening.text]);
    }
    this.setFlags(opening.on, opening.off);
  }

  private setFlags(on: string, off: string): void {
    const isOn = (flag: keyof Flags): boolean => (this.flags[flag] || on.includes(flag)) && !off.includes(flag);
    this.flags = { i: isOn("i"), s: isOn("s"), x: isOn("x"), U: isOn("U") };
  }

  private close(): void {
    if (this.opened.pop() === undefined) throw new RustPatternError("unopened group", this.at);
    this.at += 1;
    this.flags = this.flagsBefore.pop() ?? this.flags;
    const group = this.pieces.pop()?.join("") ?? "";
    this.add(`${group})`);
  }

  private checkCounts(text: string): void {
    const [, least = "", most = ""] = /^\{(\d+),(\d+)\}$/u.exec(text) ?? [];
    if (Number(least) > Number(most))
      throw new RustPatternError(
        "invalid repetition count range, the start must be <= the end",
        this.at,
        this.at + text.length,
      );
  }

  private repeat(sign: string): void {
    const found = sign === "{" ? /^\{(\d+)(,?)(\d*)\}/u.exec(this.source.slice(this.at))?.[0] : sign;
    const pieces = this.pieces.at(-1) ?? [];
    const last = pieces.at(-1);
    const isFirst = last === undefined || last === "|" || (pieces.length === 1 && this.opened.length > 0);
    if (isFirst) throw new RustPatternError("repetition operator missing expression", this.at);
    if (found === undefined) throw new RustPatternError("unclosed counted repetition", this.at, this.source.length);
    this.checkCounts(found);
    this.at += found.length;
    const isLazy = this.source[this.at] === "?";
    if (isLazy) this.at += 1;
    pieces[pieces.length - 1] = `(?:${last})${found}${isLazy === this.flags.U ? "" : "?"}`;
  }
}

/** A pattern as Rust's `regex` reads it, in JavaScript's words. Only `v` reads them; `i` where the whole ignores the case. */
export function rustPattern(source: string, rules: RustRules): { readonly text: string; readonly ignoreCase: boolean } {
  const [, atStart = ""] = /^\(\?([imsuUx]+)\)/u.exec(source) ?? [];
  const rest = source.slice(atStart === "" ? 0 : atStart.length + 3);
  const folds = /\(\?[a-zA-Z]*-?[a-zA-Z]*i/u.test(rest);
  const ignoreCase = rules.ignoreCase || atStart.includes("i");
  const text = new Translation(source, { ...rules, ignoreCase }, folds).run();
  return { text, ignoreCase: ignoreCase && !folds };
}
