import type { NativeGlobals } from "@/lib/engine/node/native-globals";
import { whenSettled } from "@/lib/engine/node/native-then";

/** How the loop gets from one task of the browser's to the next, and how it sleeps. */
export interface Clock {
  /** Milliseconds since the process began, whole, as `uv_now`. */
  now(): number;
  /** Turns in a new task at once. */
  hop(): void;
  /** Turns after the browser has had time for tasks of its own, such as telling of an unhandled rejection. */
  settle(): void;
  /** Calls `wake` when it is `due`, perhaps once too early. */
  wakeAt(due: number, wake: () => void): void;
}

/** `setTimeout` is clamped to 4 ms when nested; below this, `Atomics.waitAsync` keeps the time. */
const shortest = 40;

type WaitAsync = (
  array: Int32Array,
  index: number,
  value: number,
  timeout?: number,
) => { value: Promise<string> | string };

export function createClock(native: NativeGlobals, turn: () => void): Clock {
  const { performance, MessageChannel, setTimeout, clearTimeout } = native;
  const started = performance.now();
  const waitAsync = (Atomics as unknown as { waitAsync: WaitAsync }).waitAsync;
  const words = new Int32Array(new SharedArrayBuffer(8));
  const channel = new MessageChannel();
  channel.port1.onmessage = turn;
  let armed = Infinity;
  let timer: number | undefined;

  const now = (): number => Math.floor(performance.now() - started);

  function fire(due: number, wake: () => void): void {
    if (armed === due) armed = Infinity;
    wake();
  }

  return {
    now,
    // About 2 µs a hop in Chromium, where a message to oneself takes 5 to 9.
    hop() {
      whenSettled(waitAsync(words, 0, 0).value as Promise<string>, turn);
      Atomics.notify(words, 0);
    },
    settle() {
      channel.port2.postMessage(0);
    },
    wakeAt(due, wake) {
      if (armed <= due) return;
      armed = due;
      const delay = Math.max(0, due - (performance.now() - started));
      if (delay < shortest) {
        const wait = waitAsync(words, 1, 0, delay).value;
        if (typeof wait === "string") fire(due, wake);
        else whenSettled(wait, () => fire(due, wake));
        return;
      }
      clearTimeout(timer);
      timer = setTimeout(() => fire(due, wake), delay);
    },
  };
}
