import { ExpressionReader } from "./expressions";
import { tokensOf } from "./tokens";
import type { FunctionTree, Pattern, Program, Rule, Statement } from "./tree";

/** Reads a program: its rules and functions. */
class ProgramReader extends ExpressionReader {
  private readonly rules: Rule[] = [];
  private readonly functions = new Map<string, FunctionTree>();

  program(): Program {
    for (this.skipEnds(); this.token.type !== "end"; this.skipEnds()) {
      if (this.took("function", "func")) this.function();
      else this.rules.push(this.rule());
    }
    return { rules: this.rules, functions: this.functions };
  }

  private function(): void {
    const name = this.name();
    this.expect("(");
    const parameters: string[] = [];
    while (!this.took(")")) {
      parameters.push(this.name());
      this.took(",");
      this.skipLines();
    }
    this.skipLines();
    this.functions.set(name, { name, parameters, body: this.block() });
  }

  private rule(): Rule {
    if (this.is("{")) return { pattern: { type: "always" }, body: this.block() };
    const pattern = this.pattern();
    return { pattern, body: this.is("{") ? this.block() : undefined };
  }

  private pattern(): Pattern {
    if (this.took("BEGIN")) return this.withBlock("begin");
    if (this.took("END")) return this.withBlock("end");
    const test = this.expression();
    if (!this.took(",")) return { type: "when", test };
    this.skipLines();
    return { type: "range", from: test, to: this.expression() };
  }

  private withBlock(type: "begin" | "end"): Pattern {
    return this.is("{") ? { type } : this.fail();
  }

  private block(): Statement {
    this.expect("{");
    const body = this.statements(["}"]);
    this.expect("}");
    return { type: "block", body };
  }

  private statements(ends: readonly string[]): readonly Statement[] {
    const body: Statement[] = [];
    for (this.skipEnds(); !this.is(...ends); this.skipEnds()) {
      if (this.token.type === "end") this.fail();
      body.push(this.statement());
    }
    return body;
  }

  /** One that may stand on the next line, or be empty. */
  private nested(): Statement {
    this.skipLines();
    if (this.took(";")) return { type: "block", body: [] };
    return this.statement();
  }

  private statement(): Statement {
    if (this.is("{")) return this.block();
    if (this.took("if")) return this.choice2();
    if (this.took("while")) {
      const test = this.test();
      return { type: "while", test, body: this.nested(), isAfter: false };
    }
    if (this.took("for")) return this.loop();
    if (this.took("do")) return this.doLoop();
    if (this.took("switch")) return this.switch();
    const simple = this.simple();
    if (!this.took(";") && this.token.type !== "line" && !this.is("}")) this.fail();
    return simple;
  }

  private test() {
    this.expect("(");
    const test = this.free(() => this.expression());
    this.skipLines();
    this.expect(")");
    return test;
  }

  private choice2(): Statement {
    const test = this.test();
    const yes = this.nested();
    const before = this.at;
    this.skipEnds();
    if (this.took("else")) return { type: "if", test, yes, no: this.nested() };
    this.at = before;
    return { type: "if", test, yes };
  }

  private doLoop(): Statement {
    const body = this.nested();
    this.skipEnds();
    this.expect("while");
    return { type: "while", test: this.test(), body, isAfter: true };
  }

  private loop(): Statement {
    this.expect("(");
    if (this.token.type === "name" && this.after(1).text === "in" && this.after(3).text === ")") {
      const name = this.name();
      this.expect("in");
      const array = this.name();
      this.expect(")");
      return { type: "each", name, array, body: this.nested() };
    }
    const first = this.is(";") ? undefined : this.looped(() => this.simple());
    this.expect(";");
    this.skipLines();
    const test = this.is(";") ? undefined : this.expression();
    this.expect(";");
    this.skipLines();
    const step = this.is(")") ? undefined : this.simple();
    this.expect(")");
    return { type: "for", ...(first && { first }), ...(test && { test }), ...(step && { step }), body: this.nested() };
  }

  private switch(): Statement {
    const value = this.test();
    this.skipLines();
    this.expect("{");
    const cases: Extract<Statement, { type: "switch" }>["cases"][number][] = [];
    for (this.skipEnds(); !this.took("}"); this.skipEnds()) {
      const test = this.took("default") ? undefined : (this.expect("case"), this.expression());
      this.expect(":");
      const body = this.statements(["case", "default", "}"]);
      cases.push(test === undefined ? { body } : { test, body });
    }
    return { type: "switch", value, cases };
  }

  private get isAtEnd(): boolean {
    return this.token.type === "line" || this.is(";", "}");
  }

  private simple(): Statement {
    if (this.is("print", "printf")) return this.print();
    if (this.is("break", "continue", "next", "nextfile")) return { type: "jump", how: this.take().text as "break" };
    if (this.is("exit", "return")) {
      const how = this.take().text as "exit";
      return this.isAtEnd ? { type: "leave", how } : { type: "leave", how, value: this.expression() };
    }
    if (this.took("delete")) return this.delete();
    return { type: "expression", value: this.expression() };
  }

  private delete(): Statement {
    const name = this.name();
    if (!this.took("[")) return { type: "delete", name };
    const keys = this.free(() => this.expressions("]"));
    this.expect("]");
    return { type: "delete", name, keys };
  }

  private print(): Statement {
    const isFormatted = this.take().text === "printf";
    const args = this.printed(() => this.printedItems());
    if (!this.is(">", ">>", "|", "|&")) return { type: "print", isFormatted, args };
    const sign = this.take().text;
    const target = this.printed(() => this.concatenated());
    return { type: "print", isFormatted, args, to: { sign, target } };
  }

  private concatenated() {
    return this.expression();
  }

  private printedItems() {
    const items = this.isAtEnd || this.is(">", ">>", "|") ? [] : [this.expression()];
    while (items.length > 0 && this.took(",")) {
      this.skipLines();
      items.push(this.expression());
    }
    const [only] = items;
    return items.length === 1 && only?.type === "group" ? only.items : items;
  }
}

export const parseProgram = (source: string): Program => new ProgramReader(tokensOf(source)).program();
