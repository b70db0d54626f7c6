type FunctionClass = new (...parts: unknown[]) => object;

/** Compiles the text of a function that was put together by the program. */
export type CompileExpression = (source: string) => object;

const mayNeedUs = /\bimport\s*\(|\bawait\b/;

/**
 * `Function` and its kin as the program sees them: what they compile imports by the library's loader, as all code does,
 * and not by the browser's. The platform's own constructor checks the parts first, and is enough for most.
 */
export function wrapConstructor(native: FunctionClass, head: string, compile: CompileExpression): FunctionClass {
  function make(parts: readonly unknown[], target: FunctionClass): object {
    const texts = parts.map((part) => "".concat(part as string));
    const plain = Reflect.construct(native, texts, target);
    const body = texts.at(-1) ?? "";
    if (!mayNeedUs.test(texts.join("\n"))) return plain;
    const made = compile(`${head} anonymous(${texts.slice(0, -1).join(",")}\n) {\n${body}\n}`);
    return Object.setPrototypeOf(made, Reflect.getPrototypeOf(plain)) as object;
  }
  const wrapped: FunctionClass = new Proxy(native, {
    apply: (_target, _this, parts: unknown[]) => make(parts, native),
    construct: (_target, parts: unknown[], asked) => make(parts, asked === wrapped ? native : (asked as FunctionClass)),
  });
  return wrapped;
}

const kinds: readonly (readonly [object, string])[] = [
  [function () {}, "function"],
  [async function () {}, "async function"],
  [function* () {}, "function*"],
  [async function* () {}, "async function*"],
];

/** Puts the wrapped ones wherever a program finds them. */
export function wrapFunctionConstructors(scope: object, compile: CompileExpression): void {
  for (const [sample, head] of kinds) {
    const prototype = Object.getPrototypeOf(sample) as { constructor: FunctionClass };
    const native = prototype.constructor;
    const value = wrapConstructor(native, head, compile);
    const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(prototype, "constructor") ?? {};
    Object.defineProperty(prototype, "constructor", { value, writable, enumerable, configurable });
    if (Reflect.get(scope, native.name) === native) Reflect.set(scope, native.name, value);
  }
}
