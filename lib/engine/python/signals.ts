import { constants } from "node:os";
import process from "node:process";
import type { PyodideAPI } from "pyodide";
import { cpythonOf } from "./cpython";

/** What the engine's Node has for programs that hear of signals in the middle of their work. */
interface Interrupts {
  readonly listen: (signal: number) => boolean;
  readonly pending: () => number;
  readonly clear: () => void;
  readonly sleep: (milliseconds: number) => void;
}

interface Embedded {
  readonly _linkedBinding: (name: string) => Interrupts;
}

function interrupts(): Interrupts {
  const { _linkedBinding: linked } = process as unknown as Embedded;
  return linked("interrupts");
}

/**
 * Where Python looks every few instructions for a signal: it reads, and then empties the place whatever it has read. One that comes
 * between the two stays, since it wasn't read.
 */
export function signalPlace({ pending, clear }: Pick<Interrupts, "pending" | "clear">): { 0: number } {
  let read = 0;
  return {
    get 0() {
      read = pending();
      return read;
    },
    set 0(_: number) {
      if (read !== 0) clear();
      read = 0;
    },
  };
}

/** From now on ^C is Python's to handle. */
export function listenToSignals(python: PyodideAPI): void {
  const { listen, pending, clear } = interrupts();
  listen(constants.signals.SIGINT);
  python.setInterruptBuffer(signalPlace({ pending, clear }) as unknown as Uint8Array);
}

const day = 86_400_000;

/** How Python waits: `doze` ends with a signal, `check` lets Python handle it, and `sleep` is `time.sleep`. */
export function createWaiting(python: () => PyodideAPI) {
  const doze = interrupts().sleep;
  const check = (): void => {
    const { call, raised } = cpythonOf(python());
    if (call("_PyErr_CheckSignals") !== 0) throw raised();
  };
  /** Raised so that the traceback ends where the program called. */
  const raise = (kind: string, message: string): never => {
    const { call, raised, word, address, text } = cpythonOf(python());
    call("PyErr_SetString", word(address(kind)), text(message));
    throw raised();
  };
  const sleep = (seconds: unknown): void => {
    if (typeof seconds !== "number" && typeof seconds !== "boolean")
      raise("PyExc_TypeError", "sleep() takes a number of seconds");
    if (Number.isNaN(Number(seconds))) raise("PyExc_ValueError", "Invalid value NaN (not a number)");
    if (Number(seconds) < 0) raise("PyExc_ValueError", "sleep length must be non-negative");
    const end = performance.now() + Number(seconds) * 1000;
    for (let rest = Number(seconds) * 1000; rest > 0; rest = end - performance.now()) {
      doze(Math.min(rest, day));
      check();
    }
  };
  return { doze, check, sleep };
}
