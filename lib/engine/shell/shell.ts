import type { CompoundList, Function as FunctionNode, Script } from "unbash";
import type { Jobs } from "./jobs";
import type { Scope, Streams } from "./scope";
import type { ShellState } from "./state";

/** Answers the status. */
export type Builtin = (args: readonly string[], scope: Scope, shell: Shell) => number;

/** What a running shell has beside the state that a subshell copies. */
export interface Shell {
  readonly jobs: Jobs;
  readonly traps: Map<string, string>;
  /** The lines that were typed, the oldest first. */
  readonly history: string[];
  /** What the shell does itself, by name. */
  readonly builtin: (name: string) => Builtin | undefined;
  readonly builtinNames: readonly string[];
  readonly runScript: (script: Pick<Script, "commands"> | CompoundList, scope: Scope) => number;
  /** Runs text as a script. A syntax error is told of before anything has run. */
  readonly runText: (text: string, scope: Scope) => number;
  readonly callFunction: (node: FunctionNode, source: string, args: readonly string[], scope: Scope) => number;
  readonly noteStopped: (group: number, pids: readonly number[], text: string, scope: Scope) => void;
  readonly noteBackground: (pid: number, text: string, scope: Scope) => void;
  /** Makes redirections last, as `exec >file` does. */
  readonly keepStreams: (scope: Scope, streams: Streams) => void;
  /** Begins a function's own variables; the answer ends them. */
  readonly enterFunction: (state: ShellState) => () => void;
  readonly inFunction: () => boolean;
  /** Makes a variable the innermost function's own. */
  readonly makeLocal: (state: ShellState, name: string) => void;
}
