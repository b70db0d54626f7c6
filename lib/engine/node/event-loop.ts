import type { ContextFrames } from "@/lib/engine/node/async-wrap";
import { createClock, type Clock } from "@/lib/engine/node/clock";
import type { EventLoop, LoopEvents } from "@/lib/engine/node/event-loop-api";
import { IdleTime } from "@/lib/engine/node/idle-time";
import type { NativeGlobals } from "@/lib/engine/node/native-globals";

const interrupted = { reason: "microtasks come first" };
type Step = "hop" | "idle" | "settle";

interface Needs {
  readonly native: NativeGlobals;
  readonly frames: ContextFrames;
  readonly events: LoopEvents;
}

const countAt = 0;
const refCountAt = 1;
const outstandingAt = 2;

class Loop implements EventLoop {
  readonly tickInfo: { 0: number; 1: number };
  readonly immediateInfo = new Uint32Array(3);
  readonly idle = new IdleTime();
  readonly #frames: ContextFrames;
  readonly #events: LoopEvents;
  readonly #clock: Clock;
  readonly #queue: (() => void)[] = [];
  readonly #closing: (() => void)[] = [];
  readonly #handles = new Set<object>();
  #tickCallback: () => void = () => undefined;
  #immediates: () => void = () => undefined;
  #timers: (now: number) => number = () => 0;
  #ticks = 0;
  #rejections = 0;
  #due = Infinity;
  #timerRef = false;
  #alive = 0;
  #fresh = false;
  #inside = false;
  #idle = true;
  #stopped = false;
  #turns: Generator<Step, void> | undefined;

