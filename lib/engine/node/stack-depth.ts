/**
 * V8 counts the engine's own frames, which no program sees, towards `Error.stackTraceLimit`. So V8 is told of a greater limit
 * than the program, which reads and sets its own on a stand-in for the class `Error`: V8 wants a plain property on the class itself.
 */
export interface StackDepth {
  /** How many frames the program wants to see. */
  readonly limit: number;
}

const name = "stackTraceLimit";
/** As many of the engine's frames as lie on a stack in the worst case. */
const spare = 16;
/** What V8 takes for a number of frames; anything else means that there are no stacks at all. */
const isLimit = (value: unknown): value is number => typeof value === "number" && value > 0;

const toldFor = (value: unknown): unknown => (isLimit(value) ? value + spare : value);

/** The native classes whose own prototype is `Error`. */
const derived = ["EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError", "AggregateError"];

export function deepenStacks(scope: { Error: ErrorConstructor }): StackDepth {
  const native = scope.Error;
  let wanted: unknown = Reflect.get(native, name);
  const tell = (value: unknown): boolean => {
    wanted = value;
    return Reflect.set(native, name, toldFor(value));
  };
  const standIn: ErrorConstructor = new Proxy(native, {
    // V8 remembers what objects a class makes, and for a stand-in it would do so anew each time.
    construct: (target, args, given) => Reflect.construct(target, args, given === standIn ? target : given) as object,
    get: (target, key, receiver): unknown =>
      key === name && isOurs(target) ? wanted : Reflect.get(target, key, receiver),
    set(target, key, value, receiver) {
      if (receiver !== standIn) return Reflect.set(target, key, value, receiver);
      return key === name && isOurs(target) ? tell(value) : Reflect.set(target, key, value);
    },
    defineProperty(target, key, descriptor) {
      if (key !== name || !("value" in descriptor)) return Reflect.defineProperty(target, key, descriptor);
      wanted = descriptor.value;
      return Reflect.defineProperty(target, key, { ...descriptor, value: toldFor(wanted) });
    },
    getOwnPropertyDescriptor(target, key) {
      const found = Reflect.getOwnPropertyDescriptor(target, key);
      return key === name && isOurs(target) ? { ...found, value: wanted } : found;
    },
  });
  tell(wanted);
  Object.defineProperty(native.prototype, "constructor", { value: standIn, writable: true, configurable: true });
  for (const each of derived) {
    const constructor: unknown = Reflect.get(scope, each);
    if (typeof constructor === "function") Object.setPrototypeOf(constructor, standIn);
  }
  Object.defineProperty(scope, "Error", { value: standIn, writable: true, configurable: true });
  return {
    get limit() {
      return isLimit(wanted) ? Math.trunc(wanted) : 0;
    },
  };
}

/** A limit that the program has taken away, or frozen, is as it left it. */
const isOurs = (target: object): boolean => Reflect.getOwnPropertyDescriptor(target, name)?.writable === true;

const option = /^--stack[-_]trace[-_]limit=(\d+)$/u;

/** V8's own option. */
export function applyStackLimit(args: readonly string[]): void {
  const given = args.findLast((arg) => option.test(arg));
  if (given !== undefined) Error.stackTraceLimit = Number(option.exec(given)?.[1]);
}
