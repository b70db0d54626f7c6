import type { TypePredicates } from "../types";

interface Resumable extends Iterator<unknown> {
  next: () => IteratorResult<unknown>;
}

/**
 * What an iterator has left, without using it up: V8 copies it, here it is drained and given a `next` of its own
 * that answers the same values again.
 */
function peek(iterator: Resumable): unknown[] {
  const left: unknown[] = [];
  for (let step = iterator.next(); step.done !== true; step = iterator.next()) left.push(step.value);
  const replay = left[Symbol.iterator]();
  Object.defineProperty(iterator, "next", { value: () => replay.next(), configurable: true, writable: true });
  return left;
}

const isPair = (value: unknown): value is [unknown, unknown] => Array.isArray(value) && value.length === 2;

function previewIterator(iterator: Resumable, isSet: boolean): { entries: unknown[]; isKeyValue: boolean } {
  const left = peek(iterator);
  // A set's `entries()` yields each value twice; a map's yields pairs. What it is can't be asked.
  const isKeyValue = left.length > 0 && left.every((each) => isPair(each) && (!isSet || Object.is(each[0], each[1])));
  return { entries: isKeyValue ? left.flat() : left, isKeyValue };
}

const nativeMapEntries = (map: Map<unknown, unknown>): unknown[] => {
  const flat: unknown[] = [];
  Map.prototype.forEach.call(map, (value: unknown, key: unknown) => flat.push(key, value));
  return flat;
};

const nativeSetValues = (set: Set<unknown>): unknown[] => {
  const flat: unknown[] = [];
  Set.prototype.forEach.call(set, (value: unknown) => flat.push(value));
  return flat;
};

/** V8's `PreviewEntries`: keys and values in turn for a map, values for a set; nothing for weak ones, which can't be read. */
export function createPreviewEntries(types: TypePredicates) {
  function preview(value: unknown): { entries: unknown[]; isKeyValue: boolean } | undefined {
    if (types.isMap(value)) return { entries: nativeMapEntries(value as Map<unknown, unknown>), isKeyValue: true };
    if (types.isSet(value)) return { entries: nativeSetValues(value as Set<unknown>), isKeyValue: false };
    const isSet = types.isSetIterator(value);
    if (isSet || types.isMapIterator(value)) return previewIterator(value as Resumable, isSet);
    return types.isWeakMap(value) || types.isWeakSet(value)
      ? { entries: [], isKeyValue: types.isWeakMap(value) }
      : undefined;
  }

  return function previewEntries(...args: readonly unknown[]): unknown {
    const found = preview(args[0]);
    if (found === undefined) return undefined;
    return args.length === 1 ? found.entries : [found.entries, found.isKeyValue];
  };
}
