import { readFileSync } from "node:fs";
import { textOf } from "../lines/bytes-text";
import { reasonOf, type Call, type Command } from "../own/command";
import { bcLibrary } from "./bc-library";
import {
  add,
  compareDecimals,
  decimal,
  decimalFrom,
  decimalText,
  divide,
  isZero,
  multiply,
  negate,
  power,
  remainder,
  rescaled,
  squareRoot,
  type Decimal,
} from "./bc-number";
import { BcError, BcReader, bcTokens, type BcExpression, type BcStatement } from "./bc-parse";

type Define = Extract<BcStatement, { type: "define" }>;
type Leaving = { readonly how: "break" | "continue" | "return" | "quit"; readonly value?: Decimal };

const runtime = (text: string): never => {
  throw new BcError(`Runtime error (func=(main), adr=3): ${text}`);
};

const truth = (is: boolean): Decimal => decimal(is ? 1 : 0);
const zero = decimal(0);

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  "<": (difference) => difference < 0,
  "<=": (difference) => difference <= 0,
  "==": (difference) => difference === 0,
  "!=": (difference) => difference !== 0,
  ">": (difference) => difference > 0,
  ">=": (difference) => difference >= 0,
};

/** bc's state while it runs. */
class Calculator {
  private variables = new Map<string, Decimal>();
  private readonly functions = new Map<string, Define>();
  private readonly special: Record<string, number> = { scale: 0, ibase: 10, obase: 10, last: 0 };
  private last = zero;
  private column = 0;

  constructor(private readonly out: (text: string) => void) {}

  private get scale(): number {
    return this.special["scale"] ?? 0;
  }

  /** Digits without end are broken into lines of 69 signs, as they always were. */
  private print(text: string): void {
    for (const sign of text) {
      if (sign === "\n") this.column = 0;
      else if (++this.column === 70) {
        this.out("\\\n");
        this.column = 1;
      }
      this.out(sign);
    }
  }

  run(statement: BcStatement): Leaving | undefined {
    switch (statement.type) {
      case "value":
        return this.show(statement.of);
      case "print":
        for (const item of statement.items) this.printItem(item);
        return undefined;
      case "block":
        return this.block(statement.body);
      case "if":
        return isZero(this.value(statement.test)) ? statement.no && this.run(statement.no) : this.run(statement.yes);
      case "loop":
        return this.loop(statement);
      case "define":
        this.functions.set(statement.name, statement);
        return undefined;
      default:
        return { how: statement.how, ...(statement.value && { value: this.value(statement.value) }) };
    }
  }

  private block(body: readonly BcStatement[]): Leaving | undefined {
    for (const one of body) {
      const leaving = this.run(one);
      if (leaving) return leaving;
    }
    return undefined;
  }

  private loop({ first, test, step, body }: Extract<BcStatement, { type: "loop" }>): Leaving | undefined {
    if (first) this.value(first);
    const goesOn = (): boolean => test === undefined || !isZero(this.value(test));
    while (goesOn()) {
      const leaving = this.run(body);
      if (leaving?.how === "break") return undefined;
      if (leaving && leaving.how !== "continue") return leaving;
      if (step) this.value(step);
    }
    return undefined;
  }

  private printItem(item: BcExpression): void {
    if (item.type === "text") {
      const escapes: Readonly<Record<string, string>> = {
        n: "\n",
        t: "\t",
        q: '"',
        "\\": "\\",
        a: "\x07",
        b: "\b",
        r: "\r",
        f: "\f",
      };
      this.print(item.text.replace(/\\(.)/gu, (_, sign: string) => escapes[sign] ?? sign));
    } else this.print(decimalText(this.value(item), this.special["obase"] ?? 10));
  }

  private show(expression: BcExpression): undefined {
    if (expression.type === "text") {
      this.print(expression.text);
      return undefined;
    }
    const value = this.value(expression);
    if (expression.type === "assign") return undefined;
    this.last = value;
    this.print(`${decimalText(value, this.special["obase"] ?? 10)}\n`);
    return undefined;
  }

  private value(expression: BcExpression): Decimal {
    switch (expression.type) {
      case "number":
        return decimalFrom(expression.text, this.special["ibase"] ?? 10);
      case "text":
        return zero;
      case "name":
      case "item":
        return this.get(expression);
      case "group":
        return this.value(expression.of);
      case "call":
        return this.call(expression.text, expression.args);
      case "assign":
        return this.assign(expression);
      case "step":
        return this.step(expression);
      case "unary":
        return expression.sign === "-" ? negate(this.value(expression.of)) : truth(isZero(this.value(expression.of)));
      default:
        return this.binary(expression);
    }
  }

  private assign({ sign, target, value }: Extract<BcExpression, { type: "assign" }>): Decimal {
    const given = this.value(value);
    return this.set(target, sign === "=" ? given : this.calculate(sign.slice(0, -1), this.get(target), given));
  }

