import { sleepingAt } from "../protocol/slot";
import { takeRings } from "../protocol/slot-server";

/** The next call of a busy process comes within this time more often than not; waking from sleep would cost more. */
const spinMilliseconds = 0.03;
/** Then it comes within this time, mostly. A Worker that sleeps so is woken at a third of the price, but hears no messages. */
const napMilliseconds = 1;
/** A process that calls without end mustn't keep messages out for longer. */
const turnMilliseconds = 3;

export interface ServeLoop {
  readonly wakes: () => number;
}

/** Serves slots as their bell rings, for ever. `afterBurst` runs whenever nothing is left to serve, and before others get a turn. */
export function startServeLoop(bell: Int32Array, serve: (index: number) => void, afterBurst: () => void): ServeLoop {
  let wakes = 0;
  const channel = new MessageChannel();

  const spin = (rung: number): boolean => {
    const until = performance.now() + spinMilliseconds;
    while (performance.now() < until) if (Atomics.load(bell, 0) !== rung) return true;
    return false;
  };
  const nap = (rung: number): boolean => {
    Atomics.store(bell, sleepingAt, 1);
    const how = Atomics.wait(bell, 0, rung, napMilliseconds);
    Atomics.store(bell, sleepingAt, 0);
    return how !== "timed-out";
  };
  /** Returns whether to go on at once. */
  const sleep = (rung: number): boolean => {
    Atomics.store(bell, sleepingAt, 1);
    const waiting = Atomics.waitAsync(bell, 0, rung);
    if (waiting.async) void waiting.value.then(run);
    else Atomics.store(bell, sleepingAt, 0);
    return !waiting.async;
  };
  const run = () => {
    wakes += 1;
    let served = false;
    const until = performance.now() + turnMilliseconds;
    for (;;) {
      const rung = Atomics.load(bell, 0);
      if (takeRings(bell, serve)) served = true;
      else {
        afterBurst();
        if (served && (spin(rung) || nap(rung))) continue;
        if (sleep(rung)) continue;
        return;
      }
      if (performance.now() < until) continue;
      afterBurst();
      channel.port2.postMessage(0);
      return;
    }
  };

  channel.port1.addEventListener("message", run);
  channel.port1.start();
  run();
  return { wakes: () => wakes };
}
