import type { Tables } from "@/lib/engine/node/tables/tables";

/** The parts of `process` that C++ makes, before the library adds the rest. */
export function createProcessObject(tables: Tables, exitInfo: symbol): object {
  // The name of this function is what `process.constructor.name` and stack traces show.
  const constructor = function process() {};
  const prototype = Object.create(constructor.prototype as object, {
    constructor: { value: constructor, writable: true, configurable: true },
  }) as object;
  const process = Object.create(prototype) as object;
  const fixed = (value: unknown): PropertyDescriptor => ({ value, enumerable: true });
  const versions = Object.create(null) as object;
  for (const [name, version] of Object.entries(tables.versions)) Object.defineProperty(versions, name, fixed(version));
  Object.defineProperties(process, {
    version: fixed(tables.version),
    versions: fixed(versions),
    arch: fixed("x64"),
    platform: fixed("linux"),
    release: fixed({ ...tables.release }),
  });
  Object.defineProperty(process, exitInfo, { value: new Int32Array(3), writable: true });
  return process;
}
