import type { CompressionContext, CompressionError } from "./context";

/** What compressing and decompressing share where output may wait for room: what is made, and what of it was given. */
export abstract class BufferedContext implements CompressionContext {
  flush = 0;
  input: Uint8Array = new Uint8Array(0);
  output: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  protected failure: CompressionError | undefined;
  #taken = 0;
  #filled = 0;
  readonly #waiting: Uint8Array[] = [];

  get availableInput(): number {
    return this.input.length - this.#taken;
  }

  get availableOutput(): number {
    return this.output.length - this.#filled;
  }

  setBuffers(input: Uint8Array, output: Uint8Array<ArrayBuffer>): void {
    this.input = input;
    this.output = output;
    this.#taken = 0;
    this.#filled = 0;
  }

  /** All of the input at once; what comes out waits its turn. */
  protected take(): Uint8Array {
    const rest = this.input.slice(this.#taken);
    this.#taken = this.input.length;
    return rest;
  }

  protected give(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#waiting.push(bytes);
  }

  /** Moves what waits into the output, as far as there is room. */
  protected deliver(): void {
    while (this.#waiting.length > 0 && this.availableOutput > 0) {
      const first = this.#waiting[0] as Uint8Array;
      const count = Math.min(first.length, this.availableOutput);
      this.output.set(first.subarray(0, count), this.#filled);
      this.#filled += count;
      if (count === first.length) this.#waiting.shift();
      else this.#waiting[0] = first.subarray(count);
    }
  }

  protected forget(): void {
    this.#waiting.length = 0;
    this.failure = undefined;
  }

  error(): CompressionError | undefined {
    return this.failure;
  }

  abstract work(): void;
  abstract reset(): CompressionError | undefined;
  close(): void {
    this.#waiting.length = 0;
  }
}
