import { writeFormat } from "./formats";
import { fail, shown } from "./faults";
import type { Scope } from "./items";
import { operators } from "./operators";
import type { Runner } from "./runner";
import type { BinaryOperator, Node } from "./tree";
import { isTrue, type Json } from "./values";

/** What is made new of what its parts answer. */
export function* compute(machine: Runner, node: Node, scope: Scope | undefined, value: Json): Generator<Json, void> {
  switch (node.type) {
    case "array":
      return yield node.body ? Array.from(machine.values(node.body, scope, value)) : [];
    case "binary":
      return yield* both(machine, node, scope, value);
    case "negate":
      return yield* negate(machine, node.body, scope, value);
    case "and":
    case "or":
      return yield* judge(machine, node, scope, value);
    case "format":
      return yield writeFormat(node.name, value);
    case "text":
      return yield* write(machine, node.parts, node.format, scope, value);
    case "object":
      return yield* build(machine, node.entries, 0, new Map(), scope, value);
  }
}

/** The last part turns slowest. */
function* write(
  machine: Runner,
  parts: readonly (string | Node)[],
  format: string,
  scope: Scope | undefined,
  value: Json,
): Generator<string, void> {
  const last = parts.at(-1);
  if (last === undefined) return yield "";
  const ends = typeof last === "string" ? [last] : machine.values(last, scope, value);
  for (const end of ends) {
    const written = typeof last === "string" ? last : writeFormat(format, end);
    for (const start of write(machine, parts.slice(0, -1), format, scope, value)) yield start + written;
  }
}

function* build(
  machine: Runner,
  entries: readonly { readonly key: Node; readonly value: Node }[],
  done: number,
  made: ReadonlyMap<string, Json>,
  scope: Scope | undefined,
  value: Json,
): Generator<Json, void> {
  const entry = entries[done];
  if (entry === undefined) return yield made;
  for (const key of machine.values(entry.key, scope, value)) {
    if (typeof key !== "string") return fail(`Cannot use ${shown(key)} as object key`);
    for (const item of machine.values(entry.value, scope, value))
      yield* build(machine, entries, done + 1, new Map(made).set(key, item), scope, value);
  }
}

/** The right side turns slowest. */
function* both(
  machine: Runner,
  { operator, left, right }: { readonly operator: BinaryOperator; readonly left: Node; readonly right: Node },
  scope: Scope | undefined,
  value: Json,
): Generator<Json, void> {
  for (const second of machine.values(right, scope, value))
    for (const first of machine.values(left, scope, value)) yield operators[operator](first, second);
}

/** `and` and `or`; the right side is asked only where it counts. */
function* judge(
  machine: Runner,
  { type, left, right }: { readonly type: string; readonly left: Node; readonly right: Node },
  scope: Scope | undefined,
  value: Json,
): Generator<Json, void> {
  const settles = type === "or";
  for (const first of machine.values(left, scope, value)) {
    if (isTrue(first) === settles) yield settles;
    else for (const second of machine.values(right, scope, value)) yield isTrue(second);
  }
}

function* negate(machine: Runner, body: Node, scope: Scope | undefined, value: Json): Generator<Json, void> {
  for (const each of machine.values(body, scope, value))
    yield typeof each === "number" ? -each : fail(`${shown(each)} cannot be negated`);
}
