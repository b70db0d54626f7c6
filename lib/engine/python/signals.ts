import { constants } from "node:os";
import process from "node:process";
import type { PyodideAPI } from "pyodide";
import { moduleOf } from "./python-module";

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

const interrupts = (): Interrupts => (process as unknown as Embedded)._linkedBinding("interrupts");

/** From now on ^C is Python's to handle. Every few instructions it looks into the place that is set here, and empties it. */
export function listenToSignals(python: PyodideAPI): void {
  const { listen, pending, clear } = interrupts();
  listen(constants.signals.SIGINT);
  const place = {
    get 0() {
      return pending();
    },
    set 0(_seen: number) {
      clear();
    },
  };
  python.setInterruptBuffer(place as unknown as Uint8Array);
}

const day = 86_400_000;

/** How Python waits: `doze` ends with a signal, `check` lets Python handle it, and `sleep` is `time.sleep`. */
export function createWaiting(python: () => PyodideAPI) {
  const doze = interrupts().sleep;
  const check = (): void => {
    const module = moduleOf(python());
    if (module.__PyErr_CheckSignals() !== 0) throw new module._PropagatePythonError();
  };
  /** Raised so that the traceback ends where the program called. */
  const raise = (kind: "_PyExc_ValueError" | "_PyExc_TypeError", message: string): never => {
    const module = moduleOf(python());
    module._PyErr_SetString(module.HEAPU32[module[kind] >> 2] ?? 0, module.stringToNewUTF8(message));
    throw new module._PropagatePythonError();
  };
  const sleep = (seconds: unknown): void => {
    if (typeof seconds !== "number" && typeof seconds !== "boolean")
      raise("_PyExc_TypeError", "sleep() takes a number of seconds");
    if (Number.isNaN(Number(seconds))) raise("_PyExc_ValueError", "Invalid value NaN (not a number)");
    if (Number(seconds) < 0) raise("_PyExc_ValueError", "sleep length must be non-negative");
    const end = performance.now() + Number(seconds) * 1000;
    for (let rest = Number(seconds) * 1000; rest > 0; rest = end - performance.now()) {
      doze(Math.min(rest, day));
      check();
    }
  };
  return { doze, check, sleep };
}
