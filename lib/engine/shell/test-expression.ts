import type { TestExpression, Word } from "unbash";
import { arithmeticNames, expandText, piecesOf } from "./expand";
import { S_IFCHR, S_IFIFO, S_IFMT, S_IFSOCK } from "../protocol/constants";
import { ShellFailure } from "./flow";
import { namedOptions } from "./options";
import { expressionSource, matches } from "./pattern";
import type { Scope } from "./scope";
import { arrayOf } from "./shell-array";
import type { ShellStat } from "./system";

type FileTest = (stat: ShellStat | undefined, path: string, scope: Scope) => boolean;

const hasBit = (stat: ShellStat | undefined, bit: number): boolean => ((stat?.mode ?? 0) & bit) !== 0;

const fileTests: Readonly<Record<string, FileTest>> = {
  "-e": (stat) => stat !== undefined,
  "-a": (stat) => stat !== undefined,
  "-f": (stat) => stat?.type === "file",
  "-d": (stat) => stat?.type === "directory",
  "-s": (stat) => (stat?.size ?? 0) > 0,
  "-r": (_stat, path, { system }) => system.access(path, 4),
  "-w": (_stat, path, { system }) => system.access(path, 2),
  "-x": (_stat, path, { system }) => system.access(path, 1),
  "-b": () => false,
  "-c": (stat) => stat !== undefined && (stat.mode & S_IFMT) === S_IFCHR,
  "-p": (stat) => stat !== undefined && (stat.mode & S_IFMT) === S_IFIFO,
  "-S": (stat) => stat !== undefined && (stat.mode & S_IFMT) === S_IFSOCK,
  "-u": (stat) => hasBit(stat, 0o4000),
  "-g": (stat) => hasBit(stat, 0o2000),
  "-k": (stat) => hasBit(stat, 0o1000),
  "-O": (stat) => stat !== undefined,
  "-G": (stat) => stat !== undefined,
  "-N": (stat) => stat !== undefined && stat.modified > stat.read,
  "-L": (_stat, path, { system }) => system.stat(path, false)?.type === "symlink",
  "-h": (_stat, path, { system }) => system.stat(path, false)?.type === "symlink",
};

/** `x`, `a[0]`, `m[key]` */
function isSet(name: string, { state }: Scope): boolean {
  const [, array = name, key = "0"] = /^(\w+)\[(.*)\]$/.exec(name) ?? [];
  return state.variables.has(name) || state.arrays.get(array)?.items.has(key) === true;
}

export function testUnary(operator: string, value: string, scope: Scope): boolean {
  if (operator === "-z") return value === "";
  if (operator === "-n") return value !== "";
  if (operator === "-v") return isSet(value, scope);
  if (operator === "-o") return namedOptions(scope.state.options).some(({ name, on }) => name === value && on);
  if (operator === "-R") return scope.state.references.has(value);
  if (operator === "-t") {
    const fd = scope.streams.get(Number(value));
    return fd !== undefined && scope.system.isTerminal(fd);
  }
  const fileTest = fileTests[operator];
  if (fileTest === undefined) throw new ShellFailure(`${operator}: unary operator expected`, 2);
  return fileTest(scope.system.stat(value), value, scope);
}

const comparisons: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  "-eq": (a, b) => a === b,
  "-ne": (a, b) => a !== b,
  "-lt": (a, b) => a < b,
  "-le": (a, b) => a <= b,
  "-gt": (a, b) => a > b,
  "-ge": (a, b) => a >= b,
};

function wholeNumber(text: string): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new ShellFailure(`${text}: integer expression expected`, 2);
  return BigInt(text.trim());
}

const texts: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  "=": (a, b) => a === b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
};

const ages: Readonly<Record<string, (a: ShellStat | undefined, b: ShellStat | undefined) => boolean>> = {
  "-nt": (a, b) => a !== undefined && (b === undefined || a.modified > b.modified),
  "-ot": (a, b) => b !== undefined && (a === undefined || a.modified < b.modified),
  "-ef": (a, b) => a !== undefined && b !== undefined && a.inode === b.inode,
};

export const isBinaryTest = (operator: string): boolean =>
  [comparisons, texts, ages].some((table) => Object.hasOwn(table, operator));

export function testBinary(left: string, operator: string, right: string, { system }: Scope): boolean {
  const compare = comparisons[operator];
  if (compare !== undefined) return compare(wholeNumber(left), wholeNumber(right));
  const age = ages[operator];
  if (age !== undefined) return age(system.stat(left), system.stat(right));
  return texts[operator]?.(left, right) ?? false;
}

function regexTest(left: string, right: Word, scope: Scope): boolean {
  const found = new RegExp(
    expressionSource(piecesOf(right, scope)),
    scope.state.extras.has("nocasematch") ? "i" : "",
  ).exec(left);
  scope.state.arrays.set("BASH_REMATCH", arrayOf(found === null ? [] : [...found].map((group) => group ?? "")));
  return found !== null;
}

/** `[[ … ]]` */
export function evaluateTest(expression: TestExpression, scope: Scope): boolean {
  switch (expression.type) {
    case "TestGroup":
      return evaluateTest(expression.expression, scope);
    case "TestNot":
      return (expression.negations.length % 2 === 1) !== evaluateTest(expression.operand, scope);
    case "TestLogical":
      return expression.operator === "&&"
        ? expression.operands.every((operand) => evaluateTest(operand, scope))
        : expression.operands.some((operand) => evaluateTest(operand, scope));
    case "TestUnary":
      return testUnary(expression.operator, expandText(expression.operand, scope), scope);
    case "TestBinary":
      return evaluateBinary(expression, scope);
  }
}

function evaluateBinary({ operator, left, right }: TestExpression & { type: "TestBinary" }, scope: Scope): boolean {
  const text = expandText(left, scope);
  const ignoreCase = scope.state.extras.has("nocasematch");
  if (operator === "=~") return regexTest(text, right, scope);
  if (operator === "=" || operator === "==") return matches(piecesOf(right, scope), text, ignoreCase);
  if (operator === "!=") return !matches(piecesOf(right, scope), text, ignoreCase);
  const compare = comparisons[operator];
  if (compare === undefined) return testBinary(text, operator, expandText(right, scope), scope);
  const names = arithmeticNames(scope);
  return compare(names.evaluateText(text), names.evaluateText(expandText(right, scope)));
}
