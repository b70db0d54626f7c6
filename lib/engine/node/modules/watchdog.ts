import type { ProcessHost } from "@/lib/engine/node/process-host";
import { disposition } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

/** What may stop a script that goes on and on. */
export interface Watch {
  /** Milliseconds from now. */
  readonly timeout: number | undefined;
  readonly breaksOnSigint: boolean;
}

/** What C++ is told of it: -1 for no limit. */
export const watchOf = (timeout = -1, breaksOnSigint = false): Watch | undefined =>
  timeout > 0 || breaksOnSigint ? { timeout: timeout > 0 ? timeout : undefined, breaksOnSigint } : undefined;

const sigint = 2;
/** How many turns of a loop pass between two looks at the clock. */
const patience = 64;

type Cause = { readonly type: "late"; readonly timeout: number } | { readonly type: "interrupted" };

/**
 * Stops scripts that were made to ask. What it throws is thrown again at each turn of a loop until the script has been left,
 * so a `catch` of the script's own doesn't hold it.
 */
export class Watchdog {
  readonly #host: ProcessHost;
  readonly #running: { readonly watch: Watch; readonly deadline: number }[] = [];
  #turns = 0;
  #cause: Cause | undefined;

  constructor(host: ProcessHost) {
    this.#host = host;
  }

  /** What the script calls: throws when it has to end. */
  readonly check = (): void => {
    if (this.#cause) throw this.#failure(this.#cause);
    if (this.#running.length === 0 || ++this.#turns % patience !== 0) return;
    this.#cause = this.#look();
    if (this.#cause) throw this.#failure(this.#cause);
  };

  run<T>(watch: Watch, script: () => T): T {
    const deadline = watch.timeout === undefined ? Infinity : this.#now() + watch.timeout;
    const stopListening = watch.breaksOnSigint ? this.#listen() : undefined;
    this.#running.push({ watch, deadline });
    try {
      return script();
    } catch (error) {
      throw this.#cause ? this.#failure(this.#cause) : error;
    } finally {
      this.#running.pop();
      this.#forget(deadline);
      stopListening?.();
    }
  }

  #now(): number {
    return this.#host.native.performance.now();
  }

  #look(): Cause | undefined {
    const { syscalls } = this.#host;
    const isInterruptible = this.#running.some(({ watch }) => watch.breaksOnSigint);
    if (isInterruptible && syscalls.signal() === sigint) return { type: "interrupted" };
    const now = this.#now();
    const late = this.#running.find(({ deadline }) => deadline <= now);
    return late && { type: "late", timeout: late.watch.timeout ?? 0 };
  }

  /** A script around this one that is late as well goes on failing; one that has time left goes on. */
  #forget(deadline: number): void {
    const isOver = this.#cause?.type === "interrupted" ? this.#running.length === 0 : deadline <= this.#now();
    if (isOver) this.#cause = undefined;
  }

  /** From now on SIGINT is heard of by asking, however busy the script is. */
  #listen(): () => void {
    const { syscalls } = this.#host;
    if (syscalls.call(op.sigaction, [sigint, disposition.interrupt]) < 0) return () => undefined;
    const before = syscalls.numbers[0] ?? disposition.default;
    return () => {
      syscalls.clearSignal();
      syscalls.call(op.sigaction, [sigint, before]);
    };
  }

  #failure(cause: Cause): Error {
    const { errors } = this.#host;
    return cause.type === "late"
      ? errors.node("ERR_SCRIPT_EXECUTION_TIMEOUT", `Script execution timed out after ${cause.timeout}ms`)
      : errors.node("ERR_SCRIPT_EXECUTION_INTERRUPTED", "Script execution was interrupted by `SIGINT`");
  }
}

const watchdogs = new WeakMap<ProcessHost, Watchdog>();

/** The one watchdog of a process. */
export function watchdogOf(host: ProcessHost): Watchdog {
  const known = watchdogs.get(host) ?? new Watchdog(host);
  watchdogs.set(host, known);
  return known;
}
