export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** Keys keep the order in which they came, as no object of JavaScript's does with numbers. */
export type JsonObject = ReadonlyMap<string, Json>;

export const isArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
export const isObject = (value: Json | undefined): value is JsonObject => value instanceof Map;
export const isTrue = (value: Json): boolean => value !== null && value !== false;

export function kindOf(value: Json): string {
  if (value === null) return "null";
  if (isArray(value)) return "array";
  return isObject(value) ? "object" : typeof value;
}

const ranks = ["null", "false", "true", "number", "string", "array", "object"];
const rankOf = (value: Json): number => ranks.indexOf(typeof value === "boolean" ? String(value) : kindOf(value));

/** A half of a sign beyond the first 65,536 stands behind all others. */
const ahead = (unit: number): number => (unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit);

/** By code points, as bytes of UTF-8 are in order. */
export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  const length = Math.min(one.length, other.length);
  let at = 0;
  while (at < length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  if (at === length) return one.length - other.length;
  return ahead(one.charCodeAt(at)) - ahead(other.charCodeAt(at));
}

export const sortedKeys = (object: JsonObject): string[] => Array.from(object.keys()).toSorted(compareTexts);

function compareObjects(one: JsonObject, other: JsonObject): number {
  const [keys, others] = [sortedKeys(one), sortedKeys(other)];
  const byKeys = compare(keys, others);
  if (byKeys !== 0) return byKeys;
  for (const key of keys) {
    const order = compare(one.get(key) ?? null, other.get(key) ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** The order of all values: null, false, true, numbers, strings, arrays, objects. */
export function compare(one: Json, other: Json): number {
  const byRank = rankOf(one) - rankOf(other);
  if (byRank !== 0) return byRank;
  if (typeof one === "number" && typeof other === "number") return compareNumbers(one, other);
  if (typeof one === "string" && typeof other === "string") return compareTexts(one, other);
  if (isObject(one) && isObject(other)) return compareObjects(one, other);
  return isArray(one) && isArray(other) ? compareArrays(one, other) : 0;
}

/** What is no number is less than each, itself too. */
const compareNumbers = (one: number, other: number): number =>
  Number.isNaN(one) || one < other ? -1 : Number(one !== other);

function compareArrays(one: readonly Json[], other: readonly Json[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const order = compare(one[at] ?? null, other[at] ?? null);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

export const isEqual = (one: Json, other: Json): boolean => compare(one, other) === 0;
