/** An array of the shell's: by number, with gaps where nothing was set, or by name (`declare -A`). */
export interface ShellArray {
  readonly named: boolean;
  readonly items: Map<string, string>;
}

export const emptyArray = (named = false): ShellArray => ({ named, items: new Map() });

export const arrayOf = (values: readonly string[]): ShellArray => ({
  named: false,
  items: new Map(values.map((value, at) => [String(at), value])),
});

export const copyArray = ({ named, items }: ShellArray): ShellArray => ({ named, items: new Map(items) });

/** By number they come in their order, by name in the order they were set. */
export function keysOf({ named, items }: ShellArray): string[] {
  const keys = [...items.keys()];
  return named ? keys : keys.toSorted((a, b) => Number(a) - Number(b));
}

export const valuesOf = (array: ShellArray): string[] => keysOf(array).map((key) => array.items.get(key) ?? "");

/** Where the next element goes that has no number of its own. */
export const nextKey = ({ items }: ShellArray): number => Math.max(-1, ...[...items.keys()].map(Number)) + 1;

/** The key that an index stands for; below zero it counts from the end. */
export function keyFor(array: ShellArray, index: string, calculate: (text: string) => bigint): string {
  if (array.named) return index;
  const number = Number(calculate(index));
  return String(number < 0 ? nextKey(array) + number : number);
}
