import type { Script, SyntaxNode } from "unbash";
import { dynamicVariable } from "./dynamic-variables";
import { lineNumber, type ShellState } from "./state";
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
  /** The number of that text's first line. */
  readonly firstLine: number;
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

/** Notes which command runs. A trap has no place of its own: it is where the script was. */
export function beAt({ pos, end }: Pick<SyntaxNode, "pos" | "end">, { state, source, firstLine }: Scope): void {
  if (!state.inTrap) state.at = { source, firstLine, pos, end };
}

/** Tells of a fault, with the line it is in where a script runs. */
export function complain(scope: Scope, text: string): void {
  const place = scope.interactive ? "" : `line ${lineNumber(scope.state)}: `;
  say(scope, 2, `${scope.state.file || scope.state.name}: ${place}${text}\n`);
}

export function say(scope: Scope, stream: 1 | 2, text: string): void {
  const fd = scope.streams.get(stream);
  if (fd !== undefined) scope.system.write(fd, text);
}
