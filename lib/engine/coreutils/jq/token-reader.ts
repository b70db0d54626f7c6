import type { Node } from "./tree";
import { SyntaxFault, type Complaint, type Token } from "./tokens";

const ended: Token = { type: "end", text: "", from: 0, to: 0 };

/** What a token is called in complaints. */
function nameOf({ type, text }: Token): string {
  if (type === "end") return "$end";
  if (type === "sign") return text.length === 1 ? `'${text}'` : text;
  const names = {
    name: "IDENT",
    field: "FIELD",
    variable: "'$'",
    number: "LITERAL",
    text: "QQSTRING_START",
    format: "FORMAT",
  };
  return type === "bad" ? "INVALID_CHARACTER" : names[type];
}

/** The parts of the grammar that stand in each other. */
export interface Grammar {
  /** A whole program, also one with `def`, `as`, `|` and `,`. */
  readonly pipe: (reader: TokenReader) => Node;
  /** What needs no bracket as the value of a key. */
  readonly operators: (reader: TokenReader) => Node;
  /** A term, or one that is tried. */
  readonly postfix: (reader: TokenReader) => Node;
}

/** The tokens of a program, one after the other, and the names that may be used where it is. */
export class TokenReader {
  private at = 0;
  private names: readonly string[];
  /** What is wrong though it could be read. */
  readonly complaints: Complaint[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    names: readonly string[],
    private readonly known: (name: string) => boolean,
    readonly grammar: Grammar,
  ) {
    this.names = names;
  }

  get next(): Token {
    return this.tokens[this.at] ?? this.tokens.at(-1) ?? ended;
  }

  /** The token that was taken last. */
  get last(): Token {
    return this.tokens[this.at - 1] ?? ended;
  }

  take(): Token {
    const token = this.next;
    this.at += 1;
    return token;
  }

  is(text: string): boolean {
    const { type, text: own } = this.next;
    return own === text && (type === "sign" || type === "name");
  }

  /** Takes the token if it is this one. */
  has(text: string): boolean {
    const there = this.is(text);
    if (there) this.at += 1;
    return there;
  }

  /** `expected` is what is told to have been possible. */
  want(text: string, ...expected: readonly string[]): void {
    if (!this.has(text)) this.unexpected(...expected);
  }

  unexpected(...expected: readonly string[]): never {
    const possible = this.at === 0 ? ["$end"] : expected;
    const hint = possible.length === 0 ? "" : `, expecting ${possible.join(" or ")}`;
    throw new SyntaxFault(`unexpected ${nameOf(this.next)}${hint}`, this.next.from);
  }

  takeType(type: Token["type"], ...expected: readonly string[]): string {
    if (this.next.type !== type) this.unexpected(...expected);
    return this.take().text;
  }

  /** A name that stands for something: `$x`, `f/1`, or a label's `*x`. */
  use(name: string, { from }: Token): void {
    if (this.names.includes(name) || this.known(name)) return;
    const said = name.startsWith("*") ? `$*label-${name.slice(1)}` : name;
    this.complaints.push({ message: `${said} is not defined`, from });
  }

  /** Reads where more names are known than before. */
  within<Read>(names: readonly string[], read: () => Read): Read {
    const before = this.names;
    this.names = [...before, ...names];
    try {
      return read();
    } finally {
      this.names = before;
    }
  }

  /** The same for tokens that stand in a text. */
  inside(tokens: readonly Token[]): TokenReader {
    const reader = new TokenReader(tokens, this.names, this.known, this.grammar);
    Object.assign(reader, { complaints: this.complaints });
    return reader;
  }
}
