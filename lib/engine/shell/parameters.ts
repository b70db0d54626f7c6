import type { ParameterExpansionPart, ParameterOperation, Word } from "unbash";
import type { ArithmeticNames } from "./arithmetic";
import type { Part } from "./fields";
import { FatalFailure, ShellFailure } from "./flow";
import { optionLetters } from "./options";
import { removed, replaced, transformed, wholeArray, withCase } from "./parameter-operations";
import type { Piece } from "./pattern";
import { variable, type Scope } from "./scope";
import { keyFor, keysOf, valuesOf } from "./shell-array";

/** How words within an expansion are expanded; given, since words expand parameters in turn. */
export interface WordExpansion {
  readonly pieces: (word: Word, scope: Scope) => Piece[];
  readonly text: (word: Word, scope: Scope) => string;
  readonly calculate: (scope: Scope) => ArithmeticNames;
  /** `${x@P}` */
  readonly prompt: (text: string, scope: Scope) => string;
}

function single(name: string, scope: Scope): string | undefined {
  const { state } = scope;
  if (/^\d+$/.test(name)) return name === "0" ? state.name : state.positional[Number(name) - 1];
  switch (name) {
    case "?":
      return String(state.status);
    case "$":
      return String(state.pid);
    case "!":
      return state.lastBackground === undefined ? "" : String(state.lastBackground);
    case "#":
      return String(state.positional.length);
    case "_":
      return state.lastArgument;
    case "-":
      return optionLetters(scope.state.options, scope.interactive);
    default:
      return variable(state, name);
  }
}

/** Several values at once: `$@`, `$*`, `${a[@]}`. */
function several(name: string, index: string | undefined, scope: Scope): readonly string[] | undefined {
  if (name === "@" || name === "*") return scope.state.positional;
  if (index !== "@" && index !== "*") return undefined;
  const array = scope.state.arrays.get(name);
  const value = scope.state.variables.get(name);
  return array ? valuesOf(array) : value === undefined ? [] : [value];
}

function partsOfMany(values: readonly string[], joins: boolean, scope: Scope, inQuotes: boolean): Part[] {
  if (joins && inQuotes) {
    const separator = (scope.state.variables.get("IFS") ?? " ").slice(0, 1);
    return [{ text: values.join(separator), quoted: true, split: false }];
  }
  return values.map((text, at) => ({
    text,
    quoted: inQuotes,
    split: !inQuotes,
    ...(inQuotes && at < values.length - 1 ? { breakAfter: true } : {}),
    ...(inQuotes || at === values.length - 1 ? {} : { text: `${text} ` }),
  }));
}

function required(name: string, value: string | undefined, scope: Scope): string {
  if (value === undefined && scope.state.options.failOnUnset && /^\w/.test(name)) {
    throw new FatalFailure(`${/^\d/.test(name) ? "$" : ""}${name}: unbound variable`, 127);
  }
  return value ?? "";
}

/** `$name` */
export function simpleParameter(name: string, scope: Scope, inQuotes: boolean): Part[] {
  const many = several(name, undefined, scope);
  if (many !== undefined) return partsOfMany(many, name === "*", scope, inQuotes);
  return [{ text: required(name, single(name, scope), scope), quoted: false, split: true }];
}

type Operation<Type extends ParameterOperation["type"]> = ParameterOperation & { readonly type: Type };

function slice(value: string, operation: Operation<"Slice">, scope: Scope, words: WordExpansion): string {
  const names = words.calculate(scope);
  const number = (word: Word) => Number(names.evaluateText(words.text(word, scope)));
  const offset = number(operation.offset);
  const from = offset < 0 ? value.length + offset : offset;
  if (from < 0) return "";
  if (operation.length === undefined) return value.slice(from);
  const length = number(operation.length);
  return value.slice(from, length < 0 ? value.length + length : from + length);
}

function byDefault(
  name: string,
  value: string | undefined,
  operation: Operation<"Default">,
  scope: Scope,
  words: WordExpansion,
) {
  const { operator, operand } = operation;
  const missing = value === undefined || (operator.startsWith(":") && value === "");
  const kind = operator.slice(-1);
  if (kind === "+") return missing ? "" : words.text(operand, scope);
  if (!missing) return value;
  const text = words.text(operand, scope);
  if (kind === "?") throw new FatalFailure(`${name}: ${text === "" ? "parameter null or not set" : text}`, 127);
  if (kind === "=") scope.state.variables.set(name, text);
  return text;
}

function operated(
  name: string,
  value: string | undefined,
  operation: ParameterOperation,
  scope: Scope,
  words: WordExpansion,
) {
  if (operation.type === "Default") return byDefault(name, value, operation, scope, words);
  const text = required(name, value, scope);
  switch (operation.type) {
    case "Remove":
      return removed(text, operation, words.pieces(operation.operand, scope));
    case "Replace": {
      const by = words.pieces(operation.replacement, scope);
      const ignoreCase = scope.state.extras.has("nocasematch");
      return replaced(text, operation, words.pieces(operation.pattern, scope), by, ignoreCase);
    }
    case "Slice":
      return slice(text, operation, scope, words);
    case "CaseModification":
      return withCase(text, operation.operator, operation.operand && words.pieces(operation.operand, scope));
    case "Transform": {
      const letter = words.text(operation.operand, scope);
      return letter === "P" ? words.prompt(text, scope) : transformed(name, text, letter, scope);
    }
    default:
      if (/^~~?$/.test(operation.operator)) return withCase(text, operation.operator, undefined);
      throw new ShellFailure(`\${${name}${operation.operator}…}: bad substitution`);
  }
}

