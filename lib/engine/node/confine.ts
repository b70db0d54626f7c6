/** What the language itself puts on the global object, and what Node takes over from V8. All else is the browser's. */
export const languageGlobals: ReadonlySet<string> = new Set(
  (
    "Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Date Promise RegExp Error " +
    "AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError globalThis JSON Math Intl " +
    "ArrayBuffer SharedArrayBuffer Atomics Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array BigUint64Array " +
    "BigInt64Array Uint8ClampedArray Float16Array Float32Array Float64Array DataView Map BigInt Set Iterator WeakMap WeakSet Proxy " +
    "Reflect FinalizationRegistry WeakRef decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape eval isFinite " +
    "isNaN DisposableStack AsyncDisposableStack WebAssembly console"
  ).split(" "),
);

/** A few constants of the scope's interface can't be deleted: a name of the scope's own that nobody lists hides them. */
function hideRest(scope: object, holder: object): void {
  for (const key of Reflect.ownKeys(holder)) {
    if (typeof key === "string")
      Reflect.defineProperty(scope, key, { value: undefined, configurable: true, writable: true });
  }
}

/**
 * Takes the browser away from the program: no storage, no caches, no scripts from elsewhere, no messages of the Worker's
 * own. Every name goes that neither the language nor Node defines; Node's library then defines its own. What the engine
 * itself needs has been captured before.
 */
export function confine(scope: object): void {
  for (
    let holder: object | null = scope;
    holder && holder !== Object.prototype;
    holder = Reflect.getPrototypeOf(holder)
  ) {
    for (const key of Reflect.ownKeys(holder)) {
      if (typeof key === "string" && !languageGlobals.has(key)) Reflect.deleteProperty(holder, key);
    }
    // The scope's own prototypes name what it is and who hears its events.
    if (holder !== scope) hideRest(scope, holder);
    if (holder !== scope) for (const key of Object.getOwnPropertySymbols(holder)) Reflect.deleteProperty(holder, key);
  }
}
