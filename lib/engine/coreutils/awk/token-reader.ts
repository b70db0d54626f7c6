import { AwkError, type Token } from "./tokens";

const over: Token = { type: "end", text: "", line: 0 };

/** Where a reader stands among the tokens. */
export class TokenReader {
  protected at = 0;

  constructor(protected readonly tokens: readonly Token[]) {}

  protected get token(): Token {
    return this.tokens[this.at] ?? over;
  }

  protected is(...texts: readonly string[]): boolean {
    return (this.token.type === "sign" || this.token.type === "word") && texts.includes(this.token.text);
  }

  protected after(distance: number): Token {
    return this.tokens[this.at + distance] ?? over;
  }

  protected take(): Token {
    const { token } = this;
    this.at += 1;
    return token;
  }

  protected took(...texts: readonly string[]): boolean {
    if (!this.is(...texts)) return false;
    this.at += 1;
    return true;
  }

  protected expect(text: string): void {
    if (!this.took(text)) this.fail();
  }

  protected fail(): never {
    const { line, text, type } = this.token;
    const shown = type === "end" || type === "line" ? "unexpected newline or end of string" : `near ${text}`;
    throw new AwkError(`cmd. line:${line}: syntax error: ${shown}`);
  }

  protected skipLines(): void {
    while (this.token.type === "line") this.at += 1;
  }

  protected skipEnds(): void {
    while (this.token.type === "line" || this.is(";")) this.at += 1;
  }

  protected name(): string {
    const token = this.take();
    if (token.type === "name" || token.type === "function") return token.text;
    this.at -= 1;
    return this.fail();
  }
}
