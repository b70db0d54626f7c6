import {
  parse,
  type ArithmeticExpression,
  type ArithmeticWord,
  type DoubleQuotedPart,
  type Word,
  type WordPart,
} from "unbash";
import { evaluate, isOperand, type ArithmeticNames } from "./arithmetic";
import { bracesOf } from "./braces";
import { fieldsOf, type Part } from "./fields";
import { FatalFailure, ShellFailure } from "./flow";
import { expandParameter, simpleParameter } from "./parameters";
import { decodedPrompt } from "./prompt-text";
import { pathsFor, type GlobOptions } from "./paths";
import { substitutedFile } from "./process-substitution";
import { hasGlob, type Piece } from "./pattern";
import { variable, type Scope } from "./scope";
import { emptyArray, keyFor } from "./shell-array";
import type { ShellState } from "./state";

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("");

/** Unquoted text as it was written: a backslash quotes what follows. */
function literalParts(text: string): Part[] {
  const parts: Part[] = [];
  for (const [, escaped, plain] of text.matchAll(/\\([^])|([^\\]+|\\$)/g)) {
    if (escaped === "\n") continue;
    if (escaped !== undefined) parts.push({ text: escaped, quoted: true, split: false });
    else parts.push({ text: plain ?? "", quoted: false, split: false });
  }
  return parts;
}

/** `~`, `~+`, `~-`; of others' homes only the superuser's is known. */
function homeOf(who: string, { state }: Scope): string | undefined {
  if (who === "") return variable(state, "HOME");
  if (who === "+") return variable(state, "PWD");
  if (who === "-") return variable(state, "OLDPWD");
  if (who === "root") return "/root";
  return who === variable(state, "USER") ? variable(state, "HOME") : undefined;
}

const tilde = (text: string, scope: Scope): string =>
  text.replace(/^~([^/]*)/, (all, who: string) => homeOf(who, scope) ?? all);

/** In what is assigned a tilde counts behind each colon as well. */
const tildes = (text: string, scope: Scope): string =>
  text.replace(/(^|[:=])~([^/:]*)/g, (all, before: string, who: string) => {
    const home = homeOf(who, scope);
    return home === undefined ? all : before + home;
  });

/** The parser doesn't always take such a word apart: within quotes it reads the same. */
function expandArithmetic({ parts, value }: ArithmeticWord, scope: Scope): string {
  if (parts !== undefined) return textOf(parts.flatMap((part) => partsOf(part, scope)));
  return expandQuoted(value.replaceAll('"', ""), scope);
}

/** Text as if it stood in double quotes. */
function expandQuoted(text: string, scope: Scope): string {
  const command = parse(`: "${text}"`).commands[0]?.command;
  const made = command?.type === "Command" ? command.suffix[0] : undefined;
  return made?.type === "Word" ? expandText(made, scope) : text;
}

