import type { SyntaxNode } from "unbash";
import { arrayOf, copyArray, type ShellArray } from "./shell-array";

export interface ShellFunction {
  readonly node: SyntaxNode & { readonly type: "Function" };
  /** What positions of the node count in. */
  readonly source: string;
}

export interface ShellOptions {
  /** `-e` */
  exitOnFailure: boolean;
  /** `-u` */
  failOnUnset: boolean;
  /** `-x` */
  trace: boolean;
  /** `-f` */
  noGlob: boolean;
  pipefail: boolean;
}

/** What a shell remembers. A subshell works on a copy. */
export interface ShellState {
  readonly variables: Map<string, string>;
  readonly arrays: Map<string, ShellArray>;
  readonly exported: Set<string>;
  readonly readOnly: Set<string>;
  /** What `declare -i` was said of. */
  readonly integers: Set<string>;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  readonly options: ShellOptions;
  /** What `shopt` has switched on. */
  readonly extras: Set<string>;
  /** What is to be done when the command that is being carried out has ended. */
  readonly afterwards: (() => void)[];
  /** `$0` */
  name: string;
  positional: readonly string[];
  status: number;
  /** `$!` */
  lastBackground: number | undefined;
  readonly pid: number;
}

export interface FreshState {
  readonly name: string;
  readonly positional: readonly string[];
  readonly env: readonly string[];
  readonly pid: number;
}

export function freshState({ name, positional, env, pid }: FreshState): ShellState {
  const pairs = env.map((pair): [string, string] => {
    const equals = pair.indexOf("=");
    return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
  });
  return {
    variables: new Map([["IFS", " \t\n"], ["PS1", String.raw`\w \$ `], ["PS2", "> "], ["PS4", "+ "], ...pairs]),
    arrays: new Map([["PIPESTATUS", arrayOf(["0"])]]),
    exported: new Set(pairs.map(([key]) => key)),
    readOnly: new Set(),
    integers: new Set(),
    extras: new Set(["cmdhist", "extglob", "interactive_comments", "promptvars", "sourcepath"]),
    afterwards: [],
    functions: new Map(),
    aliases: new Map(),
    options: { exitOnFailure: false, failOnUnset: false, trace: false, noGlob: false, pipefail: false },
    name,
    positional,
    status: 0,
    lastBackground: undefined,
    pid,
  };
}

export function copyState(state: ShellState): ShellState {
  return {
    ...state,
    variables: new Map(state.variables),
    arrays: new Map([...state.arrays].map(([name, items]) => [name, copyArray(items)])),
    exported: new Set(state.exported),
    readOnly: new Set(state.readOnly),
    integers: new Set(state.integers),
    extras: new Set(state.extras),
    afterwards: [],
    functions: new Map(state.functions),
    aliases: new Map(state.aliases),
    options: { ...state.options },
  };
}

export const environmentOf = ({ exported, variables }: ShellState): string[] =>
  [...exported].flatMap((name) => {
    const value = variables.get(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });
