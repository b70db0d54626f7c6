import type { CryptoHost } from "./host";

export const JobMode = { async: 0, sync: 1, webCrypto: 2 } as const;

/** Reads a job's arguments at once and answers what is to be done later. Throws for arguments that can't be right. */
type Prepare = (mode: number, args: readonly unknown[]) => () => unknown;

/** Web Crypto wants the memory, never a Buffer on it. */
function webCryptoResult(result: unknown): unknown {
  return ArrayBuffer.isView(result) ? result.buffer : result;
}

type Outcome =
  { readonly type: "done"; readonly result: unknown } | { readonly type: "failed"; readonly error: unknown };

function attempt(work: () => unknown): Outcome {
  try {
    return { type: "done", result: work() };
  } catch (error) {
    return { type: "failed", error };
  }
}

/**
 * Makes the class of one kind of job. Node's library creates it with a mode and its arguments, sets `ondone` and calls
 * `run`, which answers `[error, result]`, calls back later, or answers a promise, by the mode.
 */
export function createJobClass(
  host: Pick<CryptoHost, "AsyncWrap" | "tasks" | "operationError">,
  provider: string,
  prepare: Prepare,
) {
  return class CryptoJob extends host.AsyncWrap {
    readonly #mode: number;
    readonly #work: () => unknown;

    constructor(mode: number, ...args: unknown[]) {
      super(provider);
      this.#mode = mode;
      this.#work = prepare(mode, args);
    }

    run(): unknown {
      if (this.#mode === JobMode.webCrypto) return this.#promise();
      if (this.#mode === JobMode.sync) {
        const outcome = attempt(this.#work);
        return outcome.type === "done" ? [undefined, outcome.result] : [outcome.error, undefined];
      }
      host.tasks.post(() => {
        const outcome = attempt(this.#work);
        const { ondone } = this as { ondone?: unknown };
        if (outcome.type === "done") this.makeCallback(ondone, undefined, outcome.result);
        else this.makeCallback(ondone, outcome.error, undefined);
      });
      return undefined;
    }

    #promise(): Promise<unknown> {
      return new Promise((resolve, reject: (error: unknown) => void) => {
        host.tasks.post(() => {
          const outcome = attempt(this.#work);
          if (outcome.type === "done") resolve(webCryptoResult(outcome.result));
          else reject(host.operationError(outcome.error));
        });
      });
    }
  };
}
