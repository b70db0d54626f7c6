type Pairs = [PropertyKey, unknown][];

function refuse(): never {
  throw new EvalError("Code generation from strings disallowed for this context");
}

/** A constructor that checks nothing and makes nothing: code can't be made from strings. */
const refusing = (native: object): object => new Proxy(native, { apply: refuse, construct: refuse });

/** Refuses to compile, as V8 does where an embedder forbids it. */
function refusingWasm(): object {
  const wasm = Object.create(
    Object.getPrototypeOf(WebAssembly) as object,
    Object.getOwnPropertyDescriptors(WebAssembly),
  ) as Record<string, unknown>;
  const fault = (what: string): Error =>
    new WebAssembly.CompileError(`WebAssembly.${what}: Wasm code generation disallowed by embedder`);
  const replace = (name: string, value: unknown): void =>
    void Object.defineProperty(wasm, name, { value, writable: true, configurable: true, enumerable: false });
  replace(
    "Module",
    new Proxy(WebAssembly.Module, {
      construct() {
        throw fault("Module()");
      },
    }),
  );
  for (const name of ["compile", "instantiate", "compileStreaming", "instantiateStreaming"]) {
    replace(name, () => Promise.reject(fault(`${name}()`)));
  }
  return wasm;
}

/** What stands in the place of a context's own where it may not make code. */
export const refusals = {
  strings: (): Pairs => [
    ["eval", refuse],
    ["Function", refusing(Function)],
  ],
  wasm: (): Pairs => [["WebAssembly", refusingWasm()]],
};

const samples: readonly object[] = [function () {}, async function () {}, function* () {}, async function* () {}];

/** `--disallow-code-generation-from-strings`: nothing in this process makes code of strings from now on. */
export function forbidStrings(scope: object): void {
  for (const [key, value] of refusals.strings()) {
    Object.defineProperty(scope, key, { value, writable: true, configurable: true, enumerable: false });
  }
  for (const sample of samples) {
    const prototype = Object.getPrototypeOf(sample) as { constructor: object };
    Object.defineProperty(prototype, "constructor", { value: refusing(prototype.constructor), configurable: true });
  }
}
