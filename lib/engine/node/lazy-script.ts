/** Where this Worker's scripts come from, taken before a program can hide it. */
const home = (globalThis as { location?: { href: string } }).location?.href;

/** What a script of its own holds until a process first needs it. */
export interface LazyScript<T> {
  /** Called by the script. */
  offer(value: T): void;
  /** Loads the script without returning to the event loop. */
  load(importScripts: (...urls: string[]) => void, file: string): T;
}

export function lazyScript<T>(name: string): LazyScript<T> {
  const slot = Symbol.for(`tabsmith.${name}`);
  const scope = globalThis as { [key: symbol]: T | undefined };
  return {
    offer(value) {
      scope[slot] = value;
    },
    load(importScripts, file) {
      importScripts(new URL(file, home).href);
      const value = scope[slot];
      if (value === undefined) throw new Error(`The ${name} script of the engine couldn't be loaded`);
      Reflect.deleteProperty(scope, slot);
      return value;
    },
  };
}
