import { getPath } from "../access";
import { JqError, fail } from "../faults";
import { computed, iterate, pathOf, take, type Item, type Outcome } from "../items";
import type { Native } from "../runner";
import { isArray, isObject, isTrue, type Json } from "../values";
import { everyArgs } from "./plain";

/** What a step of a walk finds: an answer, or where to go on. */
interface Found {
  readonly answer?: Item;
  readonly next?: Item;
}

/** Walks deep first, without going deeper itself: a loop may run a million times. */
function* explore(start: Item, visit: (item: Item) => Iterable<Found>): Outcome {
  const open = [visit(start)[Symbol.iterator]()];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const step = top.next();
    if (step.done === true) open.pop();
    else {
      if (step.value.answer) yield step.value.answer;
      if (step.value.next) open.push(visit(step.value.next)[Symbol.iterator]());
    }
  }
}

const children = function* (item: Item): Generator<Found, void> {
  yield { answer: item };
  if (isArray(item.value) || isObject(item.value)) for (const next of iterate(item)) yield { next };
};

/** `recurse(f)`, and `recurse(f; condition)`. */
const recurse: Native = (machine, [step, condition], scope, item) =>
  explore(item, function* (from) {
    yield { answer: from };
    for (const next of step ? machine.run(step, scope, from) : []) {
      if (condition === undefined) yield { next };
      else for (const holds of machine.values(condition, scope, next.value)) if (isTrue(holds)) yield { next };
    }
  });

const loop =
  (isWhile: boolean): Native =>
  (machine, [condition, update], scope, item) =>
    explore(item, function* (from) {
      if (condition === undefined || update === undefined) return;
      for (const holds of machine.values(condition, scope, from.value)) {
        if (isTrue(holds) === isWhile) {
          if (isWhile) yield { answer: from };
          for (const next of machine.run(update, scope, from)) yield { next };
        } else if (!isWhile) yield { answer: from };
      }
    });

/** The last bound changes fastest. */
const range: Native = function* (machine, args, scope, item) {
  for (const turned of everyArgs(machine, args.toReversed(), scope, item.value)) {
    const given = turned.toReversed();
    if (!given.every((each) => typeof each === "number")) fail("Range bounds must be numeric");
    const [from, to, by = 1] = (given.length === 1 ? [0, ...given] : given) as [number, number, number?];
    if (by > 0) for (let at = from; at < to; at += by) yield computed(item, at);
    if (by < 0) for (let at = from; at > to; at += by) yield computed(item, at);
  }
};

const limit: Native = function* (machine, [count, body], scope, item) {
  if (count === undefined || body === undefined) return;
  for (const most of machine.values(count, scope, item.value)) {
    const all = machine.run(body, scope, item);
    if (typeof most !== "number" || most < 0) yield* all;
    else yield* take(all, Math.ceil(most));
  }
};

function* getPaths(item: Item, at: Json): Outcome {
  if (!isArray(at)) return fail("Path must be specified as an array");
  if (item.path === undefined) return yield { value: getPath(item.value, at), path: undefined };
  const base = pathOf(item);
  let value: Json = null;
  try {
    value = getPath(item.value, at);
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
  }
  yield { value, path: [...base, ...at] };
}

function* nothing(): Outcome {
  /* Nothing is answered. */
}

/** The functions that answer none or several values, or places. */
export const streamFunctions: Readonly<Record<string, Native>> = {
  "empty/0": nothing,
  "error/0"(_machine, _args, _scope, { value }) {
    throw new JqError(value);
  },
  "error/1"(machine, args, scope, { value }) {
    const [given] = take(everyArgs(machine, args, scope, value), 1);
    if (given === undefined) return nothing();
    throw new JqError(given[0] ?? null);
  },
  *"path/1"(machine, [body], scope, item) {
    for (const path of body ? machine.paths(body, scope, item.value) : []) yield computed(item, path);
  },
  *"getpath/1"(machine, args, scope, item) {
    for (const [at = null] of everyArgs(machine, args, scope, item.value)) yield* getPaths(item, at);
  },
  *"select/1"(machine, args, scope, item) {
    for (const [holds = null] of everyArgs(machine, args, scope, item.value)) if (isTrue(holds)) yield item;
  },
  "recurse/0": (_machine, _args, _scope, item) => explore(item, children),
  "recurse/1": recurse,
  "recurse/2": recurse,
  "while/2": loop(true),
  "until/2": loop(false),
  "repeat/1": recurse,
  "range/1": range,
  "range/2": range,
  "range/3": range,
  "limit/2": limit,
  *"first/1"(machine, [body], scope, item) {
    if (body) yield* take(machine.run(body, scope, item), 1);
  },
  *"last/1"(machine, [body], scope, item) {
    let last: Item | undefined;
    for (const each of body ? machine.run(body, scope, item) : []) last = each;
    if (last) yield last;
  },
  *"isempty/1"(machine, [body], scope, item) {
    const [first] = take(body ? machine.run(body, scope, item) : [], 1);
    yield computed(item, first === undefined);
  },
};
