import type { SyntaxNode } from "unbash";
import { NamedMap, type References } from "./named-map";
import { arrayOf, copyArray, type ShellArray } from "./shell-array";

export interface ShellFunction {
  readonly node: SyntaxNode & { readonly type: "Function" };
  /** What positions of the node count in. */
  readonly source: string;
  readonly firstLine: number;
  /** Where it was defined; empty for what came from no file. */
  readonly file: string;
}

/** A command's place in the text it came from. */
export interface CommandPlace {
  readonly source: string;
  readonly firstLine: number;
  readonly pos: number;
  readonly end: number;
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
  /** `-E` */
  trapErrorsWithin: boolean;
  /** `-T` */
  trapCallsWithin: boolean;
  /** `-a` */
  exportAll: boolean;
  /** `-C` */
  noClobber: boolean;
  /** `-n` */
  noExecution: boolean;
}

/** What a shell remembers. A subshell works on a copy. */
export interface ShellState {
  /** What `declare -n` was said of. */
  readonly references: References;
  readonly variables: Map<string, string>;
  readonly arrays: Map<string, ShellArray>;
  readonly exported: Set<string>;
  readonly readOnly: Set<string>;
  /** What `declare -i` was said of. */
  readonly integers: Set<string>;
  /** What `declare -u` and `declare -l` were said of. */
  readonly cases: Map<string, "upper" | "lower">;
  readonly functions: Map<string, ShellFunction>;
  readonly aliases: Map<string, string>;
  readonly options: ShellOptions;
  /** What `shopt` has switched on. */
  readonly extras: Set<string>;
  /** What is to be done when the command that is being carried out has ended. */
  readonly afterwards: (() => void)[];
  /** `$0` */
  name: string;
  /** The script or sourced file that runs; empty where there is none. */
  file: string;
  /** The command that runs, or that ran when a trap began. */
  at: CommandPlace;
  /** Whether a trap runs, which has no lines of its own. */
  inTrap: boolean;
  /** What its children ignore as well. */
  readonly ignoredSignals: Set<number>;
  positional: readonly string[];
  status: number;
  /** How deep in loops one is. */
  loops: number;
  /** Whether this is a piece of a function that runs beside it. */
  inFunctionBeside: boolean;
  /** How deep in subshells. */
  subshells: number;
  /** How deep in command substitutions, for `set -x`. */
  substitutions: number;
  /** `$_` */
  lastArgument: string;
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
  const pairs = env
    .filter((pair) => !pair.startsWith("_="))
    .map((pair): [string, string] => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
    });
  const references: References = new Map();
  const given: readonly (readonly [string, string])[] = [
    ["IFS", " \t\n"],
    ["PS1", String.raw`\w \$ `],
    ["PS2", "> "],
    ["PS4", "+ "],
    ...pairs,
  ];
  return {
    references,
    variables: new NamedMap(references, given),
    arrays: new NamedMap(references, [
      ["PIPESTATUS", arrayOf(["0"])],
      ["BASH_VERSINFO", arrayOf(["5", "2", "15", "1", "release", "x86_64-pc-linux-gnu"])],
      ["GROUPS", arrayOf(["1000"])],
    ]),
    exported: new Set(pairs.map(([key]) => key)),
    readOnly: new Set(),
    integers: new Set(),
    cases: new Map(),
    extras: new Set(["cmdhist", "interactive_comments", "promptvars", "sourcepath"]),
    afterwards: [],
    functions: new Map(),
    aliases: new Map(),
    options: {
      exitOnFailure: false,
      failOnUnset: false,
      trace: false,
      noGlob: false,
      pipefail: false,
      trapErrorsWithin: false,
      trapCallsWithin: false,
      exportAll: false,
      noClobber: false,
      noExecution: false,
    },
    name,
    file: "",
    at: { source: "", firstLine: 1, pos: 0, end: 0 },
    inTrap: false,
    ignoredSignals: new Set(),
    positional,
    status: 0,
    loops: 0,
    inFunctionBeside: false,
    subshells: 0,
    substitutions: 0,
    lastArgument: "",
    lastBackground: undefined,
    pid,
  };
}

export function copyState(state: ShellState): ShellState {
  const references = new Map(state.references);
  return {
    ...state,
    references,
    variables: new NamedMap(references, state.variables),
    arrays: new NamedMap(
      references,
      [...state.arrays].map(([name, items]) => [name, copyArray(items)] as const),
    ),
    exported: new Set(state.exported),
    readOnly: new Set(state.readOnly),
    integers: new Set(state.integers),
    cases: new Map(state.cases),
    extras: new Set(state.extras),
    afterwards: [],
    functions: new Map(state.functions),
    aliases: new Map(state.aliases),
    options: { ...state.options },
    ignoredSignals: new Set(state.ignoredSignals),
  };
}

export const environmentOf = ({ exported, variables }: ShellState): string[] =>
  [...exported].flatMap((name) => {
    const value = variables.get(name);
    return value === undefined ? [] : [`${name}=${value}`];
  });

/** `LINENO` */
export const lineNumber = ({ at }: ShellState): number =>
  at.firstLine + at.source.slice(0, at.pos).split("\n").length - 1;

/** `BASH_COMMAND` */
export const commandText = ({ at }: ShellState): string => at.source.slice(at.pos, at.end);
