import { ShellFailure } from "./flow";
import type { Scope, Streams } from "./scope";
import { environmentOf, lineNumber, type ShellState } from "./state";
import { SystemError } from "./system";

export interface Launch {
  readonly args: readonly string[];
  readonly streams: Streams;
  readonly env: readonly string[];
  /** The process group to join; 0 makes one. Undefined stays in the shell's. */
  readonly group?: number | undefined;
}

const shell = "/bin/sh";

function spawn(scope: Scope, file: string, { args, streams, env, group }: Launch): number {
  const highest = Math.max(2, ...streams.keys());
  const stdio = Array.from({ length: highest + 1 }, (_, number) => {
    const fd = streams.get(number);
    return fd === undefined ? ({ type: "closed" } as const) : ({ type: "fd", fd } as const);
  });
  const ignored = [...scope.state.ignoredSignals];
  return scope.system.spawn({ file, args, env, stdio, ignored, ...(group === undefined ? {} : { pgid: group }) });
}

/** Starts a program. One without an interpreter line is a script of the shell's. */
export function launch(scope: Scope, what: Launch): number {
  const [name = ""] = what.args;
  try {
    return spawn(scope, name, what);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    if (error.code === "ENOEXEC") return spawn(scope, shell, { ...what, args: ["sh", ...what.args] });
    if (error.code === "ENOENT" && !name.includes("/")) throw new ShellFailure(`${name}: command not found`, 127);
    throw new ShellFailure(`${name}: ${error.message}`, error.code === "ENOENT" ? 127 : 126);
  }
}

const handedOver = "TABSMITH_SH_STATE";

interface HandedOver {
  readonly variables: readonly (readonly [string, string])[];
  readonly arrays: readonly (readonly [string, boolean, readonly (readonly [string, string])[]])[];
  readonly functions: readonly string[];
  readonly options: ShellState["options"];
  readonly name: string;
  readonly status: number;
  readonly references: readonly (readonly [string, string])[];
  readonly firstLine: number;
  readonly subshells: number;
  readonly inFunction: boolean;
  readonly extras: readonly string[];
  readonly aliases: readonly (readonly [string, string])[];
  readonly file: string;
}

/** A shell of its own for a piece of script that runs beside us: a part of a pipeline, or something in the background. */
export function launchSubshell(scope: Scope, text: string, what: Omit<Launch, "args" | "env">): number {
  const { state } = scope;
  const handed: HandedOver = {
    variables: [...state.variables],
    arrays: [...state.arrays].map(([name, { named, items }]) => [name, named, [...items]] as const),
    functions: [...state.functions.values()].map(({ node, source }) => source.slice(node.pos, node.end)),
    options: state.options,
    name: state.name,
    status: state.status,
    references: [...state.references],
    firstLine: lineNumber(state),
    subshells: state.subshells + 1,
    inFunction: state.inFunctionBeside || state.arrays.has("FUNCNAME"),
    extras: [...state.extras],
    aliases: [...state.aliases],
    file: state.file,
  };
  const env = [...environmentOf(state), `${handedOver}=${JSON.stringify(handed)}`];
  return spawn(scope, shell, { ...what, env, args: ["sh", "-c", text, state.name, ...state.positional] });
}

/** Takes over what the shell that started us handed on; answers the functions to define, and the line our text stands in. */
export function takeOver(state: ShellState): Pick<HandedOver, "functions" | "firstLine"> {
  const text = state.variables.get(handedOver);
  state.variables.delete(handedOver);
  state.exported.delete(handedOver);
  if (text === undefined) return { functions: [], firstLine: 1 };
  const handed = JSON.parse(text) as HandedOver;
  for (const [name, value] of handed.variables) state.variables.set(name, value);
  for (const [name, named, items] of handed.arrays) state.arrays.set(name, { named, items: new Map(items) });
  Object.assign(state.options, handed.options);
  state.name = handed.name;
  state.status = handed.status;
  state.file = handed.file;
  state.subshells = handed.subshells;
  state.inFunctionBeside = handed.inFunction;
  for (const name of handed.extras) state.extras.add(name);
  for (const [name, alias] of handed.aliases) state.aliases.set(name, alias);
  for (const [name, target] of handed.references) state.references.set(name, target);
  return { functions: handed.functions, firstLine: handed.firstLine };
}
