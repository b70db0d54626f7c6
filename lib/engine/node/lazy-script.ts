import type { EngineTexts } from "@/lib/engine/node/engine-texts";

/** What a script of its own holds until a process first needs it. */
export interface LazyScript<T> {
  /** Called by the script. */
  offer(value: T): void;
  /** Runs the script without returning to the event loop. */
  load(texts: EngineTexts, file: string): T;
}

export function lazyScript<T>(name: string): LazyScript<T> {
  const slot = Symbol.for(`tabsmith.${name}`);
  const scope = globalThis as { [key: symbol]: T | undefined };
  return {
    offer(value) {
      scope[slot] = value;
    },
    load(texts, file) {
      texts.run(file);
      const value = scope[slot];
      if (value === undefined) throw new Error(`The ${name} script of the engine couldn't be loaded`);
      Reflect.deleteProperty(scope, slot);
      return value;
    },
  };
}
