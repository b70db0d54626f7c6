import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import native from "node:zlib";
import { expect, test } from "vitest";
import fc from "fast-check";
import type { AsyncWrap } from "@/lib/engine/node/async-wrap";
import { createZlibBinding } from "./zlib";
import { createZstd } from "./zlib/zstd";
import { Mode } from "./zlib/zlib-context";

class PlainWrap implements AsyncWrap {
  getAsyncId(): number {
    return 1;
  }
  asyncReset(): void {}
  getProviderType(): number {
    return 0;
  }
  makeCallback(callback: unknown, ...args: unknown[]): unknown {
    return typeof callback === "function" ? Reflect.apply(callback, this, args) : undefined;
  }
}

const wasm = createRequire(import.meta.url)
  .resolve("brotli-wasm")
  .replace(/index\..*$/, "pkg.web/brotli_wasm_bg.wasm");
const binding = createZlibBinding({
  AsyncWrap: PlainWrap,
  tasks: { post: (task) => void setTimeout(task, 0) },
  errors: { unavailable: (what) => new Error(what) },
  loadBrotli: () => new WebAssembly.Module(readFileSync(wasm)),
  loadZstd: createZstd,
});

const { Z_NO_FLUSH, Z_FINISH, Z_SYNC_FLUSH } = native.constants;

interface Handle {
  onerror?: (...error: unknown[]) => void;
  writeSync: (...args: [number, unknown, number, number, unknown, number, number]) => void;
  write: (...args: [number, unknown, number, number, unknown, number, number]) => void;
}

/** Pumps the chunks through as Node's `processChunkSync` does: output in small buffers until one isn't filled. */
function pump(
  handle: Handle,
  result: Uint32Array,
  chunks: readonly Uint8Array[],
  finish: number,
  size = 64,
): Uint8Array {
  const out: number[] = [];
  const errors: unknown[] = [];
  handle.onerror = (...error) => errors.push(error);
  for (const [index, chunk] of chunks.entries()) {
    const flush = index === chunks.length - 1 ? finish : Z_NO_FLUSH;
    let at = 0;
    do {
      const output = new Uint8Array(size);
      handle.writeSync(flush, chunk, at, chunk.length - at, output, 0, size);
      if (errors.length > 0) throw Object.assign(new Error("zlib"), { details: errors[0] });
      out.push(...output.subarray(0, size - (result[0] ?? 0)));
      at = chunk.length - (result[1] ?? 0);
    } while (result[0] === 0);
  }
  return Uint8Array.from(out);
}

function zlibHandle(mode: number, options: { level?: number; windowBits?: number; dictionary?: Uint8Array } = {}) {
  const result = new Uint32Array(2);
  const handle = new binding.Zlib(mode);
  handle.init(options.windowBits ?? 15, options.level ?? 6, 8, 0, result, () => undefined, options.dictionary);
  return { handle: handle as unknown as Handle & typeof handle, result };
}

function run(mode: number, chunks: readonly Uint8Array[], options: Parameters<typeof zlibHandle>[1] = {}): Uint8Array {
  const { handle, result } = zlibHandle(mode, options);
  return pump(handle, result, chunks, Z_FINISH);
}

const compressible = fc
  .array(fc.constantFrom("the ", "cat ", "sat ", "on ", "mats. ", "🙂"), { maxLength: 300 })
  .map((words) => new TextEncoder().encode(words.join("")));

