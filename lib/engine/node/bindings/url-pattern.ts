import type { Binding, BindingHost } from "@/lib/engine/node/binding-host";
import { codedError, invalidArgument } from "./coded-error";

const components = ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"] as const;
const initKeys = [...components, "baseURL"] as const;
/** In the order in which Node's C++ fills a result. */
const resultKeys = [
  ...["hash", "hostname", "inputs", "password", "pathname", "port", "protocol", "search", "username"],
] as const;

type Init = Partial<Record<(typeof initKeys)[number], string>>;
type Result = Record<string, unknown>;

interface PlatformPattern {
  readonly hasRegExpGroups: boolean;
  exec(input: unknown, base?: string): Result | null;
  test(input: unknown, base?: string): boolean;
}

type PlatformClass = new (...args: unknown[]) => PlatformPattern;

const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

/** Only what is text counts; getters of the program may throw, and that error is the answer. */
function initOf(given: object): Init {
  const init: Init = {};
  for (const key of initKeys) {
    const value: unknown = Reflect.get(given, key);
    if (typeof value === "string") init[key] = value;
  }
  return init;
}

function inputOf(input: unknown, complaint: string): string | Init {
  if (input === null || input === undefined) return {};
  if (typeof input === "string") return input;
  if (isObject(input)) return initOf(input);
  throw invalidArgument(complaint);
}

function optionsOf(options: unknown, complaint: string): { ignoreCase: boolean } {
  if (options === null || options === undefined) return { ignoreCase: false };
  if (!isObject(options)) throw invalidArgument(complaint);
  return { ignoreCase: Boolean(Reflect.get(options, "ignoreCase")) };
}

/** Web IDL's two overloads: with a base as the second argument, or with the options there. */
function argumentsOf(args: readonly unknown[]): unknown[] {
  const [input, second, third] = args;
  const first = inputOf(input, "Input must be an object or a string");
  if (args.length >= 3) {
    if (isObject(second) || !["string", "object", "undefined"].includes(typeof second))
      throw invalidArgument("second argument must be a string");
    return [first, String(second), optionsOf(third, "options must be an object")];
  }
  if (typeof second === "string") return [first, second];
  return [first, optionsOf(second, "second argument must be a string or object")];
}

function baseOf(args: readonly unknown[]): [] | [string] {
  const [, base] = args;
  if (base === undefined) return [];
  if (base !== null && typeof base !== "string") throw invalidArgument("baseURL must be a string");
  return [String(base)];
}

/** As Node's C++ lays a result out: without a prototype, its keys in order, inputs with every key. */
function resultOf(found: Result): Result {
  const result = Object.create(null) as Result;
  for (const key of resultKeys) result[key] = found[key];
  result["inputs"] = (found["inputs"] as unknown[]).map((input) =>
    isObject(input) ? Object.fromEntries(initKeys.map((key) => [key, Reflect.get(input, key)])) : input,
  );
  return result;
}

/** `internalBinding("url_pattern")`: the platform's matcher behind the argument checks of Node's. */
export function createUrlPatternBinding({ native }: BindingHost): Binding {
  const Platform = native.URLPattern as PlatformClass;
  const made = new WeakMap<object, PlatformPattern>();
  const patternOf = (receiver: object): PlatformPattern => {
    const pattern = made.get(receiver);
    if (!pattern) throw new TypeError("Illegal invocation");
    return pattern;
  };

  function build(args: readonly unknown[]): PlatformPattern {
    const given = args.length === 0 ? [] : argumentsOf(args);
    try {
      return new Platform(...given);
    } catch {
      throw codedError(TypeError, "ERR_INVALID_URL_PATTERN", "Failed to construct URLPattern");
    }
  }

  function URLPattern(this: object, ...args: unknown[]): void {
    if (new.target === undefined)
      throw codedError(TypeError, "ERR_CONSTRUCT_CALL_REQUIRED", "Cannot call constructor without `new`");
    made.set(this, build(args));
  }

  const complaint = "URLPattern input needs to be a string or an object";
  const methods = {
    exec(this: object, ...args: unknown[]): Result | null {
      const pattern = patternOf(this);
      const input = inputOf(args[0], complaint);
      const base = baseOf(args);
      try {
        const found = pattern.exec(input, ...base);
        return found && resultOf(found);
      } catch {
        throw codedError(TypeError, "ERR_OPERATION_FAILED", "Failed to exec URLPattern");
      }
    },
    test(this: object, ...args: unknown[]): boolean {
      const pattern = patternOf(this);
      const input = inputOf(args[0], complaint);
      const base = baseOf(args);
      try {
        return pattern.test(input, ...base);
      } catch {
        throw codedError(TypeError, "ERR_OPERATION_FAILED", "Failed to test URLPattern");
      }
    },
  };
  const prototype = URLPattern.prototype as object;
  for (const key of [...components, "hasRegExpGroups"]) {
    const get = function (this: object): unknown {
      return Reflect.get(patternOf(this), key);
    };
    Object.defineProperty(get, "name", { value: "", configurable: true });
    Object.defineProperty(prototype, key, { get, enumerable: true });
  }
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(prototype, name, { value, writable: true, enumerable: true, configurable: true });
  return { URLPattern };
}
