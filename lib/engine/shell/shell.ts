import type { CompoundList, Script } from "unbash";
import type { Frame } from "./call-stack";
import type { Jobs } from "./jobs";
import type { Scope, Streams } from "./scope";
import type { ShellFunction, ShellState } from "./state";

/** Answers the status. */
export type Builtin = (args: readonly string[], scope: Scope, shell: Shell) => number;

/** What a running shell has beside the state that a subshell copies. */
export interface Shell {
  readonly jobs: Jobs;
  readonly traps: Map<string, string>;
  /** Signals that no trap has run for yet, and how deep in subshells of this process one is. */
  readonly arrived: { readonly pending: Set<number>; depth: number };
  /** The lines that were typed, the oldest first. */
  readonly history: string[];
  /** What the shell does itself, by name. */
  readonly builtin: (name: string) => Builtin | undefined;
  readonly builtinNames: readonly string[];
  readonly runScript: (script: Pick<Script, "commands"> | CompoundList, scope: Scope) => number;
  /** Runs text as a script. A syntax error is told of before anything has run. */
  readonly runText: (text: string, scope: Scope) => number;
  readonly callFunction: (called: ShellFunction, args: readonly string[], scope: Scope) => number;
  readonly noteStopped: (group: number, pids: readonly number[], text: string, scope: Scope) => void;
  readonly noteBackground: (pid: number, text: string, scope: Scope) => void;
  /** Makes redirections last, as `exec >file` does. */
  readonly keepStreams: (scope: Scope, streams: Streams) => void;
  /** The functions and sourced files that run, the outermost first. */
  readonly frames: readonly Frame[];
  /** Begins a function with variables of its own, or a sourced file (`source`); the answer ends it. */
  readonly enter: (state: ShellState, name: string, file: string) => () => void;
  readonly inFunction: () => boolean;
  /** Makes a variable the innermost function's own. */
  readonly makeLocal: (state: ShellState, name: string) => void;
}
