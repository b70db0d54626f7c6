import { wasiErrno } from "./errno.data";

/** Ends a call of the guest's with one of WASI's error numbers. */
export class WasiFailure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export function fail(code: string): never {
  throw new WasiFailure(code);
}

/** What the guest is told of an error of ours or of Node's `fs`; anything else is a fault of the program and goes on. */
function errnoOf(error: unknown): number {
  const code = error instanceof Error ? (error as { readonly code?: unknown }).code : undefined;
  const errno = typeof code === "string" ? wasiErrno[code] : undefined;
  if (errno === undefined) throw error;
  return errno;
}

type Call = (...args: never[]) => void;

/** Calls as a WebAssembly module imports them: each answers with a number. */
export function answering<Calls extends Readonly<Record<string, Call>>>(
  calls: Calls,
): Record<keyof Calls, (...args: never[]) => number> {
  const answered = Object.entries(calls).map(([name, call]) => [
    name,
    (...args: never[]): number => {
      try {
        call(...args);
        return 0;
      } catch (error) {
        return errnoOf(error);
      }
    },
  ]);
  return Object.fromEntries(answered) as Record<keyof Calls, (...args: never[]) => number>;
}
