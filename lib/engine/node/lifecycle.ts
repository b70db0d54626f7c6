import type { LoopEvents } from "@/lib/engine/node/event-loop-api";
import { stalledAwait } from "@/lib/engine/node/modules/top-level-await";
import { whenSettled } from "@/lib/engine/node/native-then";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

interface NodeProcess {
  exitCode: number | undefined;
  emit(event: string, ...args: unknown[]): boolean;
}

export interface Lifecycle {
  readonly events: Pick<LoopEvents, "beforeExit" | "exit">;
  readonly exit: (code: number) => never;
  readonly onRejection: (callback: (type: number, promise: unknown, reason: unknown) => void) => void;
}

/** `kUnsettledTopLevelAwait` of the library's exit codes. */
const unsettledTopLevelAwait = 13;

/** How a process comes to its end. */
export function createLifecycle(host: () => ProcessHost): Lifecycle {
  let settled: boolean | undefined;

  /** The main module's promise, which the library leaves on the global object. */
  function watchEntryPoint(): void {
    const { privateSymbols } = host();
    const promise = Reflect.get(globalThis, privateSymbols["entry_point_promise_private_symbol"] as symbol) as
      Promise<unknown> | undefined;
    if (!promise || settled !== undefined) return;
    settled = false;
    const settle = (): void => {
      settled = true;
    };
    whenSettled(promise, settle, settle);
  }

  function tellOfStalledAwait(): void {
    const text = stalledAwait();
    if (text !== undefined) host().syscalls.call(op.write, [2, -1], [text]);
  }

  return {
    events: {
      beforeExit() {
        watchEntryPoint();
        const process = host().process as unknown as NodeProcess;
        process.emit("beforeExit", process.exitCode ?? 0);
      },
      exit() {
        const process = host().process as unknown as NodeProcess;
        const code = settled === false ? unsettledTopLevelAwait : 0;
        if (!Reflect.get(process, "_exiting")) {
          Reflect.set(process, "_exiting", true);
          process.emit("exit", process.exitCode ?? code);
        }
        if (code === unsettledTopLevelAwait && !host().state.thread) tellOfStalledAwait();
        host().exit(process.exitCode ?? code);
      },
    },
    exit(code): never {
      const { loop, syscalls, state } = host();
      loop.stop();
      if (!state.thread) return syscalls.exit(code);
      state.thread.port.postExit(code);
      return syscalls.exit(code, op.threadExit);
    },
    onRejection(callback) {
      const { native, loop } = host();
      native.addEventListener("error", (event) => {
        event.preventDefault();
        host().fatal((event as ErrorEvent).error, false);
      });
      native.addEventListener("unhandledrejection", (event) => {
        const { promise, reason } = event as PromiseRejectionEvent;
        event.preventDefault();
        loop.postUnreferenced(() => callback(0, promise, reason));
      });
      native.addEventListener("rejectionhandled", (event) => {
        const { promise } = event as PromiseRejectionEvent;
        loop.postUnreferenced(() => callback(1, promise, undefined));
      });
    },
  };
}
