export type BcExpression =
  | { readonly type: "number" | "name" | "text"; readonly text: string }
  | { readonly type: "item"; readonly text: string; readonly index: BcExpression }
  | { readonly type: "call"; readonly text: string; readonly args: readonly BcExpression[] }
  | { readonly type: "assign"; readonly sign: string; readonly target: BcExpression; readonly value: BcExpression }
  | { readonly type: "step"; readonly sign: string; readonly isBefore: boolean; readonly target: BcExpression }
  | { readonly type: "binary"; readonly sign: string; readonly left: BcExpression; readonly right: BcExpression }
  | { readonly type: "unary"; readonly sign: string; readonly of: BcExpression }
  | { readonly type: "group"; readonly of: BcExpression };

export type BcStatement =
  | { readonly type: "value"; readonly of: BcExpression }
  | { readonly type: "print"; readonly items: readonly BcExpression[] }
  | { readonly type: "block"; readonly body: readonly BcStatement[] }
  | { readonly type: "if"; readonly test: BcExpression; readonly yes: BcStatement; readonly no?: BcStatement }
  | {
      readonly type: "loop";
      readonly first?: BcExpression;
      readonly test?: BcExpression;
      readonly step?: BcExpression;
      readonly body: BcStatement;
    }
  | { readonly type: "leave"; readonly how: "break" | "continue" | "return" | "quit"; readonly value?: BcExpression }
  | {
      readonly type: "define";
      readonly name: string;
      readonly parameters: readonly string[];
      readonly autos: readonly string[];
      readonly body: BcStatement;
    };

export class BcError extends Error {}

interface Token {
  readonly type: "text" | "number" | "name" | "sign";
  readonly text: string;
}

