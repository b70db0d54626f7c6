import type { ProcessHost } from "@/lib/engine/node/process-host";
import { op } from "@/lib/engine/protocol/operations";

/** Places in `exit_info_private_symbol`'s array. */
const exitInfo = { exiting: 0, exitCode: 1, hasExitCode: 2 } as const;
const exitCodes = { userError: 1, noFatalHandler: 6, exceptionInHandler: 7 } as const;

type FatalException = (error: unknown, fromPromise: boolean) => boolean;

/** What Node's C++ does with an error that nothing caught: asks the library, else prints it and ends the process. */
export function createFatal(host: () => ProcessHost): ProcessHost["fatal"] {
  function write(text: string): void {
    host().syscalls.call(op.write, [2, -1], [text]);
  }

  function inspect(value: unknown): string {
    const library = host().requireBuiltin("internal/util/inspect") as { inspect(value: unknown): string };
    return library.inspect(value);
  }

  function shown(error: unknown): string {
    if (typeof error !== "object" || error === null)
      return `Uncaught:\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)`;
    const { stack } = error as Error;
    return typeof stack === "string" && stack.length > 0 ? inspect(error) : inspect(error);
  }

  function report(error: unknown): void {
    write(`${shown(error)}\n\nNode.js ${host().tables.version}\n`);
  }

  function exitCode(fallback: number): number {
    const { process, privateSymbols } = host();
    const info = process[privateSymbols["exit_info_private_symbol"] as symbol] as Int32Array;
    return info[exitInfo.hasExitCode] ? (info[exitInfo.exitCode] ?? fallback) : fallback;
  }

  return (error, fromPromise) => {
    const { process, exit } = host();
    const handler = process["_fatalException"];
    if (typeof handler !== "function") {
      report(error);
      exit(exitCodes.noFatalHandler);
    }
    let handled = false;
    try {
      handled = (handler as FatalException).call(process, error, fromPromise);
    } catch (inner) {
      report(inner);
      exit(exitCodes.exceptionInHandler);
    }
    if (handled) return;
    report(error);
    exit(exitCode(exitCodes.userError));
  };
}
