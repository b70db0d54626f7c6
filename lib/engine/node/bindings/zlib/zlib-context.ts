import {
  zlibDeflate,
  zlibDeflateInit2,
  zlibDeflateReset,
  zlibDeflateSetDictionary,
  zlibInflate,
  zlibInflateInit2,
  zlibInflateReset,
  zlibInflateSetDictionary,
  Z_BUF_ERROR,
  Z_DATA_ERROR,
  Z_FINISH,
  Z_NEED_DICT,
  Z_OK,
  Z_STREAM_END,
  ZStream,
} from "pako";
import type { CompressionContext, CompressionError } from "./context";
import { setDeflateParams } from "./deflate-params";

/** Node's numbers. */
export const Mode = {
  NONE: 0,
  DEFLATE: 1,
  INFLATE: 2,
  GZIP: 3,
  GUNZIP: 4,
  DEFLATERAW: 5,
  INFLATERAW: 6,
  UNZIP: 7,
} as const;

export interface ZlibOptions {
  readonly windowBits: number;
  readonly level: number;
  readonly memLevel: number;
  readonly strategy: number;
  readonly dictionary: Uint8Array<ArrayBuffer> | undefined;
  readonly rejectsGarbage: boolean;
}

const DEFLATED = 8;
const GZIP_ID1 = 0x1f;
const GZIP_ID2 = 0x8b;

const errorNames = new Map([
  [0, "Z_OK"],
  [1, "Z_STREAM_END"],
  [2, "Z_NEED_DICT"],
  [-1, "Z_ERRNO"],
  [-2, "Z_STREAM_ERROR"],
  [-3, "Z_DATA_ERROR"],
  [-4, "Z_MEM_ERROR"],
  [-5, "Z_BUF_ERROR"],
  [-6, "Z_VERSION_ERROR"],
]);

/** How zlib is told which wrapper there is: more bits for gzip, even more for either, negative for none. */
function wrappedBits(mode: number, bits: number): number {
  if (mode === Mode.GZIP || mode === Mode.GUNZIP) return bits + 16;
  if (mode === Mode.UNZIP) return bits + 32;
  return mode === Mode.DEFLATERAW || mode === Mode.INFLATERAW ? -bits : bits;
}

const compresses = (mode: number): boolean => mode === Mode.DEFLATE || mode === Mode.GZIP || mode === Mode.DEFLATERAW;

/** zlib's streams with Node's rules on top: several gzip members in a row, dictionaries, formats found out by their first bytes. */
export class ZlibContext implements CompressionContext {
  flush = 0;
  #mode: number;
  #status: number = Z_OK;
  #stream: ZStream | undefined;
  #gzipBytesSeen = 0;
  #input: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #output: Uint8Array<ArrayBuffer> = new Uint8Array(0);

  constructor(
    mode: number,
    private readonly options: ZlibOptions,
  ) {
    this.#mode = mode;
  }

  get input(): Uint8Array {
    return this.#input;
  }

  get output(): Uint8Array<ArrayBuffer> {
    return this.#output;
  }

  get availableInput(): number {
    return this.#stream?.avail_in ?? this.#input.length;
  }

  get availableOutput(): number {
    return this.#stream?.avail_out ?? this.#output.length;
  }

  setBuffers(input: Uint8Array, output: Uint8Array<ArrayBuffer>): void {
    this.#input = input as Uint8Array<ArrayBuffer>;
    this.#output = output;
    if (this.#stream !== undefined) this.#point(this.#stream);
  }

  #point(stream: ZStream): void {
    stream.input = this.#input;
    stream.next_in = 0;
    stream.avail_in = this.#input.length;
    stream.output = this.#output;
    stream.next_out = 0;
    stream.avail_out = this.#output.length;
  }

  /** Made when it is first needed, as Node does: a stream that is never written costs nothing. */
  #open(): ZStream | undefined {
    if (this.#stream !== undefined) return this.#stream;
    const stream = new ZStream();
    const { windowBits, level, memLevel, strategy } = this.options;
    const bits = wrappedBits(this.#mode, windowBits);
    this.#status = compresses(this.#mode)
      ? zlibDeflateInit2(stream, level, DEFLATED, bits, memLevel, strategy as 0)
      : zlibInflateInit2(stream, bits);
    this.#point(stream);
    if (this.#status !== Z_OK) {
      this.#mode = Mode.NONE;
      return undefined;
    }
    this.#stream = stream;
    this.#setDictionary(stream);
    return stream;
  }

  #setDictionary(stream: ZStream): void {
    const { dictionary } = this.options;
    if (dictionary === undefined || dictionary.length === 0) return;
    if (this.#mode === Mode.DEFLATE || this.#mode === Mode.DEFLATERAW) {
      this.#status = zlibDeflateSetDictionary(stream, dictionary);
    } else if (this.#mode === Mode.INFLATERAW) {
      this.#status = zlibInflateSetDictionary(stream, dictionary);
    }
  }

