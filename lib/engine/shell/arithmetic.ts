import type { ArithmeticBinary, ArithmeticExpression, ArithmeticUnary, ArithmeticWord, Script } from "unbash";
import { FatalFailure, ShellFailure } from "./flow";

/** What arithmetic may ask of the shell around it. */
export interface ArithmeticNames {
  readonly read: (name: string) => string | undefined;
  readonly write: (name: string, value: string) => void;
  /** The text of a word that holds expansions. */
  readonly expand: (word: ArithmeticWord) => string;
  readonly evaluateText: (text: string) => number;
  /** What a command substitution prints. */
  readonly capture: (script: Script) => string;
}

const binary: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => Math.trunc(a / divisor(b)),
  "%": (a, b) => a % divisor(b),
  "**": (a, b) => a ** b,
  "<": (a, b) => Number(a < b),
  ">": (a, b) => Number(a > b),
  "<=": (a, b) => Number(a <= b),
  ">=": (a, b) => Number(a >= b),
  "==": (a, b) => Number(a === b),
  "!=": (a, b) => Number(a !== b),
  "<<": (a, b) => Number(BigInt.asIntN(64, BigInt(a) << BigInt(b))),
  ">>": (a, b) => Number(BigInt(a) >> BigInt(b)),
  "&": (a, b) => Number(BigInt(a) & BigInt(b)),
  "|": (a, b) => Number(BigInt(a) | BigInt(b)),
  "^": (a, b) => Number(BigInt(a) ^ BigInt(b)),
  ",": (_a, b) => b,
};

const unary: Readonly<Record<string, (a: number) => number>> = {
  "-": (a) => -a,
  "+": (a) => a,
  "!": (a) => Number(a === 0),
  "~": (a) => -a - 1,
};

function divisor(value: number): number {
  if (value === 0) throw new FatalFailure("division by 0");
  return value;
}

const numeral = /^(?:0[xX][\da-fA-F]+|\d+#[\da-zA-Z]+|\d+)$/;

function numberOf(text: string): number {
  const based = /^(\d+)#(.+)$/.exec(text);
  if (based !== null) return Number.parseInt(based[2] ?? "", Number(based[1]));
  if (/^0\d+$/.test(text)) return Number.parseInt(text, 8);
  return Number(text);
}

const isPlain = ({ parts, value }: ArithmeticWord): boolean => parts === undefined && !/[$`"]/.test(value);

function valueOf(word: ArithmeticWord, names: ArithmeticNames, depth = 0): number {
  const text = (isPlain(word) ? word.value : names.expand(word)).trim();
  if (text === "") return 0;
  if (numeral.test(text)) return numberOf(text);
  if (depth > 100) throw new ShellFailure(`${text}: expression recursion level exceeded`);
  if (!/^[A-Za-z_]\w*(?:\[.+\])?$/.test(text)) return names.evaluateText(text);
  const held = names.read(text)?.trim() ?? "";
  if (held === "") return 0;
  return valueOf({ ...word, value: held, parts: undefined }, names, depth + 1);
}

const nameOf = (target: ArithmeticExpression): string => {
  if (target.type !== "ArithmeticWord") throw new ShellFailure("attempted assignment to non-variable");
  return target.value.trim();
};

function assign({ operator, left, right }: ArithmeticBinary, names: ArithmeticNames): number {
  const name = nameOf(left);
  const given = evaluate(right, names);
  const combine = binary[operator.slice(0, -1)];
  const value = operator === "=" || combine === undefined ? given : combine(evaluate(left, names), given);
  names.write(name, String(value));
  return value;
}

function step({ operator, operand, prefix }: ArithmeticUnary, names: ArithmeticNames): number {
  const before = evaluate(operand, names);
  const after = before + (operator === "++" ? 1 : -1);
  names.write(nameOf(operand), String(after));
  return prefix ? after : before;
}

const assignment = /^(?:[-+*/%&|^]|<<|>>)?=$/;

function evaluateBinary(expression: ArithmeticBinary, names: ArithmeticNames): number {
  const { operator, left, right } = expression;
  if (assignment.test(operator)) return assign(expression, names);
  if (operator === "&&") return Number(evaluate(left, names) !== 0 && evaluate(right, names) !== 0);
  if (operator === "||") return Number(evaluate(left, names) !== 0 || evaluate(right, names) !== 0);
  const combine = binary[operator];
  if (combine === undefined) throw new ShellFailure(`${operator}: arithmetic operator not known`);
  return combine(evaluate(left, names), evaluate(right, names));
}

function evaluateUnary(expression: ArithmeticUnary, names: ArithmeticNames): number {
  if (expression.operator === "++" || expression.operator === "--") return step(expression, names);
  return unary[expression.operator]?.(evaluate(expression.operand, names)) ?? 0;
}

function captured(script: Script | undefined, names: ArithmeticNames): number {
  const text = script === undefined ? "" : names.capture(script).trim();
  return text === "" ? 0 : names.evaluateText(text);
}

/** Whole numbers, as `$(( ))` knows them. */
export function evaluate(expression: ArithmeticExpression, names: ArithmeticNames): number {
  switch (expression.type) {
    case "ArithmeticWord":
      return valueOf(expression, names);
    case "ArithmeticGroup":
      return evaluate(expression.expression, names);
    case "ArithmeticBinary":
      return evaluateBinary(expression, names);
    case "ArithmeticTernary": {
      const chosen = evaluate(expression.test, names) === 0 ? expression.alternate : expression.consequent;
      return evaluate(chosen, names);
    }
    case "ArithmeticUnary":
      return evaluateUnary(expression, names);
    case "ArithmeticCommandExpansion":
      return captured(expression.script, names);
  }
}