  private step({ target, sign, isBefore }: Extract<BcExpression, { type: "step" }>): Decimal {
    const before = this.get(target);
    const after = this.set(target, add(before, decimal(sign === "++" ? 1 : -1)));
    return isBefore ? after : before;
  }

  private binary({ sign, left, right }: Extract<BcExpression, { type: "binary" }>): Decimal {
    const one = this.value(left);
    if (sign === "&&") return truth(!isZero(one) && !isZero(this.value(right)));
    if (sign === "||") return truth(!isZero(one) || !isZero(this.value(right)));
    return this.calculate(sign, one, this.value(right));
  }

  private calculate(sign: string, one: Decimal, other: Decimal): Decimal {
    const compare = comparisons[sign];
    if (compare) return truth(compare(compareDecimals(one, other)));
    if (sign === "+") return add(one, other);
    if (sign === "-") return add(one, negate(other));
    if (sign === "*") return multiply(one, other, this.scale);
    if (sign === "^") return power(one, Number(rescaled(other, 0).digits), this.scale);
    if (isZero(other)) return runtime(sign === "/" ? "Divide by zero" : "Modulo by zero");
    return sign === "/" ? divide(one, other, this.scale) : remainder(one, other, this.scale);
  }

  private keyOf(target: BcExpression): string {
    if (target.type === "name") return target.text;
    return target.type === "item" ? `${target.text}[${rescaled(this.value(target.index), 0).digits}]` : "";
  }

  private get(target: BcExpression): Decimal {
    const key = this.keyOf(target);
    if (key === "last") return this.last;
    const special = Object.hasOwn(this.special, key) ? this.special[key] : undefined;
    return special === undefined ? (this.variables.get(key) ?? zero) : decimal(special);
  }

  private set(target: BcExpression, value: Decimal): Decimal {
    const key = this.keyOf(target);
    if (Object.hasOwn(this.special, key)) this.special[key] = Math.max(0, Number(rescaled(value, 0).digits));
    else this.variables.set(key, value);
    return value;
  }

  private call(name: string, args: readonly BcExpression[]): Decimal {
    const values = args.map((arg) => this.value(arg));
    const made = this.functions.get(name);
    if (made !== undefined) return this.callOwn(made, values);
    const [first = zero] = values;
    if (name === "length") return decimal(first.digits === 0n ? 1 : String(first.digits).replace("-", "").length);
    if (name === "scale") return decimal(first.scale);
    if (name !== "sqrt") return runtime(`Function ${name} not defined.`);
    return first.digits < 0n ? runtime("Square root of a negative number") : squareRoot(first, this.scale);
  }

  private callOwn({ parameters, autos, body }: Define, values: readonly Decimal[]): Decimal {
    if (parameters.length !== values.length) return runtime("Parameter number mismatch");
    const own = [...parameters, ...autos];
    const kept = new Map(own.map((one) => [one, this.variables.get(one)]));
    own.forEach((one, at) => this.variables.set(one, values[at] ?? zero));
    const leaving = this.run(body);
    for (const [one, value] of kept) {
      if (value === undefined) this.variables.delete(one);
      else this.variables.set(one, value);
    }
    return leaving?.value ?? zero;
  }
}

/** Runs a text; false when it asked to stop. A line that makes no sense is told of and left out. */
function runText(text: string, calculator: Calculator): boolean {
  const reader = new BcReader(bcTokens(text));
  for (;;) {
    try {
      const statement = reader.next();
      if (statement === undefined) return true;
      if (calculator.run(statement)?.how === "quit") return false;
    } catch (error) {
      if (!(error instanceof BcError)) throw error;
      process.stderr.write(
        error.message.startsWith("Runtime") ? `${error.message}\n` : `(standard_in) 1: ${error.message}\n`,
      );
      reader.skipLine();
    }
  }
}

function sources(call: Call, files: readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    try {
      return [textOf(readFileSync(file === "-" ? 0 : file))];
    } catch (error) {
      call.complain(`File ${file} is unavailable: ${reasonOf(error)}`);
      return [];
    }
  });
}

/** Calculates with as many digits as are asked for. */
export const bc: Command = (call) => {
  const flags = call.args.filter((arg) => arg.startsWith("-") && arg !== "-");
  const files = call.args.filter((arg) => !arg.startsWith("-"));
  if (flags.some((flag) => /^(?:-\w*v|--version)/u.test(flag))) {
    call.out("bc 1.07.1\n");
    return 0;
  }
  let text = "";
  const calculator = new Calculator((piece) => (text += piece));
  if (flags.some((flag) => /^(?:-\w*l|--mathlib)/u.test(flag))) runText(bcLibrary, calculator);
  const flush = (): void => {
    call.out(text);
    text = "";
  };
  for (const source of sources(call, files)) {
    const goesOn = runText(source, calculator);
    flush();
    if (!goesOn) return 0;
  }
  runText(textOf(readFileSync(0)), calculator);
  flush();
  return 0;
};
