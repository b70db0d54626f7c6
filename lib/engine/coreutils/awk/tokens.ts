export class AwkError extends Error {}

export interface Token {
  readonly type: "number" | "string" | "regex" | "name" | "function" | "builtin" | "word" | "sign" | "line" | "end";
  readonly text: string;
  readonly line: number;
}

const words = new Set(
  "BEGIN END BEGINFILE ENDFILE function func if else while for do break continue next nextfile exit return delete in getline print printf switch case default".split(
    " ",
  ),
);

export const builtinNames = new Set(
  "length substr index split sub gsub gensub match sprintf sin cos atan2 exp log sqrt int rand srand tolower toupper system close fflush strftime systime mktime and or xor compl lshift rshift strtonum asort asorti patsplit typeof isarray".split(
    " ",
  ),
);

const signs = /^(?:\*\*=|\*\*|\|&|&&|\|\||\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|>>|[-+*/%^!<>|?:~$=,;(){}[\]])/u;

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  '"': '"',
  "/": "/",
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** What the backslashes of a string stand for. */
export function unescaped(text: string): string {
  return text.replace(
    /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{1,2})|\n|([^]))/gu,
    (whole, octal?: string, hex?: string, sign?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (sign === undefined) return "";
      return Object.hasOwn(escapes, sign) ? (escapes[sign] ?? "") : whole;
    },
  );
}

/** Whether a slash begins an expression here: after a value it divides. */
function mayBeginRegex(before: Token | undefined): boolean {
  if (before === undefined || before.type === "line") return true;
  if (before.type === "sign") return ![")", "]", "$", "++", "--"].includes(before.text);
  return before.type === "word" || (before.type === "builtin" && before.text !== "length");
}

class Lexer {
  private at = 0;
  private line = 1;
  readonly tokens: Token[] = [];

  constructor(private readonly source: string) {}

  run(): readonly Token[] {
    while (this.skip()) this.take();
    this.push("line", "\n");
    this.push("end", "");
    return this.tokens;
  }

  private push(type: Token["type"], text: string): void {
    this.tokens.push({ type, text, line: this.line });
  }

  /** Past blanks, comments, and ends of lines that are hidden. */
  private skip(): boolean {
    for (;;) {
      const [blank = ""] = /^(?:[ \t\r]|\\\r?\n|#[^\n]*)+/u.exec(this.source.slice(this.at)) ?? [];
      this.line += blank.split("\n").length - 1;
      this.at += blank.length;
      if (blank === "") return this.at < this.source.length;
    }
  }

  private take(): void {
    const rest = this.source.slice(this.at);
    if (rest.startsWith("\n")) {
      this.push("line", "\n");
      this.line += 1;
      this.at += 1;
      return;
    }
    if (rest.startsWith('"')) return this.string(rest);
    if (rest.startsWith("/") && mayBeginRegex(this.tokens.at(-1))) return this.regex(rest);
    const [number] = /^(?:0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/u.exec(rest) ?? [];
    if (number !== undefined) return this.found("number", number);
    const [name] = /^[A-Za-z_]\w*/u.exec(rest) ?? [];
    if (name !== undefined) return this.name(name, rest);
    const [sign] = signs.exec(rest) ?? [];
    if (sign === undefined) throw new AwkError(`syntax error at source line ${this.line}: ${rest[0] ?? ""}`);
    this.found("sign", sign);
  }

  private found(type: Token["type"], text: string): void {
    this.push(type, text);
    this.at += text.length;
  }

  private name(name: string, rest: string): void {
    if (words.has(name)) this.found("word", name);
    else if (builtinNames.has(name)) this.found("builtin", name);
    else this.found(rest[name.length] === "(" ? "function" : "name", name);
  }

  private string(rest: string): void {
    const [whole] = /^"(?:[^"\\\n]|\\[^])*"/u.exec(rest) ?? [];
    if (whole === undefined) throw new AwkError("unterminated string");
    this.push("string", unescaped(whole.slice(1, -1)));
    this.at += whole.length;
  }

  private regex(rest: string): void {
    const [whole] =
      /^\/(?:[^/\\[\n]|\\[^]|\[\^?\]?(?:[^\]\\\n]|\\[^])*\])*\//u.exec(rest) ??
      /^\/(?:[^/\\\n]|\\[^])*\//u.exec(rest) ??
      [];
    if (whole === undefined) throw new AwkError("unterminated regexp");
    this.push("regex", whole.slice(1, -1).replaceAll(String.raw`\/`, "/"));
    this.at += whole.length;
  }
}

export const tokensOf = (source: string): readonly Token[] => new Lexer(source).run();
