/** Parts of a text: what stands between the quotes, and the tokens of what is to be put in. */
export type TextPart = string | readonly Token[];

export interface Token {
  readonly type: "name" | "field" | "variable" | "number" | "text" | "format" | "sign" | "end" | "bad";
  readonly text: string;
  readonly parts?: readonly TextPart[];
  /** Where `$__loc__` stands. */
  readonly line?: number;
  readonly from: number;
  readonly to: number;
}

/** What is wrong with a program, and where. */
export interface Complaint {
  readonly message: string;
  readonly from: number;
}

/** A program that isn't one: what was met, where it stands. */
export class SyntaxFault extends Error {
  constructor(
    message: string,
    readonly from: number,
    /** What else is to be said of it. */
    readonly also: readonly Complaint[] = [],
  ) {
    super(message);
  }
}

const simple =
  /(?<space>\s+|#[^\n]*)|(?<field>\.[A-Za-z_]\w*)|(?<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(?<format>@\w+)|(?<variable>\$__loc__|\$(?:\w+::)*[A-Za-z_]\w*)|(?<name>(?:[A-Za-z_]\w*::)*[A-Za-z_]\w*)|(?<sign>\?\/\/=?|\/\/=|\.\.|\|=|\+=|-=|\*=|\/=|%=|==|!=|<=|>=|\/\/|[.[\](){}|,:;=<>+\-*/%?$])/uy;

const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  '"': '"',
  "\\": "\\",
  "/": "/",
};

const kinds = ["field", "number", "format", "variable", "name", "sign"] as const;

class Lexer {
  at = 0;

  constructor(private readonly text: string) {}

  /** All tokens until the end, or until the bracket closes that was open when it was called. */
  read(isInner: boolean): readonly Token[] {
    const found: Token[] = [];
    let depth = 0;
    while (this.at < this.text.length) {
      const token = this.one();
      if (token === undefined) continue;
      if (token.text === "(" && token.type === "sign") depth++;
      if (token.text === ")" && token.type === "sign" && depth-- === 0 && isInner) break;
      found.push(token);
    }
    found.push({ type: "end", text: "", from: found.at(-1)?.from ?? 0, to: this.at });
    return found;
  }

  private one(): Token | undefined {
    const from = this.at;
    if (this.text[from] === '"') return this.quoted();
    simple.lastIndex = from;
    const groups = simple.exec(this.text)?.groups;
    if (groups === undefined) {
      this.at += 1;
      return { type: "bad", text: this.text[from] ?? "", from, to: this.at };
    }
    this.at = simple.lastIndex;
    const kind = kinds.find((each) => groups[each] !== undefined);
    const token = kind && { type: kind, text: groups[kind] ?? "", from, to: this.at };
    return token?.text === "$__loc__" ? { ...token, line: this.text.slice(0, from).split("\n").length } : token;
  }

  private quoted(): Token {
    const from = this.at++;
    const parts: TextPart[] = [];
    let text = "";
    let began = from;
    for (let sign = this.text[this.at]; sign !== '"'; sign = this.text[this.at]) {
      if (sign === undefined)
        throw new SyntaxFault(
          "unexpected $end, expecting QQSTRING_TEXT or QQSTRING_INTERP_START or QQSTRING_END",
          began,
        );
      if (text === "") began = this.at;
      this.at++;
      if (sign !== "\\") text += sign;
      else if (this.text[this.at] === "(") {
        this.at++;
        parts.push(text, this.read(true));
        text = "";
      } else text += this.escape();
    }
    this.at++;
    return { type: "text", text: "", parts: [...parts, text], from, to: this.at };
  }

  private escape(): string {
    const sign = this.text[this.at++] ?? "";
    if (sign !== "u") {
      const meant = escapes[sign];
      if (meant === undefined) throw new SyntaxFault("unexpected INVALID_CHARACTER", this.at);
      return meant;
    }
    const code = /^[\da-fA-F]{4}/u.exec(this.text.slice(this.at, this.at + 4))?.[0];
    if (code === undefined) throw new SyntaxFault("unexpected INVALID_CHARACTER", this.at);
    this.at += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
}

export const tokensOf = (program: string): readonly Token[] => new Lexer(program).read(false);