const one = (text: string): Part[] => [{ text, quoted: false, split: true }];

/** `${a[@]:1:2}`, `${@:2}`: by number, an array's gaps left out; `$0` is before the arguments. */
function sliceOfMany(
  name: string,
  many: readonly string[],
  operation: Operation<"Slice">,
  scope: Scope,
  words: WordExpansion,
) {
  const calculate = words.calculate(scope);
  const number = (word: Word) => Number(calculate.evaluateText(words.text(word, scope)));
  const array = scope.state.arrays.get(name);
  const isArguments = name === "@" || name === "*";
  const values = isArguments ? [scope.state.name, ...many] : many;
  const keys = array && !isArguments ? keysOf(array).map(Number) : values.map((_, at) => at);
  const offset = number(operation.offset);
  const end = (keys.at(-1) ?? -1) + 1;
  const from = offset < 0 ? end + offset : isArguments && offset === 0 ? 0 : offset;
  const kept = from < 0 ? [] : values.filter((_, at) => (keys[at] ?? 0) >= from);
  return operation.length === undefined ? kept : kept.slice(0, number(operation.length));
}

/** An operation on several values works on each; those about being set, on all of them. */
function manyOperated(
  name: string,
  many: readonly string[],
  operation: ParameterOperation,
  scope: Scope,
  words: WordExpansion,
): readonly string[] {
  if (operation.type === "Slice") return sliceOfMany(name, many, operation, scope, words);
  const whole =
    operation.type === "Transform" ? wholeArray(name, words.text(operation.operand, scope), scope.state) : undefined;
  if (whole !== undefined) return whole;
  if (operation.type !== "Default") return many.map((value) => operated(name, value, operation, scope, words));
  if (operation.operator.endsWith("+")) return many.length === 0 ? [] : [words.text(operation.operand, scope)];
  return many.length > 0 ? many : [operated(name, undefined, operation, scope, words)];
}

/** `${!prefix*}` */
function namesWith(prefix: string, { state }: Scope): string[] {
  return [...state.variables.keys(), ...state.arrays.keys()].filter((name) => name.startsWith(prefix)).toSorted();
}

/** `${!a[@]}` */
function keysNamed(name: string, { state }: Scope): string[] {
  const array = state.arrays.get(name);
  if (array) return keysOf(array);
  return state.variables.has(name) ? ["0"] : [];
}

/** `${!prefix*}`, `${!a[@]}`, `${!name}` */
function indirect(
  part: ParameterExpansionPart,
  index: string | undefined,
  scope: Scope,
  inQuotes: boolean,
  words: WordExpansion,
): Part[] {
  const { parameter: written, operation } = part;
  if (operation?.type === "Names")
    return partsOfMany(namesWith(written, scope), operation.operator === "*", scope, inQuotes);
  if (index === "@" || index === "*") return partsOfMany(keysNamed(written, scope), index === "*", scope, inQuotes);
  const reference = scope.state.references.get(written);
  if (reference !== undefined && operation === undefined) return one(reference);
  return throughName(single(written, scope) ?? "", part, scope, inQuotes, words);
}

/** `${name…}` */
export function expandParameter(
  part: ParameterExpansionPart,
  scope: Scope,
  inQuotes: boolean,
  words: WordExpansion,
): Part[] {
  const { parameter: written, prefix, operation } = part;
  const index = part.index === undefined ? undefined : words.text(part.index, scope);
  if (prefix === "!") return indirect(part, index, scope, inQuotes, words);
  const many = several(written, index, scope);
  if (many === undefined) {
    const value = elementOf(written, index, scope, words);
    if (prefix === "#") return one(String(Array.from(required(written, value, scope)).length));
    return one(
      operation === undefined ? required(written, value, scope) : operated(written, value, operation, scope, words),
    );
  }
  if (prefix === "#") return one(String(many.length));
  const values = operation === undefined ? many : manyOperated(written, many, operation, scope, words);
  return partsOfMany(values, [written, index].includes("*"), scope, inQuotes);
}

/** `${!name}`: the variable, or the element, that the value names. */
function throughName(
  target: string,
  part: ParameterExpansionPart,
  scope: Scope,
  inQuotes: boolean,
  words: WordExpansion,
): Part[] {
  const [, name = target, index] = /^(\w+)\[([^]*)\]$/.exec(target) ?? [];
  const many = several(name, index, scope);
  const { operation } = part;
  if (many !== undefined && operation === undefined) return partsOfMany(many, index === "*", scope, inQuotes);
  const value = many === undefined ? elementOf(name, index, scope, words) : many.join(" ");
  return one(operation === undefined ? required(name, value, scope) : operated(name, value, operation, scope, words));
}

function elementOf(name: string, index: string | undefined, scope: Scope, words: WordExpansion): string | undefined {
  if (index === undefined) return single(name, scope);
  const calculate = words.calculate(scope);
  const array = scope.state.arrays.get(name);
  if (array) return array.items.get(keyFor(array, index, (text) => calculate.evaluateText(text)));
  return calculate.evaluateText(index) === 0n ? single(name, scope) : undefined;
}
