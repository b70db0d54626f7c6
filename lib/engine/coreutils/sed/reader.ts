import { PatternError, type PatternRules } from "../pattern/rules";
import { posixPattern } from "../pattern/posix";
import { ScriptError, type Address, type End, type Part, type Substitution } from "./commands";

const digits = /\d*/uy;

/** Reads the parts of a script that commands have in common. */
export class ScriptReader {
  at = 0;

  constructor(
    readonly script: string,
    private readonly isExtended: boolean,
  ) {}

  get next(): string | undefined {
    return this.script[this.at];
  }

  get isOver(): boolean {
    return this.at >= this.script.length;
  }

  fail(message: string): never {
    throw new ScriptError(message, this.at);
  }

  skip(signs: RegExp): void {
    while (this.next !== undefined && signs.test(this.next)) this.at += 1;
  }

  number(): number {
    digits.lastIndex = this.at;
    const text = digits.exec(this.script)?.[0] ?? "";
    this.at += text.length;
    return Number(text);
  }

  /** To the end of the line. */
  line(): string {
    const end = this.script.indexOf("\n", this.at);
    const text = this.script.slice(this.at, end === -1 ? undefined : end);
    this.at += text.length;
    return text;
  }

  regex(source: string, flags: string): RegExp | undefined {
    if (source === "") return undefined;
    const rules: PatternRules = {
      dialect: this.isExtended ? "extended" : "basic",
      bracketEscapes: "some",
      ignoreCase: /i/iu.test(flags),
      multiline: /m/iu.test(flags),
      global: true,
    };
    try {
      return posixPattern(source, rules);
    } catch (error) {
      if (error instanceof PatternError) return this.fail(error.message);
      throw error;
    }
  }

  /** Up to the sign that ends it; a backslash before that sign takes its meaning away, in brackets it has none. */
  delimited(end: string, unterminated: string, knowsBrackets: boolean): string {
    let text = "";
    for (;;) {
      const sign = this.next;
      if (sign === undefined) return this.fail(unterminated);
      if (sign === end) break;
      if (knowsBrackets && sign === "[") text += this.bracket();
      else if (sign === "\\") text += this.escape(end, knowsBrackets);
      else {
        text += sign;
        this.at += 1;
      }
    }
    this.at += 1;
    return text;
  }

  private escape(end: string, isPattern: boolean): string {
    const escaped = this.script[this.at + 1] ?? "";
    this.at += 2;
    return escaped === end ? this.escapedEnd(end, isPattern) : `\\${escaped}`;
  }

  /** A set in brackets as it stands, named classes in it too. */
  private bracket(): string {
    const [whole] = /^\[\^?\]?(?:\[:[^\]]*:\]|\[\.[^\]]*\.\]|\[=[^\]]*=\]|[^\]])*\]/u.exec(
      this.script.slice(this.at),
    ) ?? ["["];
    this.at += whole.length;
    return whole;
  }

  private escapedEnd(end: string, isPattern: boolean): string {
    if (end === "n") return "\n";
    if (!isPattern) return end === "&" ? String.raw`\&` : end;
    return /[.*^$[\]+?(){}|]/u.test(end) ? `[${end}]`.replace("[^]", String.raw`\^`) : end;
  }

  address(): Address | undefined {
    const sign = this.next;
    if (sign !== undefined && /\d/u.test(sign)) {
      const first = this.number();
      if (this.next !== "~") return { type: "line", line: first };
      this.at += 1;
      return { type: "step", first, step: this.number() };
    }
    if (sign === "$") {
      this.at += 1;
      return { type: "last" };
    }
    if (sign !== "/" && sign !== "\\") return undefined;
    this.at += sign === "/" ? 1 : 2;
    const end = sign === "/" ? "/" : (this.script[this.at - 1] ?? "");
    const source = this.delimited(end, "unterminated address regex", true);
    const from = this.at;
    this.skip(/[IM]/u);
    return { type: "pattern", regex: this.regex(source, this.script.slice(from, this.at)) };
  }

  end(): End {
    this.skip(/\s/u);
    const sign = this.next;
    if (sign === "+" || sign === "~") {
      this.at += 1;
      const number = this.number();
      return sign === "+" ? { type: "more", count: number } : { type: "multiple", of: number };
    }
    return this.address() ?? this.fail("unexpected `,'");
  }

  substitution(): Substitution {
    const end = this.next ?? this.fail("unterminated `s' command");
    this.at += 1;
    const source = this.delimited(end, "unterminated `s' command", true);
    const replacement = this.delimited(end, "unterminated `s' command", false);
    const flags = this.flags();
    return { regex: this.regex(source, flags.letters), parts: partsOf(replacement), ...flags.rest };
  }

  private flags() {
    let letters = "";
    let place = 1;
    let file: string | undefined;
    for (; this.next !== undefined && /[gpiImMew\d]/u.test(this.next);) {
      if (/\d/u.test(this.next)) {
        place = this.number();
        if (place === 0) this.fail("number option to `s' command may not be zero");
        continue;
      }
      const letter = this.next;
      this.at += 1;
      letters += letter;
      if (letter !== "w") continue;
      this.skip(/[ \t]/u);
      file = this.line();
    }
    if (this.next !== undefined && !/[\s;}#]/u.test(this.next)) {
      this.at += 1;
      this.fail("unknown option to `s'");
    }
    const rest = {
      isGlobal: letters.includes("g"),
      place,
      prints: letters.includes("p"),
      runs: letters.includes("e"),
      file,
    };
    return { letters, rest };
  }
}

const controls: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v", a: "\x07" };

const code = (number: string, radix: number): Part => ({
  type: "text",
  text: String.fromCharCode(Number.parseInt(number, radix)),
});

function partOf(text: string, escaped: string | undefined): Part {
  if (text === "&") return { type: "group", group: 0 };
  if (escaped === undefined) return { type: "text", text };
  if (/\d/u.test(escaped)) return { type: "group", group: Number(escaped) };
  if (/[ULulE]/u.test(escaped)) return { type: "case", how: escaped as "U" };
  return { type: "text", text: Object.hasOwn(controls, escaped) ? (controls[escaped] ?? "") : escaped };
}

/** What a replacement says: texts, groups, and changes of case. */
export function partsOf(replacement: string): readonly Part[] {
  const tokens = /\\x([0-9a-fA-F]{1,2})|\\o([0-7]{1,3})|\\d(\d{3})|\\([^])|&|[^\\&]+|\\/gu;
  return Array.from(replacement.matchAll(tokens), ([text, hex, octal, decimal, escaped]) => {
    if (hex !== undefined) return code(hex, 16);
    if (octal !== undefined) return code(octal, 8);
    return decimal === undefined ? partOf(text, escaped) : code(decimal, 10);
  });
}
