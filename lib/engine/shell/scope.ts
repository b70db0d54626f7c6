import type { Script } from "unbash";
import { dynamicVariable } from "./dynamic-variables";
import type { ShellState } from "./state";
import type { ShellSystem } from "./system";

/** Numbers that the script uses (0, 1, 2 …) to the kernel's. */
export type Streams = ReadonlyMap<number, number>;

/** Where a piece of script runs. */
export interface Scope {
  readonly system: ShellSystem;
  readonly state: ShellState;
  /** Replaced as a whole by `exec` with redirections. */
  streams: Streams;
  /** The text that positions of the syntax tree count in. */
  readonly source: string;
  /** At a prompt: jobs get the terminal, and an error doesn't end the shell. */
  readonly interactive: boolean;
  /** A failure here is being tested, so `set -e` doesn't apply. */
  readonly tested: boolean;
  /** What a command substitution prints; with a descriptor to print to, nothing is answered. */
  readonly capture: (script: Script, scope: Scope, into?: number) => string;
}

export function variable(state: ShellState, name: string): string | undefined {
  return state.variables.get(name) ?? state.arrays.get(name)?.items.get("0") ?? dynamicVariable(name, state);
}

export function say(scope: Scope, stream: 1 | 2, text: string): void {
  const fd = scope.streams.get(stream);
  if (fd !== undefined) scope.system.write(fd, text);
}
