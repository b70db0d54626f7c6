import type { ArithmeticBinary, ArithmeticExpression, ArithmeticUnary, ArithmeticWord, Script } from "unbash";
import { FatalFailure, ShellFailure } from "./flow";

/** What arithmetic may ask of the shell around it. */
export interface ArithmeticNames {
  readonly read: (name: string) => string | undefined;
  readonly write: (name: string, value: string) => void;
  /** The text of a word that holds expansions. */
  readonly expand: (word: ArithmeticWord) => string;
  readonly evaluateText: (text: string) => bigint;
  /** What a command substitution prints. */
  readonly capture: (script: Script) => string;
}

/** Whole numbers of 64 bits: what goes over one end comes back at the other. */
const wrapped = (value: bigint): bigint => BigInt.asIntN(64, value);

const bit = (value: boolean): bigint => (value ? 1n : 0n);

const binary: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / divisor(b),
  "%": (a, b) => a % divisor(b),
  "**": power,
  "<": (a, b) => bit(a < b),
  ">": (a, b) => bit(a > b),
  "<=": (a, b) => bit(a <= b),
  ">=": (a, b) => bit(a >= b),
  "==": (a, b) => bit(a === b),
  "!=": (a, b) => bit(a !== b),
  "<<": (a, b) => a << (b & 63n),
  ">>": (a, b) => a >> (b & 63n),
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
  ",": (_a, b) => b,
};

const unary: Readonly<Record<string, (a: bigint) => bigint>> = {
  "-": (a) => -a,
  "+": (a) => a,
  "!": (a) => bit(a === 0n),
  "~": (a) => ~a,
};

function divisor(value: bigint): bigint {
  if (value === 0n) throw new FatalFailure("division by 0");
  return value;
}

function power(base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) throw new FatalFailure("exponent less than 0");
  let result = 1n;
  let square = base;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = wrapped(result * square);
    square = wrapped(square * square);
  }
  return result;
}

const digitsOf = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_";

function inBase(digits: string, base: number): bigint {
  if (base < 2 || base > 64) throw new FatalFailure(`${base}#${digits}: invalid arithmetic base`);
  const known = base <= 36 ? digits.toLowerCase() : digits;
  let value = 0n;
  for (const digit of known) {
    const size = digitsOf.indexOf(digit);
    if (size < 0 || size >= base)
      throw new FatalFailure(`${digits}: value too great for base (error token is "${digits}")`);
    value = wrapped(value * BigInt(base) + BigInt(size));
  }
  return value;
}

