import { TokenReader } from "./token-reader";
import type { Expression, Target } from "./tree";

const assignments = ["=", "+=", "-=", "*=", "/=", "%=", "^=", "**="];
const comparisons = ["<", "<=", "==", "!=", ">", ">="];

export function isTarget(expression: Expression): expression is Target {
  return expression.type === "variable" || expression.type === "field" || expression.type === "item";
}

const binary = (sign: string, left: Expression, right: Expression): Expression => ({
  type: "binary",
  sign,
  left,
  right,
});

/** Reads expressions, from what binds least to what binds most. */
export class ExpressionReader extends TokenReader {
  /** In `print` a `>` leads to a file; in the head of a `for` an `in` is the loop's. */
  private noGreater = false;
  private noIn = false;

  expression(): Expression {
    const left = this.choice();
    if (!isTarget(left) || !this.is(...assignments)) return left;
    const sign = this.take().text;
    this.skipLines();
    return { type: "assign", sign: sign === "**=" ? "^=" : sign, target: left, value: this.expression() };
  }

  expressions(end: string): readonly Expression[] {
    const all: Expression[] = [];
    this.skipLines();
    while (!this.is(end)) {
      all.push(this.expression());
      this.skipLines();
      if (!this.took(",")) break;
      this.skipLines();
    }
    return all;
  }

  /** What stands in brackets is free of what holds outside. */
  protected free<T>(read: () => T): T {
    const { noGreater, noIn } = this;
    this.noGreater = false;
    this.noIn = false;
    const value = read();
    this.noGreater = noGreater;
    this.noIn = noIn;
    return value;
  }

  protected printed<T>(read: () => T): T {
    this.noGreater = true;
    const value = read();
    this.noGreater = false;
    return value;
  }

  protected looped<T>(read: () => T): T {
    this.noIn = true;
    const value = read();
    this.noIn = false;
    return value;
  }

  private choice(): Expression {
    const test = this.or();
    if (!this.took("?")) return test;
    this.skipLines();
    const yes = this.expression();
    this.skipLines();
    this.expect(":");
    this.skipLines();
    return { type: "choice", test, yes, no: this.expression() };
  }

  private or(): Expression {
    let left = this.and();
    while (this.took("||")) {
      this.skipLines();
      left = binary("||", left, this.and());
    }
    return left;
  }

  private and(): Expression {
    let left = this.membership();
    while (this.took("&&")) {
      this.skipLines();
      left = binary("&&", left, this.membership());
    }
    return left;
  }

  private membership(): Expression {
    let left = this.matching();
    while (!this.noIn && this.is("in")) {
      this.at += 1;
      left = {
        type: "in",
        keys: left.type === "group" && left.items.length > 1 ? left.items : [left],
        name: this.name(),
      };
    }
    return left;
  }

  private matching(): Expression {
    let left = this.comparison();
    while (this.is("~", "!~")) {
      const isNegated = this.take().text === "!~";
      left = { type: "match", isNegated, left, right: this.comparison() };
    }
    return left;
  }

  private comparison(): Expression {
    const left = this.concatenation();
    if (!this.is(...comparisons) || (this.noGreater && this.is(">"))) return this.piped(left);
    const sign = this.take().text;
    return binary(sign, left, this.concatenation());
  }

  /** `"command" | getline` */
  private piped(first: Expression): Expression {
    let left = first;
    while ((this.is("|") || this.is("|&")) && this.after(1).text === "getline") {
      this.at += 2;
      left = { type: "getline", from: "command", source: left, ...this.optionalTarget() };
    }
    return left;
  }

  private beginsValue(): boolean {
    const { type } = this.token;
    if (["number", "string", "regex", "name", "function", "builtin"].includes(type)) return true;
    return this.is("$", "!", "(", "++", "--");
  }

  private concatenation(): Expression {
    let left = this.sum();
    while (this.beginsValue() && !this.is("in")) left = binary(" ", left, this.sum());
    return left;
  }

  private sum(): Expression {
    let left = this.product();
    while (this.is("+", "-")) left = binary(this.take().text, left, this.product());
    return left;
  }

  private product(): Expression {
    let left = this.unary();
    while (this.is("*", "/", "%")) left = binary(this.take().text, left, this.unary());
    return left;
  }

  private unary(): Expression {
    if (this.is("!", "-", "+")) return { type: "unary", sign: this.take().text, of: this.unary() };
    return this.power();
  }

  private power(): Expression {
    const left = this.stepped();
    if (!this.took("^", "**")) return left;
    const right: Expression = this.is("-", "+", "!") ? this.unary() : this.power();
    return binary("^", left, right);
  }

  private stepped(): Expression {
    if (this.is("++", "--")) {
      const by = this.take().text === "++" ? 1 : -1;
      const target = this.primary();
      return isTarget(target) ? { type: "step", by, isBefore: true, target } : this.fail();
    }
    const value = this.primary();
    if (!isTarget(value) || !this.is("++", "--")) return value;
    return { type: "step", by: this.take().text === "++" ? 1 : -1, isBefore: false, target: value };
  }

  private primary(): Expression {
    const { token } = this;
    switch (token.type) {
      case "number":
        this.at += 1;
        return { type: "number", value: Number(token.text) };
      case "string":
        this.at += 1;
        return { type: "string", value: token.text };
      case "regex":
        this.at += 1;
        return { type: "regex", source: token.text };
      case "function":
        this.at += 2;
        return { type: "call", name: token.text, args: this.arguments() };
      case "builtin":
        return this.builtin();
      case "name":
        return this.variable();
      default:
        return this.bracketed();
    }
  }

  private arguments(): readonly Expression[] {
    const args = this.free(() => this.expressions(")"));
    this.expect(")");
    return args;
  }

  private builtin(): Expression {
    const name = this.take().text;
    if (this.took("(")) return { type: "builtin", name, args: this.arguments() };
    return name === "length" ? { type: "builtin", name, args: [] } : this.fail();
  }

  private variable(): Target {
    const name = this.take().text;
    if (!this.took("[")) return { type: "variable", name };
    const keys = this.free(() => this.expressions("]"));
    this.expect("]");
    return { type: "item", name, keys };
  }

  private bracketed(): Expression {
    if (this.took("$")) {
      const index = this.is("++", "--", "-", "+") ? this.unaryIndex() : this.primary();
      return { type: "field", index };
    }
    if (this.took("getline")) return this.getline();
    this.expect("(");
    const items = this.free(() => this.expressions(")"));
    this.expect(")");
    return items.length === 0 ? this.fail() : { type: "group", items };
  }

  private unaryIndex(): Expression {
    return this.is("++", "--") ? this.stepped() : this.unary();
  }

  private optionalTarget(): { readonly target?: Target } {
    if (!this.is("$") && this.token.type !== "name") return {};
    const target = this.primary();
    return isTarget(target) ? { target } : this.fail();
  }

  private getline(): Expression {
    const target = this.optionalTarget();
    if (!this.took("<")) return { type: "getline", from: "input", ...target };
    return { type: "getline", from: "file", source: this.stepped(), ...target };
  }
}
