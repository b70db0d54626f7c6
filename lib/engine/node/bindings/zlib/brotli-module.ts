type WasmFunction = (...args: number[]) => number;

/** What the WebAssembly of brotli-wasm exports, as far as it is used, under plain names. */
function bindExports(exports: WebAssembly.Exports) {
  const call = (name: string): WasmFunction => exports[name] as WasmFunction;
  return {
    memory: exports["memory"] as WebAssembly.Memory,
    newCompressor: call("compressstream_new"),
    compress: call("compressstream_compress"),
    freeCompressor: call("__wbg_compressstream_free"),
    newDecompressor: call("decompressstream_new"),
    decompress: call("decompressstream_decompress"),
    freeDecompressor: call("__wbg_decompressstream_free"),
    resultCode: call("__wbg_get_brotlistreamresult_code"),
    resultBytes: call("__wbg_get_brotlistreamresult_buf"),
    resultConsumed: call("__wbg_get_brotlistreamresult_input_offset"),
    freeResult: call("__wbg_brotlistreamresult_free"),
    allocate: call("__wbindgen_malloc"),
    release: call("__wbindgen_free"),
    moveStack: call("__wbindgen_add_to_stack_pointer"),
  };
}

type Wasm = ReturnType<typeof bindExports>;

/** One step of a stream. `code` is 1 when it is done, 2 when it wants input, 3 when it wants room. */
export interface BrotliStep {
  readonly code: number;
  readonly bytes: Uint8Array;
  readonly consumed: number;
}

export interface BrotliStream {
  /** Without input a compressing stream ends. Throws what the library says is wrong. */
  step(input: Uint8Array | undefined, room: number): BrotliStep;
  free(): void;
}

export interface Brotli {
  compressor(quality: number): BrotliStream;
  decompressor(): BrotliStream;
}

const STACK_FRAME = 16;
const decoder = new TextDecoder();

/** The few things that the module's glue asks of JavaScript: a place for its error values. */
function createImports(memory: () => WebAssembly.Memory, values: unknown[]): WebAssembly.Imports {
  const text = (pointer: number, length: number): string =>
    decoder.decode(new Uint8Array(memory().buffer, pointer, length));
  const keep = (value: unknown): number => values.push(value) - 1;
  return {
    wbg: {
      __wbindgen_is_undefined: (index: number) => Number(values[index] === undefined),
      __wbindgen_is_object: () => 0,
      __wbindgen_string_new: (pointer: number, length: number) => keep(text(pointer, length)),
      __wbindgen_error_new: (pointer: number, length: number) => keep(new Error(text(pointer, length))),
      __wbindgen_json_serialize: () => undefined,
      __wbg_new_693216e109162396: () => keep(new Error("brotli")),
      __wbg_stack_0ddaca5d1abfb52f: () => undefined,
      __wbg_error_09919627ac0992f5: () => undefined,
      __wbindgen_object_drop_ref: () => undefined,
      __wbindgen_throw: (pointer: number, length: number) => {
        throw new Error(text(pointer, length));
      },
    },
  };
}

type Call = (result: number, input: number, length: number, room: number) => void;

function createStep(wasm: Wasm, values: unknown[], call: Call): BrotliStream["step"] {
  const words = (pointer: number): Int32Array => new Int32Array(wasm.memory.buffer, pointer, 3);

  function takeOutput(result: number): Uint8Array {
    const pointers = wasm.moveStack(-STACK_FRAME);
    try {
      wasm.resultBytes(pointers, result);
      const [pointer = 0, length = 0] = words(pointers);
      const bytes = new Uint8Array(wasm.memory.buffer, pointer, length).slice();
      wasm.release(pointer, length);
      return bytes;
    } finally {
      wasm.moveStack(STACK_FRAME);
    }
  }

  return (input, room) => {
    const frame = wasm.moveStack(-STACK_FRAME);
    try {
      const pointer = input === undefined ? 0 : wasm.allocate(input.length);
      if (input !== undefined) new Uint8Array(wasm.memory.buffer).set(input, pointer);
      call(frame, pointer, input?.length ?? 0, room);
      const [result = 0, failure = 0, hasFailed = 0] = words(frame);
      if (hasFailed !== 0) throw new Error(String(values[failure]));
      const code = wasm.resultCode(result);
      const consumed = wasm.resultConsumed(result);
      const bytes = takeOutput(result);
      wasm.freeResult(result);
      return { code, bytes, consumed };
    } finally {
      wasm.moveStack(STACK_FRAME);
    }
  };
}

/** Makes brotli-wasm's streams without the package's loader, which is asynchronous: `brotliSync` can't wait. */
export function createBrotli(module: WebAssembly.Module): Brotli {
  const values: unknown[] = [undefined];
  const instance = new WebAssembly.Instance(
    module,
    createImports(() => wasm.memory, values),
  );
  const wasm: Wasm = bindExports(instance.exports);
  return {
    compressor(quality) {
      const stream = wasm.newCompressor(1, quality);
      const step = createStep(wasm, values, (result, input, length, room) => {
        wasm.compress(result, stream, input, length, room);
      });
      return { step, free: () => void wasm.freeCompressor(stream) };
    },
    decompressor() {
      const stream = wasm.newDecompressor();
      const step = createStep(wasm, values, (result, input, length, room) => {
        wasm.decompress(result, stream, input, length, room);
      });
      return { step, free: () => void wasm.freeDecompressor(stream) };
    },
  };
}
