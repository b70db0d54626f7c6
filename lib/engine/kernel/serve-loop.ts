import { sleepingAt } from "../protocol/slot";
import { Patience } from "../protocol/patience";
import { takeRings } from "../protocol/slot-server";

/** The next call of a busy process comes within this time more often than not; waking from sleep would cost more. */
const spinMilliseconds = 0.03;
/** Then it comes within this time, mostly. A Worker that naps is woken more cheaply than one that waits for messages too … */
const napMilliseconds = 0.6;
/** … but hears none, so it naps only for so long after it has heard them. */
const nappingMilliseconds = 4;
/** A process that calls without end mustn't keep messages out. */
const ringsPerTurn = 256;

export interface ServeLoop {
  readonly wakes: () => number;
}

/** Serves slots as their bell rings, for ever. `afterBurst` runs whenever nothing is left to serve, and before others get a turn. */
export function startServeLoop(bell: Int32Array, serve: (index: number) => void, afterBurst: () => void): ServeLoop {
  let wakes = 0;
  const spinning = new Patience();
  const napping = new Patience();
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
  const rest = (rung: number, served: number, napUntil: number): boolean => {
    afterBurst();
    if (served > 0) {
      if (spinning.try(() => spin(rung))) return true;
      if (performance.now() < napUntil && napping.try(() => nap(rung))) return true;
    }
    Atomics.store(bell, sleepingAt, 1);
    const waiting = Atomics.waitAsync(bell, 0, rung);
    if (waiting.async) void waiting.value.then(run);
    else Atomics.store(bell, sleepingAt, 0);
    return !waiting.async;
  };
  const run = () => {
    wakes += 1;
    let served = 0;
    const napUntil = performance.now() + nappingMilliseconds;
    for (;;) {
      const rung = Atomics.load(bell, 0);
      if (!takeRings(bell, serve)) {
        if (rest(rung, served, napUntil)) continue;
        return;
      }
      served += 1;
      if (served < ringsPerTurn) continue;
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
