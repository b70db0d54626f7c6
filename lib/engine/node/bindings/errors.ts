import { createErrorSource } from "@/lib/engine/node/error-source";
import type { Binding } from "@/lib/engine/node/binding-host";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import type { StackTraces } from "@/lib/engine/node/stack-trace";

/** Text of anything, without running any code of the program's. */
function textOf(value: unknown): string {
  if (typeof value === "symbol") return value.toString();
  if (typeof value === "function") return Function.prototype.toString.call(value);
  if (typeof value !== "object" || value === null) return Reflect.apply(String, undefined, [value]);
  if (!(value instanceof Error)) return Object.prototype.toString.call(value);
  const own = (key: string): unknown => Object.getOwnPropertyDescriptor(value, key)?.value;
  const name = own("name") ?? (Object.getPrototypeOf(value) as { name?: unknown } | null)?.name;
  const message = own("message");
  const title = typeof name === "string" ? name : "Error";
  return typeof message === "string" && message !== "" ? `${title}: ${message}` : title;
}

export function createErrorsBinding(host: ProcessHost): Binding {
  return {
    setPrepareStackTraceCallback(callback: Parameters<StackTraces["setCallback"]>[0]) {
      host.stacks.setCallback(callback);
    },
    setGetSourceMapErrorSource(callback: unknown) {
      host.stacks.getSourceMapErrorSource = callback as StackTraces["getSourceMapErrorSource"];
    },
    setSourceMapsEnabled(on: boolean) {
      host.stacks.sourceMaps = on;
    },
    setMaybeCacheGeneratedSourceMap() {},
    setEnhanceStackForFatalException(before: unknown, after: unknown) {
      host.stacks.enhance = { before, after } as StackTraces["enhance"];
    },
    noSideEffectsToString: textOf,
    triggerUncaughtException(error: unknown, fromPromise: boolean) {
      host.fatal(error, fromPromise);
    },
    getErrorSourcePositions: (error: Error) => createErrorSource(host).positionsOf(error),
  };
}
