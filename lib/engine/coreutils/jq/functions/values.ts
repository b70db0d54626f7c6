import { deletePaths, indexesOf, setPath } from "../access";
import { readJson } from "../json-reader";
import { writeJson } from "../json-writer";
import { fail, shown } from "../faults";
import { compare, isArray, isEqual, isObject, kindOf, sortedKeys, type Json } from "../values";
import type { Plain } from "./plain";

const array = (value: Json, words: string): readonly Json[] =>
  isArray(value) ? value : fail(`${shown(value)} ${words}`);
const sortable = (value: Json): readonly Json[] => array(value, "cannot be sorted, as it is not an array");
const path = (value: Json | undefined): readonly Json[] =>
  isArray(value) ? value : fail("Path must be specified as an array");

function length(value: Json): Json {
  if (value === null) return 0;
  if (typeof value === "number") return Math.abs(value);
  if (typeof value === "string") return Array.from(value).length;
  if (isArray(value)) return value.length;
  return isObject(value) ? value.size : fail(`${shown(value)} has no length`);
}

function keys(value: Json, sorted: boolean): Json {
  if (isArray(value)) return Array.from(value.keys());
  if (!isObject(value)) return fail(`${shown(value)} has no keys`);
  return sorted ? sortedKeys(value) : Array.from(value.keys());
}

function has(value: Json, key: Json): Json {
  if (isObject(value) && typeof key === "string") return value.has(key);
  if (isArray(value) && typeof key === "number") return key >= 0 && key < value.length;
  if (value === null && (typeof key === "number" || typeof key === "string")) return false;
  return fail(`Cannot check whether ${kindOf(value)} has a ${typeof key === "string" ? "string" : kindOf(key)} key`);
}

function contains(one: Json, other: Json): boolean {
  if (isObject(one) && isObject(other))
    return Array.from(other).every(([key, value]) => one.has(key) && contains(one.get(key) ?? null, value));
  if (isArray(one) && isArray(other))
    return other.every((value) => one.some((item) => kindOf(item) === kindOf(value) && contains(item, value)));
  if (typeof one === "string" && typeof other === "string") return one.includes(other);
  if (kindOf(one) === kindOf(other)) return isEqual(one, other);
  return fail(`${shown(one)} and ${shown(other)} cannot have their containment checked`);
}

/** Values with what they are judged by, in order; equals stay as they came. */
function ranked(value: Json, by: Json | undefined): readonly { readonly item: Json; readonly key: Json }[] {
  const keyed = isArray(by) ? by : [];
  return sortable(value)
    .map((item, at) => ({ item, key: by === undefined ? item : (keyed[at] ?? null) }))
    .toSorted((one, other) => compare(one.key, other.key));
}

function groups(value: Json, by: Json | undefined): readonly (readonly Json[])[] {
  const found: { key: Json; items: Json[] }[] = [];
  for (const { item, key } of ranked(value, by)) {
    const last = found.at(-1);
    if (last && isEqual(last.key, key)) last.items.push(item);
    else found.push({ key, items: [item] });
  }
  return found.map(({ items }) => items);
}

const extreme =
  (sign: 1 | -1): Plain =>
  (value, by) => {
    const all = ranked(array(value, "cannot be iterated over"), by);
    if (sign === -1) return all[0]?.item ?? null;
    return all.at(-1)?.item ?? null;
  };

function flatten(value: Json, depth: number): readonly Json[] {
  const inner = isArray(value)
    ? value
    : isObject(value)
      ? Array.from(value.values())
      : fail(`Cannot iterate over ${shown(value)}`);
  return inner.flatMap((item) => (isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]));
}

function indexes(value: Json, part: Json): Json {
  if (value === null) return null;
  if (typeof value === "string" && typeof part === "string") {
    const found: number[] = [];
    if (part === "") return null;
    for (let place = value.indexOf(part); place !== -1; place = value.indexOf(part, place + 1))
      found.push(Array.from(value.slice(0, place)).length);
    return found;
  }
  if (!isArray(value)) return fail(`Cannot determine indices of ${kindOf(part)} in ${kindOf(value)}`);
  return indexesOf(value, isArray(part) ? part : [part]);
}

function number(value: Json): Json {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return fail(`${shown(value)} cannot be parsed as a number`);
  const read = readJson(value);
  return typeof read === "number" ? read : fail(`${shown(value)} cannot be parsed as a number`);
}

function transpose(value: Json): Json {
  const rows = array(value, "cannot be transposed").map((each) => (isArray(each) ? each : []));
  const width = Math.max(0, ...rows.map((each) => each.length));
  return Array.from({ length: width }, (_, at) => rows.map((each) => each[at] ?? null));
}

function search(value: Json, wanted: Json): Json {
  const items = array(value, "cannot be searched from");
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const order = compare(items[middle] ?? null, wanted);
    if (order === 0) return middle;
    if (order < 0) from = middle + 1;
    else to = middle;
  }
  return -1 - from;
}

export const valueFunctions: Readonly<Record<string, Plain>> = {
  "length/0": length,
  "not/0": (value) => value === null || value === false,
  "type/0": (value) => kindOf(value),
  "keys/0": (value) => keys(value, true),
  "keys_unsorted/0": (value) => keys(value, false),
  "has/1": (value, key = null) => has(value, key),
  "contains/1": (value, part = null) => contains(value, part),
  "inside/1": (value, whole = null) => contains(whole, value),
  "sort/0": (value) => ranked(value, undefined).map(({ item }) => item),
  "_sort_by/1": (value, by) => ranked(value, by).map(({ item }) => item),
  "_group_by/1": groups,
  "_unique_by/1": (value, by) => groups(value, by).map(([first = null]) => first),
  "unique/0": (value) => groups(value, undefined).map(([first = null]) => first),
  "min/0": extreme(-1),
  "max/0": extreme(1),
  "_min_by/1": extreme(-1),
  "_max_by/1": extreme(1),
  "reverse/0": (value) =>
    value === null
      ? []
      : typeof value === "string"
        ? Array.from(value).toReversed().join("")
        : array(value, "cannot be reversed, as it is not an array").toReversed(),
  "flatten/0": (value) => flatten(value, Number.POSITIVE_INFINITY),
  "flatten/1": (value, depth = null) =>
    typeof depth !== "number"
      ? fail("flatten depth must be a number")
      : depth < 0
        ? fail("flatten depth must not be negative")
        : flatten(value, depth),
  "indices/1": (value, part = null) => indexes(value, part),
  "index/1": (value, part = null) => {
    const found = indexes(value, part);
    return isArray(found) ? (found[0] ?? null) : null;
  },
  "rindex/1": (value, part = null) => {
    const found = indexes(value, part);
    return isArray(found) ? (found.at(-1) ?? null) : null;
  },
  "tostring/0": (value) => (typeof value === "string" ? value : writeJson(value)),
  "tojson/0": (value) => writeJson(value),
  "fromjson/0": (value) =>
    typeof value === "string" ? readJson(value) : fail(`${shown(value)} cannot be parsed as JSON`),
  "tonumber/0": number,
  "toarray/0": (value) => (isArray(value) ? value : [value]),
  "setpath/2": (value, at, item = null) => setPath(value, path(at), item),
  "delpaths/1": (value, paths = null) =>
    deletePaths(value, isArray(paths) ? paths : fail("Paths must be specified as an array")),
  "transpose/0": transpose,
  "bsearch/1": (value, wanted = null) => search(value, wanted),
  "utf8bytelength/0": (value) =>
    typeof value === "string" ? Buffer.byteLength(value) : fail(`${shown(value)} only strings have UTF-8 byte length`),
};
