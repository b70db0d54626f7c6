import { createErrorSource } from "@/lib/engine/node/error-source";
import { endAnyhow } from "@/lib/engine/node/last-resort";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

/** Places in `exit_info_private_symbol`'s array. */
const exitInfo = { exitCode: 1, hasExitCode: 2 } as const;
const exitCodes = { userError: 1, noFatalHandler: 6, exceptionInHandler: 7 } as const;

const hint = "(Use `node --trace-uncaught ...` to show where the exception was thrown)\n";

type FatalException = (error: unknown, fromPromise: boolean) => boolean;

interface Inspection {
  inspect(value: unknown, options?: { colors?: boolean; customInspect?: boolean; depth?: number }): string;
}

/** Prints an error as C++'s `ReportFatalException` does. */
class Reporter {
  readonly #host: ProcessHost;

  constructor(host: ProcessHost) {
    this.#host = host;
  }

  print(error: unknown, isThrown: boolean): void {
    const { tables, syscalls } = this.#host;
    syscalls.call(op.write, [2, -1], [`${this.#shown(error, isThrown)}\nNode.js ${tables.version}\n`]);
  }

  #shown(error: unknown, isThrown: boolean): string {
    if (typeof error !== "object" || error === null) return `Uncaught:\n${this.#inspect(error)}\n${hint}`;
    const trace = `${this.#trace(error)}\n`;
    const { privateSymbols } = this.#host;
    const isDecorated = Reflect.get(error, privateSymbols["decorated_private_symbol"] as symbol) === true;
    if (isDecorated || !(error instanceof Error)) return trace;
    const known: unknown = Reflect.get(error, privateSymbols["arrow_message_private_symbol"] as symbol);
    const arrow = typeof known === "string" ? known : createErrorSource(this.#host).arrowOf(error, isThrown);
    return arrow === undefined ? trace : `${arrow}\n${trace}`;
  }

  #trace(error: object): string {
    const { enhance } = this.#host.stacks;
    try {
      enhance?.before(error);
      return enhance?.after(error) ?? this.#inspect(error);
    } catch {
      // An error that can't even be looked at is told by its type alone.
      return Object.prototype.toString.call(error);
    }
  }

  #inspect(value: unknown): string {
    return (this.#host.requireBuiltin("internal/util/inspect") as Inspection).inspect(value);
  }
}

/** What Node's C++ does with an error that nothing caught: asks the library, else prints it and ends the process. */
export function createFatal(host: () => ProcessHost): ProcessHost["fatal"] {
  const report = (error: unknown, isThrown = true): void => {
    new Reporter(host()).print(error, isThrown);
  };

  function exitCode(fallback: number): number {
    const { process, privateSymbols } = host();
    const info = process[privateSymbols["exit_info_private_symbol"] as symbol] as Int32Array;
    return info[exitInfo.hasExitCode] ? (info[exitInfo.exitCode] ?? fallback) : fallback;
  }

  /** `--abort-on-uncaught-exception`, unless the library has said that somebody will catch it (a domain does). */
  function aborts(): boolean {
    const given = host();
    if (given.state.commandLine.values["--abort-on-uncaught-exception"] !== true) return false;
    const toggle = given.binding("util")["shouldAbortOnUncaughtToggle"] as Uint32Array;
    return toggle[0] !== 0;
  }

  function tell(error: unknown, fromPromise: boolean): void {
    const { process, exit } = host();
    if (aborts()) {
      report(error, !fromPromise);
      (process["abort"] as () => void)();
    }
    const handler = process["_fatalException"];
    if (typeof handler !== "function") {
      report(error);
      exit(exitCodes.noFatalHandler);
    }
    let isHandled = false;
    try {
      isHandled = (handler as FatalException).call(process, error, fromPromise);
    } catch (inner) {
      report(inner);
      exit(exitCodes.exceptionInHandler);
    }
    if (isHandled) return;
    report(error, !fromPromise);
    exit(exitCode(exitCodes.userError));
  }

  return (error, fromPromise) => {
    try {
      tell(error, fromPromise);
    } catch {
      endAnyhow(host(), "Uncaught, and nothing is left that could tell of it");
    }
  };
}
