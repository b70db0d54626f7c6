import { Histogram } from "@/lib/engine/node/bindings/performance/histogram";
import type { NativeGlobals } from "@/lib/engine/node/native-globals";

const hour = 3.6e12;

/** How late this process's Worker comes to its timers: `monitorEventLoopDelay`. */
export class LoopDelay extends Histogram {
  readonly #native: NativeGlobals;
  readonly #resolution: number;
  #timer: number | undefined;
  #before = 0;

  constructor(native: NativeGlobals, resolution: number) {
    super({ lowest: 1, highest: hour, figures: 3 }, () => native.performance.now());
    this.#native = native;
    this.#resolution = resolution;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#before = this.now();
    this.#sleep();
  }

  #sleep(): void {
    this.#timer = this.#native.setTimeout(() => {
      const at = this.now();
      this.record(Math.max(1, Math.round((at - this.#before) * 1e6)));
      this.#before = at;
      this.#sleep();
    }, this.#resolution);
  }

  stop(): void {
    this.#native.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