const numeral = /^\d[\da-zA-Z#@_]*$/;

function numberOf(text: string): bigint {
  if (/^\d+$/.test(text) && !/^0./.test(text)) return wrapped(BigInt(text));
  const based = /^(\d+)#(.+)$/.exec(text);
  if (based !== null) return inBase(based[2] ?? "", Number(based[1]));
  if (/^0[xX]/.test(text)) return inBase(text.slice(2), 16);
  return inBase(text, text.startsWith("0") ? 8 : 10);
}

const isPlain = ({ parts, value }: ArithmeticWord): boolean => parts === undefined && !/[$`"'\\]/.test(value);

const isName = /^[A-Za-z_]\w*(?:\[.+\])?$/s;

/** A number, a name, or what holds expansions: anything else is no operand. */
export const isOperand = (text: string): boolean => numeral.test(text) || isName.test(text) || /[$`"'\\]/.test(text);

function valueOf(word: ArithmeticWord, names: ArithmeticNames, depth = 0): bigint {
  const text = (isPlain(word) ? word.value : names.expand(word)).trim();
  if (text === "") return 0n;
  if (numeral.test(text)) return numberOf(text);
  if (depth > 100) throw new ShellFailure(`${text}: expression recursion level exceeded`);
  if (!isName.test(text)) return names.evaluateText(text);
  const held = names.read(text)?.trim() ?? "";
  if (held === "") return 0n;
  return valueOf({ ...word, value: held, parts: undefined }, names, depth + 1);
}

const nameOf = (target: ArithmeticExpression): string => {
  if (target.type === "ArithmeticWord" && isName.test(target.value.trim())) return target.value.trim();
  throw new FatalFailure("attempted assignment to non-variable");
};

function assign({ operator, left, right }: ArithmeticBinary, names: ArithmeticNames): bigint {
  const name = nameOf(left);
  const combine = operator === "=" ? undefined : binary[operator.slice(0, -1)];
  const before = combine === undefined ? 0n : decide(left, names);
  const given = decide(right, names);
  const value = combine === undefined ? given : wrapped(combine(before, given));
  names.write(name, String(value));
  return value;
}

function step({ operator, operand, prefix }: ArithmeticUnary, names: ArithmeticNames): bigint {
  const before = decide(operand, names);
  const after = wrapped(before + (operator === "++" ? 1n : -1n));
  names.write(nameOf(operand), String(after));
  return prefix ? after : before;
}

const assignment = /^(?:[-+*/%&|^]|<<|>>)?=$/;

function demandOperand(operand: ArithmeticExpression, operator: string): void {
  if (operand.type === "ArithmeticWord" && operand.value.trim() === "")
    throw new FatalFailure(`syntax error: operand expected (error token is "${operator}")`);
}

function decideBinary(expression: ArithmeticBinary, names: ArithmeticNames): bigint {
  const { operator, left, right } = expression;
  for (const operand of [left, right]) demandOperand(operand, operator);
  if (assignment.test(operator)) return assign(expression, names);
  if (operator === "&&") return bit(decide(left, names) !== 0n && decide(right, names) !== 0n);
  if (operator === "||") return bit(decide(left, names) !== 0n || decide(right, names) !== 0n);
  const combine = binary[operator];
  if (combine === undefined) throw new FatalFailure(`${operator}: arithmetic operator not known`);
  return wrapped(combine(decide(left, names), decide(right, names)));
}

function decideUnary(expression: ArithmeticUnary, names: ArithmeticNames): bigint {
  if (expression.operator === "++" || expression.operator === "--") return step(expression, names);
  return wrapped(unary[expression.operator]?.(decide(expression.operand, names)) ?? 0n);
}

function captured(script: Script | undefined, names: ArithmeticNames): bigint {
  const text = script === undefined ? "" : names.capture(script).trim();
  return text === "" ? 0n : names.evaluateText(text);
}

function decide(expression: ArithmeticExpression, names: ArithmeticNames): bigint {
  switch (expression.type) {
    case "ArithmeticWord":
      return valueOf(expression, names);
    case "ArithmeticGroup":
      return decide(expression.expression, names);
    case "ArithmeticBinary":
      return decideBinary(expression, names);
    case "ArithmeticTernary":
      return decide(decide(expression.test, names) === 0n ? expression.alternate : expression.consequent, names);
    case "ArithmeticUnary":
      return decideUnary(expression, names);
    case "ArithmeticCommandExpansion":
      return captured(expression.script, names);
  }
}

/** Whether what a word stands for could change how the expression around it is read: `$x*2` where x is `1+2`. */
function hasExpansion(expression: ArithmeticExpression): boolean {
  switch (expression.type) {
    case "ArithmeticWord":
      return !isPlain(expression);
    case "ArithmeticGroup":
      return hasExpansion(expression.expression);
    case "ArithmeticBinary":
      return hasExpansion(expression.left) || hasExpansion(expression.right);
    case "ArithmeticTernary":
      return [expression.test, expression.consequent, expression.alternate].some(hasExpansion);
    case "ArithmeticUnary":
      return hasExpansion(expression.operand);
    case "ArithmeticCommandExpansion":
      return true;
  }
}

/** The expression as text, with all that stands for something put in. */
function written(expression: ArithmeticExpression, names: ArithmeticNames): string {
  const inner = (one: ArithmeticExpression): string => written(one, names);
  switch (expression.type) {
    case "ArithmeticWord":
      return isPlain(expression) ? expression.value : names.expand(expression);
    case "ArithmeticGroup":
      return `(${inner(expression.expression)})`;
    case "ArithmeticBinary":
      return `${inner(expression.left)} ${expression.operator} ${inner(expression.right)}`;
    case "ArithmeticTernary":
      return `${inner(expression.test)} ? ${inner(expression.consequent)} : ${inner(expression.alternate)}`;
    case "ArithmeticUnary": {
      const { operator, operand, prefix } = expression;
      return prefix ? `${operator} ${inner(operand)}` : `${inner(operand)} ${operator}`;
    }
    case "ArithmeticCommandExpansion":
      return expression.script === undefined ? "" : names.capture(expression.script);
  }
}

/** Whole numbers, as `$(( ))` knows them. Expansions come first, as text, and only then is it reckoned. */
export const evaluate = (expression: ArithmeticExpression, names: ArithmeticNames): bigint =>
  expression.type !== "ArithmeticWord" && hasExpansion(expression)
    ? names.evaluateText(written(expression, names))
    : decide(expression, names);
