import type { ErrorMakers } from "@/lib/engine/node/binding-host";

const text = (value: unknown, errors: ErrorMakers): string => {
  if (typeof value === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
  void errors;
  return String(value);
};

/** `process.env`: whatever is stored becomes text, as in the C environment it stands for. */
export function createEnvironment(pairs: readonly string[], errors: ErrorMakers): Record<string, string> {
  const values: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=", 1);
    if (at > 0) values[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return new Proxy(values, {
    set(target, key, value) {
      if (typeof key === "symbol") throw new TypeError("Cannot convert a Symbol value to a string");
      // As `setenv`, which refuses a variable without a name.
      if (key !== "") target[key] = text(value, errors);
      return true;
    },
    defineProperty(target, key, descriptor) {
      if (!("value" in descriptor)) {
        throw errors.node(
          "ERR_INVALID_OBJECT_DEFINE_PROPERTY",
          "'process.env' does not accept an accessor(getter/setter) descriptor",
          TypeError,
        );
      }
      if (!descriptor.configurable || !descriptor.writable || !descriptor.enumerable) {
        throw errors.node(
          "ERR_INVALID_OBJECT_DEFINE_PROPERTY",
          "'process.env' only accepts a configurable, writable, and enumerable data descriptor",
          TypeError,
        );
      }
      return Reflect.defineProperty(target, key, { ...descriptor, value: text(descriptor.value, errors) });
    },
  });
}

/** As `NAME=value`, for a child. */
export const pairsOf = (environment: Readonly<Record<string, string>>): string[] =>
  Object.entries(environment).map(([name, value]) => `${name}=${value}`);
