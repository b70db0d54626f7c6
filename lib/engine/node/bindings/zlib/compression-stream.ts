import type { AsyncWrapClass } from "@/lib/engine/node/async-wrap";
import type { Tasks } from "@/lib/engine/node/binding-host";
import { bytesOf, isShared, part } from "../bytes";
import type { CompressionContext, CompressionError } from "./context";
import { outOfRange } from "../coded-error";

export interface StreamHost {
  readonly AsyncWrap: AsyncWrapClass;
  readonly tasks: Pick<Tasks, "post">;
}

const empty = new Uint8Array(0);

/** The part of a buffer that Node's library names, checked. */
function range(buffer: unknown, offset: number, length: number, what: string): Uint8Array<ArrayBuffer> {
  if (buffer === null || buffer === undefined) return empty;
  const bytes = bytesOf(buffer);
  if (offset + length > bytes.length) throw outOfRange(`${what} buffer is out of bounds`);
  return part(bytes, offset, offset + length);
}

type WriteArguments = [
  flush: number,
  input: unknown,
  inputAt: number,
  inputLength: number,
  output: unknown,
  outputAt: number,
  outputLength: number,
];

function point(context: CompressionContext, args: WriteArguments): void {
  const [flush, input, inputAt, inputLength, output, outputAt, outputLength] = args;
  const from = range(input, inputAt, inputLength, "input");
  const to = range(output, outputAt, outputLength, "output");
  context.setBuffers(isShared(from) ? from.slice() : from, to);
  context.flush = flush;
}

/** The base of all handles of `zlib`: takes writes now or later, counts what is left, tells errors by `onerror`. */
export function createCompressionStream({ AsyncWrap, tasks }: StreamHost) {
  return class CompressionStream extends AsyncWrap {
    #context: CompressionContext | undefined;
    #result: Uint32Array = new Uint32Array(2);
    #callback: () => void = () => undefined;
    #isWriting = false;
    #closesLater = false;

    constructor() {
      super("ZLIB");
    }

    open(context: CompressionContext, writeResult: Uint32Array, callback: () => void): void {
      this.#context = context;
      this.#result = writeResult;
      this.#callback = callback;
    }

    fail(error: CompressionError | undefined): void {
      if (error === undefined) return;
      this.makeCallback((this as { onerror?: unknown }).onerror, error.message, error.errno, error.code);
      this.#isWriting = false;
      if (this.#closesLater) this.close();
    }

    /** Works on the buffers; answers whether the counts may be told. */
    #run(context: CompressionContext): boolean {
      context.work();
      const error = context.error();
      this.fail(error);
      if (error !== undefined) return false;
      this.#result[0] = context.availableOutput;
      this.#result[1] = context.availableInput;
      return true;
    }

    #prepare(args: WriteArguments): CompressionContext {
      if (this.#context === undefined) throw new Error("write after close");
      point(this.#context, args);
      this.#isWriting = true;
      return this.#context;
    }

    writeSync(...args: WriteArguments): void {
      this.#run(this.#prepare(args));
      this.#isWriting = false;
    }

    write(...args: WriteArguments): void {
      const context = this.#prepare(args);
      tasks.post(() => {
        this.#isWriting = false;
        if (this.#run(context)) this.makeCallback(this.#callback);
        if (this.#closesLater) this.close();
      });
    }

    reset(): void {
      if (this.#isWriting) throw new Error("Cannot reset zlib stream while a write is in progress");
      this.fail(this.#context?.reset());
    }

    close(): void {
      this.#closesLater = this.#isWriting;
      if (this.#isWriting) return;
      this.#context?.close();
      this.#context = undefined;
    }
  };
}
