import { arrayOf, type ShellArray } from "./shell-array";
import { lineNumber, type ShellFunction, type ShellState } from "./state";

/** What one function, or one sourced file, that runs has for itself. */
export interface Frame {
  /** What was under the names that it made its own. */
  readonly held: Map<string, Held>;
  readonly name: string;
  readonly file: string;
  /** The line it was called from. */
  readonly line: number;
  readonly fileBefore: string;
}

export interface Held {
  readonly value: string | undefined;
  readonly array: ShellArray | undefined;
  readonly reference: string | undefined;
}

/** `FUNCNAME`, `BASH_SOURCE` and `BASH_LINENO`, the innermost first. */
export function showCalls(state: ShellState, frames: readonly Frame[]): void {
  const calls = frames.toReversed();
  const script = frames[0]?.fileBefore ?? state.file;
  const bottom = script === "" ? [] : [script];
  const isFunction = calls.some(({ name }) => name !== "source");
  const names = [...calls.map(({ name }) => name), ...bottom.map(() => "main")];
  state.arrays.set("BASH_SOURCE", arrayOf([...calls.map(({ file }) => file || "environment"), ...bottom]));
  state.arrays.set("BASH_LINENO", arrayOf([...calls.map(({ line }) => String(line)), ...bottom.map(() => "0")]));
  if (isFunction) state.arrays.set("FUNCNAME", arrayOf(names));
  else state.arrays.delete("FUNCNAME");
}

export const frameOf = (state: ShellState, name: string, { file }: Pick<ShellFunction, "file">): Frame => ({
  held: new Map(),
  name,
  file,
  line: lineNumber(state),
  fileBefore: state.file,
});