test("what it compresses Node inflates, in every format and level", () => {
  fc.assert(
    fc.property(compressible, fc.integer({ min: -1, max: 9 }), fc.nat(100), (bytes, level, cut) => {
      const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect(native.inflateSync(run(Mode.DEFLATE, chunks, { level })).equals(bytes)).toBe(true);
      expect(native.gunzipSync(run(Mode.GZIP, chunks, { level })).equals(bytes)).toBe(true);
      expect(native.inflateRawSync(run(Mode.DEFLATERAW, chunks, { level })).equals(bytes)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("inflates what Node compresses, whatever the pieces", () => {
  fc.assert(
    fc.property(compressible, fc.nat(40), (bytes, cut) => {
      const split = (whole: Uint8Array) => [whole.subarray(0, cut), whole.subarray(cut)];
      expect(run(Mode.INFLATE, split(native.deflateSync(bytes)))).toEqual(bytes);
      expect(run(Mode.GUNZIP, split(native.gzipSync(bytes)))).toEqual(bytes);
      expect(run(Mode.UNZIP, split(native.gzipSync(bytes)), { windowBits: 0 })).toEqual(bytes);
      expect(run(Mode.UNZIP, split(native.deflateSync(bytes)), { windowBits: 0 })).toEqual(bytes);
      expect(run(Mode.INFLATERAW, split(native.deflateRawSync(bytes)))).toEqual(bytes);
    }),
    { numRuns: 60 },
  );
});

test("joins the members of a gzip file and leaves padding alone", () => {
  const text = new TextEncoder().encode("abcdef");
  const two = Buffer.concat([native.gzipSync("abc"), native.gzipSync("def"), Buffer.alloc(8)]);
  expect(run(Mode.GUNZIP, [two])).toEqual(text);
});

test("uses dictionaries and says when one is missing or wrong", () => {
  const dictionary = Buffer.from("the cat sat on the mat");
  const bytes = Buffer.from("the cat sat on the mat and the cat");
  const packed = run(Mode.DEFLATE, [bytes], { dictionary });
  expect(native.inflateSync(packed, { dictionary }).equals(bytes)).toBe(true);
  expect(Buffer.from(run(Mode.INFLATE, [packed], { dictionary })).equals(bytes)).toBe(true);
  const details = (options: Parameters<typeof run>[2]) => {
    try {
      return run(Mode.INFLATE, [packed], options);
    } catch (error) {
      return (error as { details?: unknown }).details;
    }
  };
  expect(details({})).toEqual(["Missing dictionary", 2, "Z_NEED_DICT"]);
  expect(details({ dictionary: Buffer.from("other") })).toEqual(["Bad dictionary", 2, "Z_NEED_DICT"]);
});

test("tells zlib's own errors", () => {
  const details = (mode: number, bytes: Uint8Array): unknown => {
    try {
      return run(mode, [bytes]);
    } catch (error) {
      return (error as { details?: unknown }).details;
    }
  };
  expect(details(Mode.INFLATE, Buffer.from("nonsense"))).toEqual(["incorrect header check", -3, "Z_DATA_ERROR"]);
  const whole = native.deflateSync("hello hello hello");
  expect(details(Mode.INFLATE, whole.subarray(0, 8))).toEqual(["unexpected end of file", -5, "Z_BUF_ERROR"]);
});

test("changes level and strategy in the middle of a stream", () => {
  const { handle, result } = zlibHandle(Mode.DEFLATE, { level: 9 });
  const first = Buffer.from("abcabcabc".repeat(50));
  const head = pump(handle, result, [first], Z_SYNC_FLUSH, 4096);
  handle.params(0, 0);
  const tail = pump(handle, result, [first], Z_FINISH, 4096);
  const whole = native.inflateSync(Buffer.concat([head, tail])).toString();
  expect(whole).toBe("abcabcabc".repeat(100));
  expect(Buffer.from(tail).includes("abcabcabcabc")).toBe(true);
});

test("starts over after a reset", () => {
  const { handle, result } = zlibHandle(Mode.DEFLATE);
  const bytes = Buffer.from("again and again");
  const first = pump(handle, result, [bytes], Z_FINISH);
  handle.reset();
  expect(pump(handle, result, [bytes], Z_FINISH)).toEqual(first);
});

test("writes later when asked to, and may be closed meanwhile", async () => {
  const result = new Uint32Array(2);
  const handle = new binding.Zlib(Mode.DEFLATE);
  const output = new Uint8Array(100);
  await new Promise<void>((resolve) => {
    handle.init(15, 6, 8, 0, result, resolve);
    handle.write(Z_FINISH, Buffer.from("abc"), 0, 3, output, 0, 100);
    handle.close();
    expect(result[0]).toBe(0);
  });
  expect(native.inflateSync(output.subarray(0, 100 - (result[0] ?? 0))).toString()).toBe("abc");
});

test("compresses and decompresses brotli", () => {
  const unset = new Uint32Array(10).fill(0xffffffff);
  const bytes = Buffer.from("a quick brown fox ".repeat(200));
  for (const quality of [0, 5, 11]) {
    const result = new Uint32Array(2);
    const params = unset.slice();
    params[1] = quality;
    const encoder = new binding.BrotliEncoder(9);
    encoder.init(params, result, () => undefined);
    const packed = pump(encoder, result, [bytes.subarray(0, 1000), bytes.subarray(1000)], 2);
    expect(native.brotliDecompressSync(packed).equals(bytes)).toBe(true);
    const decoder = new binding.BrotliDecoder(8);
    decoder.init(unset, result, () => undefined);
    expect(Buffer.from(pump(decoder, result, [packed], 2)).equals(bytes)).toBe(true);
  }
});

test("refuses what isn't brotli", () => {
  const result = new Uint32Array(2);
  const decoder = new binding.BrotliDecoder(8);
  decoder.init(new Uint32Array(10).fill(0xffffffff), result, () => undefined);
  expect(() => pump(decoder, result, [Buffer.from("this is no brotli at all")], 2)).toThrow("zlib");
});

test("sums as CRC-32 does, in parts too", () => {
  expect(binding.crc32("123456789")).toBe(0xcbf43926);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(100), (bytes, cut) => {
      const at = Math.min(cut, bytes.length);
      expect(binding.crc32(bytes.subarray(at), binding.crc32(bytes.subarray(0, at)))).toBe(binding.crc32(bytes));
    }),
  );
});
