import type { ErrorMakers } from "@/lib/engine/node/binding-host";
import { BrotliDecoder, BrotliEncoder } from "./zlib/brotli-context";
import { createBrotli, type Brotli } from "./zlib/brotli-module";
import { bytesOf, encodeUtf8 } from "./bytes";
import { createCompressionStream, type StreamHost } from "./zlib/compression-stream";
import { crc32 } from "./zlib/crc32";
import type { createZstd } from "./zlib/zstd";
import { ZlibContext } from "./zlib/zlib-context";

export interface ZlibHost extends StreamHost {
  readonly errors: Pick<ErrorMakers, "unavailable">;
  /** Compiles brotli-wasm's module. Called when brotli is first used, and must not wait. */
  readonly loadBrotli: () => WebAssembly.Module;
  /** Loads Zstandard, when it is first used. */
  readonly loadZstd: () => ReturnType<typeof createZstd>;
}

const BROTLI_DECODE = 8;
const QUALITY = 1;
const DEFAULT_QUALITY = 11;
const UNSET = 0xffffffff;

type Base = ReturnType<typeof createCompressionStream>;
type Callback = () => void;
type InitArguments = [
  windowBits: number,
  level: number,
  memLevel: number,
  strategy: number,
  writeResult: Uint32Array,
  callback: Callback,
  dictionary?: Uint8Array,
  rejectsGarbage?: boolean,
];

function createZlibClass(CompressionStream: Base) {
  return class Zlib extends CompressionStream {
    readonly #mode: number;
    #zlib: ZlibContext | undefined;

    constructor(mode: number) {
      super();
      this.#mode = mode;
    }

    init(...args: InitArguments): void {
      const [windowBits, level, memLevel, strategy, result, callback, dictionary, rejectsGarbage = false] = args;
      const copy = dictionary === undefined ? undefined : new Uint8Array(bytesOf(dictionary));
      const options = { windowBits, level, memLevel, strategy, dictionary: copy, rejectsGarbage };
      this.#zlib = new ZlibContext(this.#mode, options);
      this.open(this.#zlib, result, callback);
    }

    params(level: number, strategy: number): void {
      this.fail(this.#zlib?.params(level, strategy));
    }
  };
}

function createBrotliClass(CompressionStream: Base, load: () => Brotli) {
  return class BrotliStream extends CompressionStream {
    readonly #mode: number;

    constructor(mode: number) {
      super();
      this.#mode = mode;
    }

    init(params: Uint32Array, writeResult: Uint32Array, callback: Callback): void {
      const quality = params[QUALITY] ?? UNSET;
      const wanted = quality === UNSET ? DEFAULT_QUALITY : quality;
      const context = this.#mode === BROTLI_DECODE ? new BrotliDecoder(load()) : new BrotliEncoder(load(), wanted);
      this.open(context, writeResult, callback);
    }

    params(): void {}
  };
}

type ZstdArguments = [
  parameters: Uint32Array,
  pledged: number | undefined,
  writeResult: Uint32Array,
  callback: Callback,
  dictionary?: Uint8Array,
];

function createZstdClasses(CompressionStream: Base, { loadZstd, errors }: ZlibHost) {
  let zstd: ReturnType<ZlibHost["loadZstd"]> | undefined;
  const load = (dictionary: unknown) => {
    if (dictionary !== undefined) throw errors.unavailable("A dictionary of Zstandard");
    return (zstd ??= loadZstd());
  };
  return {
    ZstdCompress: class ZstdCompress extends CompressionStream {
      init(...[parameters, pledged, result, callback, dictionary]: ZstdArguments): void {
        this.open(load(dictionary).compressor(parameters, pledged), result, callback);
      }
    },
    ZstdDecompress: class ZstdDecompress extends CompressionStream {
      init(...[parameters, , result, callback, dictionary]: ZstdArguments): void {
        this.open(load(dictionary).decompressor(parameters), result, callback);
      }
    },
  };
}

/** `internalBinding("zlib")`. */
export function createZlibBinding(host: ZlibHost) {
  let brotli: Brotli | undefined;
  const CompressionStream = createCompressionStream(host);
  const loadBrotli = (): Brotli => (brotli ??= createBrotli(host.loadBrotli()));

  const Zstd = createZstdClasses(CompressionStream, host);

  return {
    Zlib: createZlibClass(CompressionStream),
    BrotliEncoder: createBrotliClass(CompressionStream, loadBrotli),
    BrotliDecoder: createBrotliClass(CompressionStream, loadBrotli),
    ...Zstd,
    crc32: (data: unknown, start = 0) => crc32(typeof data === "string" ? encodeUtf8(data) : bytesOf(data), start),
  };
}
