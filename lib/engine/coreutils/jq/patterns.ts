import { getKey } from "./access";
import type { Scope } from "./items";
import type { Runner } from "./runner";
import { variablesOf } from "./parse-pattern";
import type { Pattern } from "./tree";
import { fail, JqError } from "./faults";
import { kindOf, type Json } from "./values";

/** Where the variables of a pattern stand for parts of a value; several where a key has several answers. */
function* bind(
  machine: Runner,
  pattern: Pattern,
  scope: Scope | undefined,
  value: Json,
): Generator<Scope | undefined, void> {
  if (pattern.type === "variable") return yield { outer: scope, name: `$${pattern.name}`, value };
  yield* bindParts(machine, pattern, 0, scope, value);
}

function* bindParts(
  machine: Runner,
  pattern: Exclude<Pattern, { type: "variable" }>,
  done: number,
  scope: Scope | undefined,
  value: Json,
): Generator<Scope | undefined, void> {
  if (pattern.type === "array") {
    const inner = pattern.items[done];
    if (inner === undefined) return yield scope;
    for (const bound of bind(machine, inner, scope, getKey(value, done)))
      yield* bindParts(machine, pattern, done + 1, bound, value);
    return;
  }
  const entry = pattern.entries[done];
  if (entry === undefined) return yield scope;
  for (const key of machine.values(entry.key, scope, value)) {
    if (typeof key !== "string") fail(`Cannot index ${kindOf(value)} with ${kindOf(key)}`);
    const part = getKey(value, key);
    const named = entry.name === undefined ? scope : { outer: scope, name: `$${entry.name}`, value: part };
    const inner = entry.pattern ? bind(machine, entry.pattern, named, part) : [named];
    for (const bound of inner) yield* bindParts(machine, pattern, done + 1, bound, value);
  }
}

/** Runs with the first pattern for which neither the pattern nor what runs fails. */
export function* bindPatterns<Answer>(
  machine: Runner,
  patterns: readonly Pattern[],
  scope: Scope | undefined,
  value: Json,
  run: (scope: Scope | undefined) => Iterable<Answer>,
): Generator<Answer, void> {
  const all = patterns.length > 1 ? patterns.flatMap(variablesOf) : [];
  const empty = all.reduce<Scope | undefined>((outer, name) => ({ outer, name, value: null }), scope);
  for (const [index, pattern] of patterns.entries()) {
    try {
      for (const bound of bind(machine, pattern, empty, value)) yield* run(bound);
      return;
    } catch (error) {
      if (!(error instanceof JqError) || index === patterns.length - 1) throw error;
    }
  }
}
