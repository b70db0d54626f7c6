import type { EngineTexts } from "@/lib/engine/node/engine-texts";

/** The browser's own globals, for a script that runs when the program has its own in their place. */
const host = {
  TextEncoder,
  TextDecoder,
  URL,
  Proxy,
  MessageChannel,
  performance,
  crypto,
  structuredClone,
  queueMicrotask,
  setTimeout,
  clearTimeout,
  Blob,
  fetch,
  ReadableStream,
  WritableStream,
  DecompressionStream,
  CompressionStream,
  AbortController,
  Response,
  DOMException,
  atob,
};

const { defineProperty, deleteProperty } = Reflect;

type Exports = Readonly<Record<string, unknown>>;

const loaded = new Map<string, Exports>();
let texts: EngineTexts | undefined;

/** A Worker holds one process, so there is one place that its modules come from. */
export function setLateModules(from: EngineTexts): void {
  texts = from;
}

/**
 * What a module exports that the build has put into a script of its own, because few processes need it (see
 * scripts/engine/late-modules.mjs). Loaded without returning to the event loop.
 */
export function lateModule(file: string): Exports {
  const known = loaded.get(file);
  if (known) return known;
  const scope = globalThis as { [key: symbol]: unknown };
  const [globals, result] = [Symbol.for("tabsmith.host"), Symbol.for("tabsmith.late")];
  // Defined, not assigned: the program may have laid in wait for it.
  if (!defineProperty(scope, globals, { value: host, configurable: true }))
    throw new Error(`${file} of the engine can't be loaded: its place is taken`);
  try {
    texts?.run(file);
    const exported = scope[result] as Exports | undefined;
    if (exported === undefined) throw new Error(`${file} of the engine couldn't be loaded`);
    loaded.set(file, exported);
    return exported;
  } finally {
    for (const name of [globals, result]) deleteProperty(scope, name);
  }
}
