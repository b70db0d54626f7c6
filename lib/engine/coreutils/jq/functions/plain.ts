import { computed, type Scope } from "../items";
import type { Native, Runner } from "../runner";
import type { Node } from "../tree";
import type { Json } from "../values";

/** A function of the input and of values; several values of an argument are taken one after the other. */
export type Plain = (input: Json, ...args: Json[]) => Json;

export function* everyArgs(
  machine: Runner,
  args: readonly Node[],
  scope: Scope | undefined,
  input: Json,
): Generator<Json[], void> {
  const last = args.at(-1);
  if (last === undefined) return yield [];
  for (const value of machine.values(last, scope, input))
    for (const before of everyArgs(machine, args.slice(0, -1), scope, input)) yield [...before, value];
}

export const native = (run: Plain): Native =>
  function* (machine, args, scope, item) {
    for (const given of everyArgs(machine, args, scope, item.value)) yield computed(item, run(item.value, ...given));
  };