/** What a prompt shows: its escapes, then the variables and commands in it. The status is what it was. */
export function expandPrompt(text: string, scope: Scope): string {
  const { status } = scope.state;
  const shown = expandQuoted(
    decodedPrompt(text, scope).replace(/(\\.)|"/gs, (_all, kept?: string) => kept ?? '\\"'),
    scope,
  );
  scope.state.status = status;
  return shown;
}

function writeElement(
  state: ShellState,
  name: string,
  index: string,
  value: string,
  calculate: (text: string) => bigint,
): void {
  const array = state.arrays.get(name) ?? emptyArray();
  array.items.set(keyFor(array, index, calculate), value);
  state.arrays.set(name, array);
}

export function arithmeticNames(scope: Scope): ArithmeticNames {
  const { state } = scope;
  const names: ArithmeticNames = {
    read: (name) => {
      const indexed = /^(\w+)\[(.+)\]$/.exec(name);
      if (indexed === null) return variable(state, name);
      const array = state.arrays.get(indexed[1] ?? "");
      return array?.items.get(keyFor(array, indexed[2] ?? "0", names.evaluateText));
    },
    write: (name, value) => {
      const indexed = /^(\w+)\[(.+)\]$/.exec(name);
      const array = state.arrays.get(indexed?.[1] ?? name);
      if (array === undefined && indexed === null) state.variables.set(name, value);
      else writeElement(state, indexed?.[1] ?? name, indexed?.[2] ?? "0", value, names.evaluateText);
    },
    expand: (word) => expandArithmetic(word, scope),
    capture: (script) => scope.capture(script, scope),
    evaluateText: (text) => {
      if (/^\s*[-+]?(?:0|[1-9]\d{0,17})\s*$/.test(text)) return BigInt(text.trim());
      if (text.trim() === "") return 0n;
      const { commands, errors } = parse(`((${text}))`);
      const command = commands[0]?.command;
      if (command?.type !== "ArithmeticCommand" || command.expression === undefined || errors !== undefined)
        throw new FatalFailure(`${text}: syntax error in expression`);
      const { expression } = command;
      // What the parser took for one word and what is neither a number nor a name would be asked about again and again.
      if (expression.type === "ArithmeticWord" && !isOperand(expression.value.trim()))
        throw new FatalFailure(`${text}: syntax error in expression (error token is "${text.trim()}")`);
      return evaluate(expression, names);
    },
  };
  return names;
}

export const calculate = (expression: ArithmeticExpression | undefined, scope: Scope): bigint =>
  expression === undefined ? 0n : evaluate(expression, arithmeticNames(scope));

const quoted = (text: string): Part => ({ text, quoted: true, split: false });

function doubleQuoted(part: Pick<DoubleQuotedPart, "parts">, scope: Scope): Part[] {
  const parts = part.parts.flatMap((child): Part[] => {
    if (child.type === "Literal") return [quoted(child.value)];
    return partsOf(child, scope, true).map((inner) => ({ ...inner, quoted: true, split: false }));
  });
  const isArguments =
    part.parts.length === 1 && /^\$(?:@|\{@[^]*\}|\{!?\w+\[@\][^]*\})$/.test(part.parts[0]?.text ?? "");
  return parts.length === 0 && !isArguments ? [quoted("")] : parts;
}

/** What a part of a word stands for. Within double quotes nothing is split. */
function partsOf(part: WordPart, scope: Scope, inQuotes = false): Part[] {
  if (part.type === "Literal") return literalParts(part.text);
  if (part.type === "SingleQuoted" || part.type === "AnsiCQuoted") return [quoted(part.value)];
  if (part.type === "DoubleQuoted" || part.type === "LocaleString") return doubleQuoted(part, scope);
  return expansion(part, scope, inQuotes);
}

function expansion(part: WordPart, scope: Scope, inQuotes: boolean): Part[] {
  switch (part.type) {
    case "SimpleExpansion":
      return simpleParameter(part.text.slice(1), scope, inQuotes);
    case "ParameterExpansion":
      return expandParameter(part, scope, inQuotes, {
        pieces: piecesOf,
        text: expandText,
        calculate: arithmeticNames,
        prompt: expandPrompt,
      });
    case "CommandExpansion": {
      const text = part.script === undefined ? "" : scope.capture(part.script, scope);
      return [{ text, quoted: false, split: true }];
    }
    case "ArithmeticExpansion":
      return [{ text: String(calculate(part.expression, scope)), quoted: false, split: true }];
    case "ProcessSubstitution":
      if (part.script === undefined) throw new ShellFailure(`${part.text}: nothing to run`);
      return [{ text: substitutedFile(part.operator, part.script, scope), quoted: true, split: false }];
    default:
      return [{ text: part.text, quoted: false, split: false }];
  }
}

function partsOfWord(word: Word, scope: Scope): Part[] {
  const parts = word.parts === undefined ? literalParts(word.text) : word.parts.flatMap((part) => partsOf(part, scope));
  const [first, ...rest] = parts;
  if (first === undefined || first.quoted || first.split || !first.text.includes("~")) return parts;
  const isAssignment = /^[A-Za-z_]\w*=/.test(first.text);
  return [{ ...first, text: (isAssignment ? tildes : tilde)(first.text, scope) }, ...rest];
}

/** The word as one, neither split nor matched against files: for patterns. */
export const piecesOf = (word: Word, scope: Scope): Piece[] => partsOfWord(word, scope);

/** What is assigned. */
export const expandAssigned = (word: Word, scope: Scope): string =>
  textOf(
    partsOfWord(word, scope).map((part) =>
      part.quoted || part.split || !part.text.includes("~") ? part : { ...part, text: tildes(part.text, scope) },
    ),
  );

/** The word as one text: for redirections and the like. */
export const expandText = (word: Word, scope: Scope): string => textOf(partsOfWord(word, scope));

export const expandHereDoc = (parts: readonly WordPart[], scope: Scope): string =>
  textOf(parts.flatMap((part) => (part.type === "Literal" ? [quoted(part.value)] : partsOf(part, scope, true))));

const globOptions = ({ extras }: ShellState): GlobOptions => ({
  dotGlob: extras.has("dotglob"),
  globStar: extras.has("globstar"),
  ignoreCase: extras.has("nocaseglob"),
});

/** The arguments that a word stands for: braces, then expansions, then fields, then names of files. */
export function expandWord(word: Word, scope: Scope): string[] {
  if (word.parts?.some(({ type }) => type === "BraceExpansion") === true) {
    return bracesOf(word.text).flatMap((text) => {
      const command = parse(`: ${text}`).commands[0]?.command;
      const made = command?.type === "Command" ? command.suffix[0] : undefined;
      return made?.type === "Word" ? expandWord(made, scope) : [];
    });
  }
  const { state, system } = scope;
  return fieldsOf(partsOfWord(word, scope), state.variables.get("IFS") ?? " \t\n").flatMap((field) => {
    if (state.options.noGlob || !hasGlob(field)) return [textOf(field)];
    const paths = pathsFor(system, field, globOptions(state));
    if (paths.length > 0 || state.extras.has("nullglob")) return paths;
    if (state.extras.has("failglob")) throw new FatalFailure(`no match: ${textOf(field)}`);
    return [textOf(field)];
  });
}
