import { signals } from "../protocol/signals.data";

export type DefaultAction = "ignore" | "stop" | "continue" | "end";

const ignored = new Set<number>([signals.SIGCHLD, signals.SIGURG, signals.SIGWINCH]);
const stopping = new Set<number>([signals.SIGSTOP, signals.SIGTSTP, signals.SIGTTIN, signals.SIGTTOU]);

/** What a signal does to a process that hasn't said otherwise. */
export function defaultAction(signal: number): DefaultAction {
  if (ignored.has(signal)) return "ignore";
  if (stopping.has(signal)) return "stop";
  return signal === signals.SIGCONT ? "continue" : "end";
}

export const isSignal = (signal: number): boolean => Number.isInteger(signal) && signal >= 0 && signal <= 64;

/** No program may handle, ignore or block these. */
export const isForced = (signal: number): boolean => signal === signals.SIGKILL || signal === signals.SIGSTOP;
