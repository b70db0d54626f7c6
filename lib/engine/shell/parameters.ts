import type { ParameterExpansionPart, ParameterOperation, Word } from "unbash";
import type { ArithmeticNames } from "./arithmetic";
import type { Part } from "./fields";
import { ShellFailure } from "./flow";
import { patternSource, type Piece } from "./pattern";
import { variable, type Scope } from "./scope";

/** How words within an expansion are expanded; given, since words expand parameters in turn. */
export interface WordExpansion {
  readonly pieces: (word: Word, scope: Scope) => Piece[];
  readonly text: (word: Word, scope: Scope) => string;
  readonly calculate: (scope: Scope) => ArithmeticNames;
}

function flags({ state, interactive }: Scope): string {
  const { exitOnFailure, failOnUnset, trace, noGlob } = state.options;
  const on: readonly (readonly [boolean, string])[] = [
    [exitOnFailure, "e"],
    [noGlob, "f"],
    [interactive, "i"],
    [failOnUnset, "u"],
    [trace, "x"],
  ];
  return on.flatMap(([set, flag]) => (set ? [flag] : [])).join("");
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
    case "-":
      return flags(scope);
    default:
      return variable(state, name);
  }
}

/** Several values at once: `$@`, `$*`, `${a[@]}`. */
function several(name: string, index: string | undefined, scope: Scope): readonly string[] | undefined {
  if (name === "@" || name === "*") return scope.state.positional;
  if (index !== "@" && index !== "*") return undefined;
  const value = scope.state.variables.get(name);
  return scope.state.arrays.get(name) ?? (value === undefined ? [] : [value]);
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
    throw new ShellFailure(`${name}: unbound variable`);
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

function remove(value: string, { operator }: Operation<"Remove">, pieces: readonly Piece[]): string {
  const longest = operator.length === 2;
  const source = patternSource(pieces, longest ? "[^]*" : "[^]*?");
  if (operator.startsWith("#")) return value.replace(new RegExp(`^(?:${source})`), "");
  if (longest) return value.replace(new RegExp(`(?:${source})$`), "");
  const whole = new RegExp(`^(?:${patternSource(pieces)})$`);
  for (let at = value.length; at >= 0; at--) if (whole.test(value.slice(at))) return value.slice(0, at);
  return value;
}

function replace(value: string, { operator }: Operation<"Replace">, pieces: readonly Piece[], by: string): string {
  const source = patternSource(pieces);
  const anchored = { "/#": `^(?:${source})`, "/%": `(?:${source})$` }[operator as string] ?? source;
  return value.replace(new RegExp(anchored, operator === "//" ? "g" : ""), () => by);
}

function changeCase(value: string, operator: string): string {
  const change = (text: string) => (operator.startsWith("^") ? text.toUpperCase() : text.toLowerCase());
  return operator.length === 2 ? change(value) : change(value.slice(0, 1)) + value.slice(1);
}

function slice(value: string, operation: Operation<"Slice">, scope: Scope, words: WordExpansion): string {
  const names = words.calculate(scope);
  const number = (word: Word) => names.evaluateText(words.text(word, scope));
  const offset = number(operation.offset);
  const from = offset < 0 ? Math.max(0, value.length + offset) : offset;
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
  if (kind === "?") throw new ShellFailure(`${name}: ${text === "" ? "parameter null or not set" : text}`);
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
      return remove(text, operation, words.pieces(operation.operand, scope));
    case "Replace":
      return replace(text, operation, words.pieces(operation.pattern, scope), words.text(operation.replacement, scope));
    case "Slice":
      return slice(text, operation, scope, words);
    case "CaseModification":
      return changeCase(text, operation.operator);
    default:
      throw new ShellFailure(`\${${name}${operation.operator}…}: bad substitution`);
  }
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
  const name = prefix === "!" ? (single(written, scope) ?? "") : written;
  const many = several(name, index, scope);
  const value = many === undefined ? elementOf(name, index, scope, words) : joinedOrUnset(many);
  if (prefix === "#") {
    return [{ text: String(many?.length ?? required(name, value, scope).length), quoted: false, split: true }];
  }
  if (many !== undefined && operation === undefined)
    return partsOfMany(many, [name, index].includes("*"), scope, inQuotes);
  const text = operation === undefined ? required(name, value, scope) : operated(name, value, operation, scope, words);
  return [{ text, quoted: false, split: true }];
}

const joinedOrUnset = (values: readonly string[]): string | undefined =>
  values.length === 0 ? undefined : values.join(" ");

function elementOf(name: string, index: string | undefined, scope: Scope, words: WordExpansion): string | undefined {
  if (index === undefined) return single(name, scope);
  const items = scope.state.arrays.get(name) ?? [];
  const at = words.calculate(scope).evaluateText(index);
  return items.at(at);
}
