import { fail } from "./faults";
import { compare, isArray, isEqual, isObject, kindOf, type Json } from "./values";

export type Path = readonly Json[];

const bound = (value: Json | undefined, otherwise: number): number =>
  value === null || value === undefined
    ? otherwise
    : typeof value === "number"
      ? value
      : fail("Start and end indices of an array slice must be numbers");

/** Where a slice begins and ends in something so long; ends before the beginning count from the end. */
function rangeOf(slice: ReadonlyMap<string, Json>, length: number): [number, number] {
  const place = (at: number): number => Math.min(length, Math.max(0, at < 0 ? at + length : at));
  const from = place(Math.floor(bound(slice.get("start"), 0)));
  return [from, Math.max(from, place(Math.ceil(bound(slice.get("end"), length))))];
}

/** Every place at which the parts stand in the whole. */
export function indexesOf(whole: readonly Json[], parts: readonly Json[]): Json {
  if (parts.length === 0) return null;
  return whole.flatMap((_, at) =>
    parts.every((part, ahead) => at + ahead < whole.length && isEqual(whole[at + ahead] ?? null, part)) ? [at] : [],
  );
}

function sliceOf(value: Json, slice: ReadonlyMap<string, Json>): Json {
  if (value === null) return null;
  if (!isArray(value) && typeof value !== "string") return fail(`Cannot index ${kindOf(value)} with object`);
  const signs = isArray(value) ? value : Array.from(value);
  const part = signs.slice(...rangeOf(slice, signs.length));
  return typeof value === "string" ? part.map(String).join("") : part;
}

/** What stands at a key. */
export function getKey(value: Json, key: Json): Json {
  if (isObject(key)) return sliceOf(value, key);
  if (value === null && (typeof key === "string" || typeof key === "number")) return null;
  if (typeof key === "string" && isObject(value)) return value.get(key) ?? null;
  if (typeof key === "number" && isArray(value)) return itemAt(value, key);
  if (isArray(key) && isArray(value)) return indexesOf(value, key);
  return cannotIndex(value, key);
}

const itemAt = (items: readonly Json[], key: number): Json =>
  Number.isNaN(key) ? null : (items.at(Math.floor(key)) ?? null);

function cannotIndex(value: Json, key: Json): never {
  if (typeof key === "string") return fail(`Cannot index ${kindOf(value)} with string "${key}"`);
  return fail(`Cannot index ${kindOf(value)} with ${kindOf(key)}`);
}

/** No array grows beyond this by one assignment. */
const most = 33_554_431;

function setItem(value: Json, key: number, item: Json): Json {
  const items = value === null ? [] : [...(value as readonly Json[])];
  const at = key < 0 ? Math.floor(key) + items.length : Math.floor(key);
  if (at < 0) return fail("Out of bounds negative array index");
  if (at > most) return fail("Array index too large");
  while (items.length < at) items.push(null);
  items[at] = item;
  return items;
}

function setSlice(value: Json, slice: ReadonlyMap<string, Json>, part: Json): Json {
  if (value !== null && !isArray(value)) return fail(`Cannot update field at object index of ${kindOf(value)}`);
  if (!isArray(part)) return fail("A slice of an array can only be assigned another array");
  const items = [...(value ?? [])];
  const [from, to] = rangeOf(slice, items.length);
  items.splice(from, to - from, ...part);
  return items;
}

export function setKey(value: Json, key: Json, item: Json): Json {
  if (isObject(key)) return setSlice(value, key, item);
  if (typeof key === "string" && (value === null || isObject(value))) return new Map(value ?? []).set(key, item);
  if (typeof key === "number" && (value === null || isArray(value))) return setItem(value, key, item);
  if (isArray(key) && isArray(value)) return fail("Cannot update field at array index of array");
  return cannotIndex(value, key);
}

export const getPath = (value: Json, path: Path): Json =>
  path.reduce((inner, key) => (inner === null ? null : getKey(inner, key)), value);

export function setPath(value: Json, path: Path, item: Json): Json {
  const [key, ...rest] = path;
  return key === undefined ? item : setKey(value, key, setPath(getKey(value, key), rest, item));
}

function deleteKey(value: Json, key: Json): Json {
  if (value === null) return null;
  if (isObject(value) && typeof key === "string") {
    const left = new Map(value);
    left.delete(key);
    return left;
  }
  if (isArray(value) && typeof key === "number")
    return value.filter((_, at) => at !== (key < 0 ? key + value.length : key));
  if (isArray(value) && isObject(key)) {
    const [from, to] = rangeOf(key, value.length);
    return [...value.slice(0, from), ...value.slice(to)];
  }
  if (isObject(value)) return fail(`Cannot delete field at object index of ${kindOf(key)}`);
  return fail(
    isArray(value) ? `Cannot delete field at array index of ${kindOf(key)}` : `Cannot delete field of ${kindOf(value)}`,
  );
}

function deletePath(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined) return null;
  if (rest.length === 0) return deleteKey(value, key);
  const inner = getKey(value, key);
  return inner === null ? value : setKey(value, key, deletePath(inner, rest));
}

/** From the last to the first, so that none moves before it is deleted. */
export const deletePaths = (value: Json, paths: readonly Json[]): Json =>
  paths
    .toSorted(compare)
    .toReversed()
    .reduce<Json>(
      (left, path) => (isArray(path) ? deletePath(left, path) : fail("Path must be specified as an array")),
      value,
    );
