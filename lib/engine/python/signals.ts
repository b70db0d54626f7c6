import { constants } from "node:os";
import process from "node:process";

/** What the engine's Node has for programs that hear of signals in the middle of their work. */
interface Interrupts {
  readonly listen: (signal: number) => boolean;
  readonly pending: () => number;
  readonly clear: () => void;
  readonly sleep: (milliseconds: number) => void;
}

/** The place where pyodide looks for a signal every few instructions, and which it sets to 0 once it has seen one. */
export interface SignalPlace {
  0: number;
}

export interface PythonSignals {
  readonly place: SignalPlace;
  /** Sleeps until the time is over or a signal comes. */
  readonly sleep: (milliseconds: number) => void;
}

interface Embedded {
  readonly _linkedBinding: (name: string) => Interrupts;
}

/** From now on ^C is Python's to handle. */
export function listenToSignals(): PythonSignals {
  const { _linkedBinding: linked } = process as unknown as Embedded;
  const interrupts = linked("interrupts");
  interrupts.listen(constants.signals.SIGINT);
  return {
    place: {
      get 0() {
        return interrupts.pending();
      },
      set 0(_seen: number) {
        interrupts.clear();
      },
    },
    sleep: interrupts.sleep,
  };
}