export function bcTokens(source: string): readonly Token[] {
  const text = source
    .replace(/\/\*[^]*?\*\//gu, " ")
    .replace(/#[^\n]*/gu, "")
    .replace(/\\\n/gu, "")
    .replace(/[ \t\r]+/gu, " ");
  const tokens: Token[] = [];
  const pattern =
    /[ ]*(?:("[^"]*")|([0-9A-F]*\.[0-9A-F]+|[0-9A-F]+\.?)|([a-z][a-z0-9_]*)|(\n|\+\+|--|[-+*/%^]=|[<>=!]=|&&|\|\||[-+*/%^=<>!;,(){}[\]]))/uy;
  for (let at = 0; at < text.length;) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) {
      if (text.slice(at).trim() === "") break;
      throw new BcError("illegal character");
    }
    const [whole, string, number, name, sign = ""] = found;
    if (string !== undefined) tokens.push({ type: "text", text: string.slice(1, -1) });
    else if (number !== undefined) tokens.push({ type: "number", text: number });
    else if (name !== undefined) tokens.push({ type: "name", text: name });
    else tokens.push({ type: "sign", text: sign });
    at += whole.length;
  }
  return tokens;
}

const binaries: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["<", "<=", "==", "!=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];
const over: Token = { type: "sign", text: "" };

/** Reads one statement after another. */
export class BcReader {
  private at = 0;
  constructor(private readonly tokens: readonly Token[]) {}

  private get token(): Token {
    return this.tokens[this.at] ?? over;
  }

  private is(text: string): boolean {
    return this.token.type !== "text" && this.token.type !== "number" && this.token.text === text;
  }

  private took(text: string): boolean {
    if (!this.is(text) || this.at >= this.tokens.length) return false;
    this.at += 1;
    return true;
  }

  private expect(text: string): void {
    if (!this.took(text)) throw new BcError("syntax error");
  }

  private skip(signs: readonly string[]): void {
    while (signs.some((sign) => this.took(sign)));
  }

  /** Past the rest of a line that makes no sense. */
  skipLine(): void {
    while (this.at < this.tokens.length && !this.took("\n")) this.at += 1;
  }

  next(): BcStatement | undefined {
    this.skip(["\n", ";"]);
    if (this.at >= this.tokens.length) return undefined;
    const statement = this.statement();
    if (this.at < this.tokens.length && !this.is("\n") && !this.is(";") && !this.is("}"))
      throw new BcError("syntax error");
    return statement;
  }

  private statement(): BcStatement {
    if (this.took("{")) return this.block();
    if (this.took("if")) return this.choice();
    if (this.took("while")) return this.while();
    if (this.took("for")) return this.loop();
    if (this.took("define")) return this.define();
    if (this.took("print")) return this.print();
    for (const how of ["break", "continue", "quit", "halt"] as const)
      if (this.took(how)) return { type: "leave", how: how === "halt" ? "quit" : how };
    return this.took("return") ? this.return() : { type: "value", of: this.expression() };
  }

  private while(): BcStatement {
    this.expect("(");
    const test = this.expression();
    this.expect(")");
    return { type: "loop", test, body: this.nested() };
  }

  private return(): BcStatement {
    const isAlone = this.is("\n") || this.is(";") || this.is("}");
    return { type: "leave", how: "return", ...(!isAlone && { value: this.expression() }) };
  }

  private nested(): BcStatement {
    this.skip(["\n"]);
    return this.statement();
  }

  private block(): BcStatement {
    const body: BcStatement[] = [];
    for (this.skip(["\n", ";"]); !this.took("}"); this.skip(["\n", ";"])) {
      if (this.at >= this.tokens.length) throw new BcError("syntax error");
      body.push(this.statement());
    }
    return { type: "block", body };
  }

  private choice(): BcStatement {
    this.expect("(");
    const test = this.expression();
    this.expect(")");
    const yes = this.nested();
    const before = this.at;
    this.skip(["\n", ";"]);
    if (this.took("else")) return { type: "if", test, yes, no: this.nested() };
    this.at = before;
    return { type: "if", test, yes };
  }

  private loop(): BcStatement {
    this.expect("(");
    const part = (end: string) => (this.is(end) ? undefined : this.expression());
    const first = part(";");
    this.expect(";");
    const test = part(";");
    this.expect(";");
    const step = part(")");
    this.expect(")");
    return { type: "loop", ...(first && { first }), ...(test && { test }), ...(step && { step }), body: this.nested() };
  }

  private names(end: string): readonly string[] {
    const names: string[] = [];
    while (!this.took(end)) {
      names.push(this.token.text);
      this.at += 1;
      if (this.took("[")) this.expect("]");
      this.took(",");
    }
    return names;
  }

  private define(): BcStatement {
    this.took("void");
    const name = this.token.text;
    this.at += 1;
    this.expect("(");
    const parameters = this.names(")");
    this.skip(["\n"]);
    this.expect("{");
    this.skip(["\n"]);
    const autos = this.took("auto") ? this.autos() : [];
    return { type: "define", name, parameters, autos, body: this.block() };
  }

  private autos(): readonly string[] {
    const names: string[] = [];
    while (!this.is("\n") && !this.is(";")) {
      names.push(this.token.text);
      this.at += 1;
      if (this.took("[")) this.expect("]");
      this.took(",");
    }
    return names;
  }

  private print(): BcStatement {
    const items = [this.expression()];
    while (this.took(",")) items.push(this.expression());
    return { type: "print", items };
  }

  private expression(): BcExpression {
    const left = this.level(0);
    const sign = this.token.text;
    if (this.token.type !== "sign" || !/^[-+*/%^]?=$/u.test(sign)) return left;
    if (left.type !== "name" && left.type !== "item") throw new BcError("syntax error");
    this.at += 1;
    return { type: "assign", sign, target: left, value: this.expression() };
  }

  private level(depth: number): BcExpression {
    const signs = binaries[depth];
    if (signs === undefined) return this.unary();
    let left = this.level(depth + 1);
    while (this.token.type === "sign" && signs.includes(this.token.text)) {
      const sign = this.token.text;
      this.at += 1;
      left = { type: "binary", sign, left, right: this.level(depth + 1) };
    }
    return left;
  }

  private unary(): BcExpression {
    if (this.took("-")) return { type: "unary", sign: "-", of: this.unary() };
    if (this.took("!")) return { type: "unary", sign: "!", of: this.unary() };
    const left = this.stepped();
    return this.took("^") ? { type: "binary", sign: "^", left, right: this.unary() } : left;
  }

  private stepped(): BcExpression {
    for (const sign of ["++", "--"])
      if (this.took(sign)) return { type: "step", sign, isBefore: true, target: this.primary() };
    const target = this.primary();
    for (const sign of ["++", "--"]) if (this.took(sign)) return { type: "step", sign, isBefore: false, target };
    return target;
  }

  private primary(): BcExpression {
    const { type, text } = this.token;
    if (this.took("(")) {
      const of = this.expression();
      this.expect(")");
      return { type: "group", of };
    }
    if (type === "sign") throw new BcError("syntax error");
    this.at += 1;
    if (type !== "name") return { type, text };
    if (this.took("[")) {
      const index = this.expression();
      this.expect("]");
      return { type: "item", text, index };
    }
    return this.took("(") ? { type: "call", text, args: this.arguments() } : { type: "name", text };
  }

  private arguments(): readonly BcExpression[] {
    const args: BcExpression[] = [];
    while (!this.took(")")) {
      args.push(this.expression());
      if (!this.took(",") && !this.is(")")) throw new BcError("syntax error");
    }
    return args;
  }
}
