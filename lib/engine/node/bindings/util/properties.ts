/** Bits of V8's `PropertyFilter`. */
const ONLY_ENUMERABLE = 2;
const SKIP_SYMBOLS = 16;

const isIndex = (key: string | symbol): boolean =>
  typeof key === "string" && /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4294967295;

/** Own keys past the array indices, which come first in every object: so only the end of the list is read. */
function keysPastIndices(value: object): (string | symbol)[] {
  const keys = Reflect.ownKeys(value);
  if (keys.length === 0 || !isIndex(keys[0] ?? "")) return keys;
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isIndex(keys[middle] ?? "")) low = middle + 1;
    else high = middle;
  }
  return keys.slice(low);
}

export function getOwnNonIndexProperties(value: object, filter: number): (string | symbol)[] {
  const all = keysPastIndices(value);
  const keys = filter & SKIP_SYMBOLS ? all.filter((key) => typeof key === "string") : all;
  if (!(filter & ONLY_ENUMERABLE)) return keys;
  return keys.filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
}

/** The name of the class that made an object, also when its prototype is gone. */
export function getConstructorName(value: object): string {
  for (let object: object | null = value; object !== null; object = Object.getPrototypeOf(object) as object | null) {
    const found = Object.getOwnPropertyDescriptor(object, "constructor")?.value as unknown;
    if (typeof found === "function" && found.name !== "") return found.name;
  }
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** Defines properties that require a module of Node's library when they are first read. */
export function defineLazyProperties(
  requireBuiltin: (id: string) => unknown,
  target: object,
  id: string,
  keys: readonly string[],
  enumerable = true,
): void {
  for (const key of keys) {
    const settle = (value: unknown): void => {
      Object.defineProperty(target, key, { value, writable: true, enumerable, configurable: true });
    };
    const get = (): unknown => {
      const value = (requireBuiltin(id) as Record<string, unknown>)[key];
      settle(value);
      return value;
    };
    Object.defineProperty(get, "name", { value: key, configurable: true });
    Object.defineProperty(target, key, { get, set: settle, enumerable, configurable: true });
  }
}