  constructor({ native, frames, events }: Needs) {
    this.#frames = frames;
    this.#events = events;
    this.#clock = createClock(native, () => {
      this.#turn();
    });
    this.tickInfo = this.#createTickInfo();
  }

  /** Accessors rather than a Proxy: V8 inlines them. A flag that is set while the loop sleeps wakes it. */
  #createTickInfo(): { 0: number; 1: number } {
    const read = [(): number => this.#ticks, (): number => this.#rejections] as const;
    const write = [
      (value: number): void => {
        this.#ticks = value;
        if (value) this.#wake();
      },
      (value: number): void => {
        this.#rejections = value;
        if (value) this.#wake();
      },
    ] as const;
    return Object.defineProperties({} as { 0: number; 1: number }, {
      0: { get: read[0], set: write[0] },
      1: { get: read[1], set: write[1] },
    });
  }

  setTickCallback(callback: () => void): void {
    this.#tickCallback = callback;
  }

  setTimerCallbacks(immediates: () => void, timers: (now: number) => number): void {
    this.#immediates = immediates;
    this.#timers = timers;
  }

  runMicrotasks(): void {
    if (!this.#fresh) throw interrupted;
    this.#fresh = false;
  }

  now(): number {
    return this.#clock.now();
  }

  schedule(delay: number): void {
    this.#due = Math.min(this.#due, this.now() + Math.max(1, delay));
    this.#wake();
  }

  refTimers(on: boolean): void {
    this.#timerRef = on;
    this.#wake();
  }

  refImmediates(_on: boolean): void {
    this.#wake();
  }

  post(task: () => void): void {
    const frame = this.#frames.current;
    this.#alive++;
    this.postUnreferenced(() => {
      this.#alive--;
      this.#frames.run(frame, task);
    });
  }

  postUnreferenced(task: () => void): void {
    if (this.#stopped) return;
    this.#queue.push(task);
    this.#wake();
  }

  hold(): () => void {
    let held = true;
    this.retain();
    return () => {
      if (held) this.release();
      held = false;
    };
  }

  retain(): void {
    this.#alive++;
  }

  release(): void {
    this.#alive--;
    this.#wake();
  }

  retainHandle(handle: object): void {
    this.#handles.add(handle);
    this.retain();
  }

  releaseHandle(handle: object): void {
    if (this.#handles.delete(handle)) this.release();
  }

  handles(): object[] {
    return [...this.#handles];
  }

  postClosing(task: () => void): void {
    this.#closing.push(task);
    this.#wake();
  }

  start(main: () => void): void {
    this.#turns = this.#run(main);
    this.#idle = false;
    this.#turn();
  }

  stop(): void {
    this.#stopped = true;
  }

  #wake(): void {
    if (!this.#idle || this.#inside || this.#stopped || !this.#turns) return;
    this.#idle = false;
    this.#clock.hop();
  }

  /** One task of the browser's: runs until the loop wants a new task or has nothing to do. */
  #turn(): void {
    if (this.#stopped || this.#inside || !this.#turns) return;
    this.idle.ends(this.now());
    this.#inside = true;
    const step = this.#turns.next();
    this.#inside = false;
    if (step.done || this.#stopped) return;
    if (step.value === "hop") this.#clock.hop();
    else if (step.value === "settle") this.#clock.settle();
    else this.#sleep();
  }

  #sleep(): void {
    this.#idle = true;
    this.idle.begins(this.now());
    if (this.#hasWork()) this.#wake();
    else if (this.#due !== Infinity) this.#clock.wakeAt(this.#due, () => this.#wake());
  }

  #hasWork(): boolean {
    return this.#ticks !== 0 || this.#rejections !== 0 || this.#queue.length > 0 || this.#closing.length > 0;
  }

  #isAlive(): boolean {
    return (
      this.#hasWork() ||
      this.#alive > 0 ||
      (this.#timerRef && this.#due !== Infinity) ||
      (this.immediateInfo[refCountAt] ?? 0) > 0
    );
  }

  /** Calls into the program. True when it wants to be entered again after the microtasks. */
  #guard(callback: () => void): "done" | "interrupted" | "failed" {
    try {
      callback();
      return "done";
    } catch (error) {
      if (error === interrupted) return "interrupted";
      if (!this.#stopped) this.#events.fatal(error);
      return "failed";
    }
  }

  /** As at the end of every callback in Node: ticks, then microtasks, until both are empty. */
  *#drain(): Generator<Step, void> {
    for (;;) {
      this.#frames.current = undefined;
      if (!this.#ticks) yield "hop";
      if (this.#stopped || (!this.#ticks && !this.#rejections)) return;
      this.#fresh = !this.#ticks;
      const outcome = this.#guard(this.#tickCallback);
      this.#fresh = false;
      if (outcome === "done") return;
      if (outcome === "interrupted") this.#ticks = 0;
    }
  }

  /** A list of callbacks that the library walks itself: entered again as long as it was interrupted or threw. */
  *#walk(callback: () => void): Generator<Step, void> {
    for (;;) {
      const outcome = this.#guard(callback);
      yield* this.#drain();
      if (outcome === "done" || this.#stopped) return;
    }
  }

  *#run(main: () => void): Generator<Step, void> {
    this.#guard(main);
    yield* this.#drain();
    while (!this.#stopped) {
      const work = yield* this.#phases();
      if (this.#stopped) return;
      if (this.#isAlive()) {
        yield work ? "hop" : "idle";
        if (this.#hasWork()) yield* this.#drainPending();
      } else yield* this.#end();
    }
  }

  *#drainPending(): Generator<Step, void> {
    if (this.#ticks || this.#rejections) yield* this.#drain();
  }

  /** Timers, what has come in, immediates. True when there may be more to do at once. */
  *#phases(): Generator<Step, boolean> {
    if (this.now() >= this.#due) yield* this.#runTimers();
    yield* this.#runAll(this.#queue, this.#queue.length);
    const { immediateInfo } = this;
    if ((immediateInfo[countAt] ?? 0) > 0 || immediateInfo[outstandingAt]) yield* this.#walk(this.#immediates);
    yield* this.#runAll(this.#closing, Infinity);
    yield* this.#drainPending();
    return this.#queue.length > 0 || (immediateInfo[countAt] ?? 0) > 0 || this.now() >= this.#due;
  }

  *#runAll(tasks: (() => void)[], most: number): Generator<Step, void> {
    for (let left = most; left > 0 && !this.#stopped; left--) {
      const task = tasks.shift();
      if (!task) return;
      this.#guard(task);
      yield* this.#drain();
    }
  }

  *#runTimers(): Generator<Step, void> {
    this.#due = Infinity;
    yield* this.#walk(() => {
      const next = this.#timers(this.now());
      if (next === 0) return;
      this.#due = Math.min(this.#due, Math.abs(next));
      this.#timerRef = next > 0;
    });
  }

  /** The browser tells of unhandled rejections in a task of its own: that one must come before the last word. */
  *#end(): Generator<Step, void> {
    yield "settle";
    if (this.#isAlive()) return yield* this.#drainPending();
    this.#guard(() => this.#events.beforeExit());
    yield* this.#drain();
    yield "settle";
    if (this.#isAlive()) return yield* this.#drainPending();
    this.#guard(() => this.#events.exit());
  }
}

export const createEventLoop = (needs: Needs): EventLoop => new Loop(needs);