  /** Looks whether the data begins as gzip does. It may come a byte at a time. */
  #detectFormat(stream: ZStream): void {
    let next = stream.next_in;
    const last = stream.next_in + stream.avail_in;
    if (next === last) return;
    if (this.#gzipBytesSeen === 0) {
      if (this.#input[next] !== GZIP_ID1) {
        this.#mode = Mode.INFLATE;
        return;
      }
      this.#gzipBytesSeen = 1;
      if (++next === last) return;
    }
    const isGzip = this.#input[next] === GZIP_ID2;
    if (isGzip) this.#gzipBytesSeen = 2;
    this.#mode = isGzip ? Mode.GUNZIP : Mode.INFLATE;
  }

  work(): void {
    const stream = this.#open();
    if (stream === undefined) return;
    if (compresses(this.#mode)) {
      this.#status = zlibDeflate(stream, this.flush as 0);
      return;
    }
    if (this.#mode === Mode.UNZIP) this.#detectFormat(stream);
    this.#inflate(stream);
    while (this.#hasAnotherMember(stream)) {
      this.reset();
      this.#status = zlibInflate(stream, this.flush as 0);
    }
  }

  #inflate(stream: ZStream): void {
    this.#status = zlibInflate(stream, this.flush as 0);
    const { dictionary } = this.options;
    if (this.#status !== Z_NEED_DICT || this.#mode === Mode.INFLATERAW || dictionary === undefined) return;
    const status = zlibInflateSetDictionary(stream, dictionary);
    if (status === Z_OK) this.#status = zlibInflate(stream, this.flush as 0);
    // Bad input and a bad dictionary would look alike.
    else this.#status = status === Z_DATA_ERROR ? Z_NEED_DICT : status;
  }

  #hasAnotherMember(stream: ZStream): boolean {
    if (stream.avail_in === 0 || this.#mode !== Mode.GUNZIP || this.#status !== Z_STREAM_END) return false;
    return !this.options.rejectsGarbage && this.#input[stream.next_in] !== 0;
  }

  #describe(message: string): CompressionError {
    const own = this.#stream?.msg ?? "";
    const code = errorNames.get(this.#status) ?? "Z_UNKNOWN_ERROR";
    return { message: own === "" ? message : own, code, errno: this.#status };
  }

  error(): CompressionError | undefined {
    switch (this.#status) {
      case Z_OK:
      case Z_BUF_ERROR:
        return this.availableOutput !== 0 && this.flush === Z_FINISH
          ? this.#describe("unexpected end of file")
          : undefined;
      case Z_STREAM_END:
        return undefined;
      case Z_NEED_DICT:
        return this.#describe(this.options.dictionary === undefined ? "Missing dictionary" : "Bad dictionary");
      default:
        return this.#describe("Zlib error");
    }
  }

  reset(): CompressionError | undefined {
    const stream = this.#open();
    if (stream === undefined) return this.#describe("Failed to init stream before reset");
    this.#status = compresses(this.#mode) ? zlibDeflateReset(stream) : zlibInflateReset(stream);
    if (this.#status !== Z_OK) return this.#describe("Failed to reset stream");
    this.#setDictionary(stream);
    return this.#status === Z_OK ? undefined : this.#describe("Failed to set dictionary");
  }

  params(level: number, strategy: number): CompressionError | undefined {
    const stream = this.#open();
    if (stream === undefined) return this.#describe("Failed to init stream before set parameters");
    this.#status = Z_OK;
    if (this.#mode === Mode.DEFLATE || this.#mode === Mode.DEFLATERAW) {
      this.#status = setDeflateParams(stream, level, strategy);
    }
    return this.#status === Z_OK || this.#status === Z_BUF_ERROR
      ? undefined
      : this.#describe("Failed to set parameters");
  }

  close(): void {
    this.#stream = undefined;
    this.#mode = Mode.NONE;
  }
}
