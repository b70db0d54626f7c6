import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

/** `kExceptionInFatalExceptionHandler`. */
const exceptionInHandler = 7;

/** A program that has broken the language's own prototypes may have broken what would tell of it: it ends all the same. */
export function endAnyhow({ syscalls }: ProcessHost, message: string): void {
  try {
    syscalls.call(op.write, [2, -1], [`${message}\n`]);
  } finally {
    syscalls.exit(exceptionInHandler);
  }
}
