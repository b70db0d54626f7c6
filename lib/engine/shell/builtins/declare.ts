import { arrayNamed, setVariable } from "../assign";
import { ShellFailure } from "../flow";
import { attributesOf, writtenItems } from "../parameter-operations";
import { doubleQuoted } from "../quote";
import { complain, say, type Scope } from "../scope";
import type { Builtin, Shell } from "../shell";

interface Asked {
  readonly on: ReadonlySet<string>;
  readonly off: ReadonlySet<string>;
  readonly names: readonly string[];
}

function askedOf(args: readonly string[]): Asked {
  const [on, off]: [Set<string>, Set<string>] = [new Set(), new Set()];
  let at = 0;
  for (; at < args.length && /^[-+]\w+$/.test(args[at] ?? ""); at++) {
    const word = args[at] ?? "";
    for (const letter of word.slice(1).split("")) (word.startsWith("-") ? on : off).add(letter);
  }
  return { on, off, names: args.slice(args[at] === "--" ? at + 1 : at) };
}

/** How a variable would be declared again. */
function declaration(name: string, { state }: Scope): string | undefined {
  const target = state.references.get(name);
  if (target !== undefined) return `declare -n ${name}=${doubleQuoted(target)}`;
  const array = state.arrays.get(name);
  const value = state.variables.get(name);
  if (array === undefined && value === undefined && !state.exported.has(name)) return undefined;
  const flags = attributesOf(name, state);
  const head = `declare -${flags === "" ? "-" : flags} ${name}`;
  if (array === undefined) return value === undefined ? head : `${head}=${doubleQuoted(value)}`;
  return `${head}=(${writtenItems(array)})`;
}

function print(scope: Scope, names: readonly string[], isWanted: (name: string) => boolean): number {
  const { state } = scope;
  const all =
    names.length > 0
      ? names
      : [...new Set([...state.variables.keys(), ...state.arrays.keys(), ...state.references.keys()])].toSorted();
  let code = 0;
  for (const name of names.length > 0 ? all : all.filter(isWanted)) {
    const text = declaration(name, scope);
    if (text === undefined) {
      complain(scope, `declare: ${name}: not found`);
      code = 1;
    } else say(scope, 1, `${text}\n`);
  }
  return code;
}

function printFunctions(scope: Scope, names: readonly string[], onlyNames: boolean): number {
  const { functions } = scope.state;
  let code = 0;
  for (const name of names.length > 0 ? names : [...functions.keys()].toSorted()) {
    const found = functions.get(name);
    if (found === undefined) code = 1;
    else if (onlyNames) say(scope, 1, names.length > 0 ? `${name}\n` : `declare -f ${name}\n`);
    else say(scope, 1, `${found.source.slice(found.node.pos, found.node.end)}\n`);
  }
  return code;
}

function mark(name: string, { on, off }: Asked, { state }: Scope): void {
  const marks: readonly (readonly [string, Set<string>])[] = [
    ["i", state.integers],
    ["x", state.exported],
    ["r", state.readOnly],
  ];
  for (const [letter, kind] of [
    ["u", "upper"],
    ["l", "lower"],
  ] as const) {
    if (on.has(letter)) state.cases.set(name, kind);
    if (off.has(letter)) state.cases.delete(name);
  }
  for (const [letter, set] of marks) {
    if (on.has(letter)) set.add(name);
    if (off.has(letter) && letter !== "r") set.delete(name);
  }
}

/** Makes a name stand for another one, or for an element; without a value it stands for what it holds. */
function refer(name: string, value: string | undefined, { state }: Scope): void {
  const target = value ?? state.references.get(name) ?? state.variables.get(name);
  if (target === undefined) return;
  if (!/^[A-Za-z_]\w*(?:\[[^]*\])?$/.test(target))
    throw new ShellFailure(`declare: \`${target}': invalid variable name for name reference`);
  if (target === name) throw new ShellFailure(`declare: ${name}: nameref variable self references not allowed`);
  state.references.delete(name);
  state.variables.delete(name);
  state.references.set(name, target);
}

/** Declares one name, with its value where it has one. */
function declareOne(text: string, asked: Asked, scope: Scope, shell: Shell, isLocal: boolean): void {
  const [, name, plus, value] = /^([A-Za-z_]\w*)(?:(\+?)=([^]*))?$/.exec(text) ?? [];
  if (name === undefined) throw new ShellFailure(`${text}: not a valid identifier`);
  if (isLocal) shell.makeLocal(scope.state, name);
  if (asked.on.has("n")) {
    refer(name, value, scope);
    return;
  }
  if (asked.off.has("n")) scope.state.references.delete(name);
  if (asked.on.has("A") || asked.on.has("a")) arrayNamed(name, scope, asked.on.has("A"));
  mark(name, { ...asked, on: new Set([...asked.on].filter((letter) => letter !== "r")) }, scope);
  if (value !== undefined) setVariable(name, value, plus === "+", scope);
  mark(name, asked, scope);
}

/** A fault in one name is told of, and doesn't end the shell. */
function declareAll(asked: Asked, scope: Scope, shell: Shell, isLocal: boolean): number {
  let code = 0;
  for (const text of asked.names) {
    try {
      declareOne(text, asked, scope, shell, isLocal);
    } catch (error) {
      if (!(error instanceof ShellFailure)) throw error;
      complain(scope, error.message);
      code = 1;
    }
  }
  return code;
}

const declare: Builtin = (args, scope, shell) => {
  const asked = askedOf(args);
  if (asked.on.has("f") || asked.on.has("F")) return printFunctions(scope, asked.names, asked.on.has("F"));
  if (asked.on.has("p") || asked.names.length === 0) {
    const wanted = [...asked.on].filter((letter) => letter !== "p");
    const isWanted = (name: string) =>
      wanted.every((letter) => declaration(name, scope)?.split(" ", 2)[1]?.includes(letter) === true);
    return print(scope, asked.names, isWanted);
  }
  return declareAll(asked, scope, shell, shell.inFunction() && !asked.on.has("g"));
};

const local: Builtin = (args, scope, shell) => {
  if (!shell.inFunction()) throw new ShellFailure("local: can only be used in a function");
  return declareAll(askedOf(args), scope, shell, true);
};

const withMark =
  (letter: "x" | "r"): Builtin =>
  (args, scope, shell) => {
    const asked = askedOf(args);
    if (asked.on.has("f")) return 0;
    if (asked.names.length === 0) {
      return print(scope, [], (name) => (letter === "x" ? scope.state.exported : scope.state.readOnly).has(name));
    }
    const [on, off] = asked.on.has("n")
      ? [new Set<string>(), new Set([letter])]
      : [new Set([...asked.on, letter]), new Set<string>()];
    return declareAll({ ...asked, on, off }, scope, shell, false);
  };

export const declarations: Readonly<Record<string, Builtin>> = {
  declare,
  export: withMark("x"),
  local,
  readonly: withMark("r"),
  typeset: declare,
};
