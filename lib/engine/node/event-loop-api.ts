import type { IdleTime } from "@/lib/engine/node/idle-time";
import type { Tasks } from "@/lib/engine/node/binding-host";

/**
 * The event loop of one process. A browser has no synchronous microtask checkpoint, so Node's `runMicrotasks()` can't
 * be a call: it throws `interrupted` out of Node's own loops (each may be entered again after a throw, since native
 * Node does so after an uncaught error), the loop hops to a new task of the browser's, which drains microtasks on the
 * way, and enters again.
 */
export interface EventLoop extends Tasks {
  /** Shared with the library, as `task_queue.tickInfo`. */
  readonly tickInfo: { 0: number; 1: number };
  /** Shared with the library, as `timers.immediateInfo`: count, ref'd count, has outstanding. */
  readonly immediateInfo: Uint32Array;
  readonly idle: IdleTime;
  setTickCallback(callback: () => void): void;
  setTimerCallbacks(immediates: () => void, timers: (now: number) => number): void;
  runMicrotasks(): void;
  now(): number;
  schedule(delay: number): void;
  refTimers(on: boolean): void;
  refImmediates(on: boolean): void;
  /** Runs `main` as the first callback, then turns until nothing is left to wait for. */
  start(main: () => void): void;
  /** One more (or fewer) thing that keeps the process alive. */
  retain(): void;
  release(): void;
  retainHandle(handle: object): void;
  releaseHandle(handle: object): void;
  /** Runs `task` in the closing phase of this turn. Keeps the process alive till then. */
  postClosing(task: () => void): void;
  /** Stops for good: nothing of the program runs any more. */
  stop(): void;
  /** Handles that keep the process alive. */
  handles(): object[];
}

export interface LoopEvents {
  /** An error that nothing caught. Returns when the program handled it, else ends the process. */
  fatal(error: unknown): void;
  /** Nothing is left to do: emits `beforeExit`. */
  beforeExit(): void;
  /** Nothing is left to do, still: ends the process. */
  exit(): void;
}
