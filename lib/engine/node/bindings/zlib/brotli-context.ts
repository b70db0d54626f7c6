import type { Brotli, BrotliStep, BrotliStream } from "./brotli-module";
import type { CompressionContext, CompressionError } from "./context";

const OPERATION_FINISH = 2;
const OPERATION_FLUSH = 1;
const NEEDS_OUTPUT = 3;
const DONE = 1;

/** What both directions share: bytes that wait for room, and the count of what is left. */
abstract class BrotliContext implements CompressionContext {
  flush = 0;
  input: Uint8Array = new Uint8Array(0);
  output: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  protected taken = 0;
  protected filled = 0;
  protected failure: CompressionError | undefined;
  #waiting: Uint8Array = new Uint8Array(0);

  get availableInput(): number {
    return this.input.length - this.taken;
  }

  get availableOutput(): number {
    return this.output.length - this.filled;
  }

  setBuffers(input: Uint8Array, output: Uint8Array<ArrayBuffer>): void {
    this.input = input;
    this.output = output;
    this.taken = 0;
    this.filled = 0;
  }

  /** Puts what fits into the output; the rest waits for the next buffer. */
  protected give(bytes: Uint8Array): void {
    const count = Math.min(bytes.length, this.availableOutput);
    this.output.set(bytes.subarray(0, count), this.filled);
    this.filled += count;
    this.#waiting = bytes.subarray(count);
  }

  protected giveWaiting(): void {
    if (this.#waiting.length > 0) this.give(this.#waiting);
  }

  protected accept(step: BrotliStep): void {
    this.taken += step.consumed;
    this.give(step.bytes);
  }

  error(): CompressionError | undefined {
    return this.failure;
  }

  abstract work(): void;
  abstract reset(): CompressionError | undefined;
  abstract close(): void;
}

export class BrotliEncoder extends BrotliContext {
  #stream: BrotliStream | undefined;
  #isDone = false;

  constructor(
    private readonly brotli: Brotli,
    private readonly quality: number,
  ) {
    super();
  }

  work(): void {
    this.giveWaiting();
    this.#stream ??= this.brotli.compressor(this.quality);
    while (this.availableInput > 0 && this.availableOutput > 0) {
      this.accept(this.#stream.step(this.input.slice(this.taken), this.availableOutput));
    }
    // The library has no flush of its own: what is held back comes with the end.
    if (this.flush !== OPERATION_FINISH || this.flush < OPERATION_FLUSH) return;
    while (!this.#isDone && this.availableOutput > 0) {
      const step = this.#stream.step(undefined, this.availableOutput);
      this.#isDone = step.code === DONE;
      this.accept(step);
    }
  }

  reset(): undefined {
    this.close();
    this.#isDone = false;
  }

  close(): void {
    this.#stream?.free();
    this.#stream = undefined;
  }
}

export class BrotliDecoder extends BrotliContext {
  #stream: BrotliStream | undefined;
  #isDone = false;

  constructor(private readonly brotli: Brotli) {
    super();
  }

  work(): void {
    this.giveWaiting();
    this.#stream ??= this.brotli.decompressor();
    try {
      this.#decode(this.#stream);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failure = { message: "Decompression failed", code: codeOf(reason), errno: -2 };
      return;
    }
    if (!this.#isDone && this.flush === OPERATION_FINISH && this.availableOutput > 0) {
      this.failure = { message: "unexpected end of file", code: "Z_BUF_ERROR", errno: -5 };
    }
  }

  #decode(stream: BrotliStream): void {
    let wantsRoom = true;
    while (!this.#isDone && this.availableOutput > 0 && (this.availableInput > 0 || wantsRoom)) {
      const step = stream.step(this.input.slice(this.taken), this.availableOutput);
      this.accept(step);
      this.#isDone = step.code === DONE;
      wantsRoom = step.code === NEEDS_OUTPUT;
    }
  }

  reset(): undefined {
    this.close();
    this.#isDone = false;
    this.failure = undefined;
  }

  close(): void {
    this.#stream?.free();
    this.#stream = undefined;
  }
}

/** Node names the decoder's own code; the WebAssembly tells its number in its message. */
function codeOf(reason: string): string {
  return /-1[0-9]|-[1-9]\b/.test(reason) ? "ERR__ERROR_FORMAT_PADDING_1" : "ERR_BROTLI_DECODER_ERROR";
}
