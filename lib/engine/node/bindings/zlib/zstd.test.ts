import native from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CompressionContext } from "./context";
import { createZstd } from "./zstd";

const zstd = createZstd();
const compressor: typeof zstd.compressor = (...given) => zstd.compressor(...given);
const decompressor: typeof zstd.decompressor = (given) => zstd.decompressor(given);
const flags = { go: 0, flush: 1, end: 2 } as const;
const unset = (): Uint32Array => new Uint32Array(500).fill(0xffff_ffff);
const withLevel = (level: number): Uint32Array => unset().fill(level, 100, 101);

/** Writes pieces, the last with the end, into small outputs. */
function through(context: CompressionContext, pieces: readonly Uint8Array[], room = 1000): Uint8Array {
  const made: number[] = [];
  for (const [index, piece] of pieces.entries()) {
    let input = piece;
    context.flush = index === pieces.length - 1 ? flags.end : index % 3 === 2 ? flags.flush : flags.go;
    for (;;) {
      const output = new Uint8Array(room);
      context.setBuffers(input, output);
      context.work();
      const failure = context.error();
      if (failure) throw new Error(failure.code);
      made.push(...output.subarray(0, room - context.availableOutput));
      input = input.subarray(input.length - context.availableInput);
      if (context.availableOutput > 0 && input.length === 0) break;
    }
  }
  return Uint8Array.from(made);
}

const text = (words: number): Uint8Array => {
  const all = ["const ", "let ", "x", " = ", "[1, 2, 3]", ";\n", "return ", "function ", "() ", "{ ", "}"];
  let seed = 7;
  let made = "";
  for (let count = 0; count < words; count++) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    made += all[seed % all.length];
  }
  return new TextEncoder().encode(made);
};

const hasNative = "zstdDecompressSync" in native;
const nativeDecompress = (bytes: Uint8Array): Uint8Array =>
  (native as unknown as { zstdDecompressSync(bytes: Uint8Array): Uint8Array }).zstdDecompressSync(bytes);

test("what was compressed comes back, whatever it was and in whatever pieces", () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.nat(3000).map((length) => new Uint8Array(length).fill(length & 255)),
    fc.nat(400).map(text),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), fc.integer({ min: -3, max: 22 }), (pieces, level) => {
      const packed = through(compressor(withLevel(level), undefined), pieces);
      expect(Buffer.compare(through(decompressor(unset()), [packed]), Buffer.concat(pieces))).toBe(0);
    }),
    { numRuns: 60 },
  );
});

test("many blocks come back, and take less room the harder one looks", () => {
  const data = text(120_000);
  const sizes = [1, 3, 9, 19].map((level) => {
    const packed = through(compressor(withLevel(level), undefined), [data], 1 << 16);
    expect(Buffer.compare(through(decompressor(unset()), [packed], 1 << 16), data)).toBe(0);
    return packed.length;
  });
  expect(sizes[0]).toBeLessThan(data.length / 2);
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});

test.runIf(hasNative)("Node's own decoder reads it", () => {
  for (const data of [text(50_000), new Uint8Array(0), new Uint8Array(500_000), Uint8Array.from([1, 2, 3])]) {
    expect(Buffer.compare(nativeDecompress(through(compressor(withLevel(5), undefined), [data])), data)).toBe(0);
  }
});

test("data in small pieces is read as it comes", () => {
  const packed = through(compressor(unset(), undefined), [text(500)]);
  const pieces = Array.from(packed, (byte) => Uint8Array.of(byte));
  expect(Buffer.compare(through(decompressor(unset()), pieces), text(500))).toBe(0);
});

test("what is no frame, is cut short or isn't as long as was said fails as it does natively", () => {
  const packed = through(compressor(unset(), undefined), [text(500)]);
  expect(() => through(decompressor(unset()), [Uint8Array.of(1, 2, 3)])).toThrow("ZSTD_error_prefix_unknown");
  expect(() => through(decompressor(unset()), [packed.subarray(0, 40)])).toThrow("Z_BUF_ERROR");
  expect(() => through(compressor(unset(), 5), [Uint8Array.of(1)])).toThrow("ZSTD_error_srcSize_wrong");
});

test("a parameter out of range is refused at once", () => {
  expect(() => compressor(unset().fill(130, 107, 108), undefined)).toThrow("Setting parameter failed");
  expect(() => decompressor(unset().fill(1, 100, 101))).toThrow("Setting parameter failed");
});
