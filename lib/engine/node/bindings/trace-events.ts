import type { Binding, BindingHost } from "@/lib/engine/node/binding-host";

/** Tracing writes to a log that V8 keeps; no category is ever on. */
export function createTraceEventsBinding(_host: BindingHost): Binding {
  const off = new Uint8Array(1);
  return {
    available: false,
    getEnabledCategories: () => undefined,
    setTraceCategoryStateUpdateHandler() {},
    getCategoryEnabledBuffer: () => off,
    isTraceCategoryEnabled: () => false,
    trace() {},
    setLog() {},
    getLog: () => undefined,
  };
}
