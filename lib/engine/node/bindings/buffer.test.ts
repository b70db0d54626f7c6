import { Buffer as NativeBuffer } from "node:buffer";
import { expect, test } from "vitest";
import fc from "fast-check";
import { createBufferBinding } from "./buffer";
import { createBuffers } from "./make-buffer";
import { encodeText, encodings, parseEncoding } from "./buffer/encodings";

const binding = createBufferBinding();

const slices = {
  utf8: binding.utf8Slice,
  latin1: binding.latin1Slice,
  ascii: binding.asciiSlice,
  hex: binding.hexSlice,
  utf16le: binding.ucs2Slice,
  base64: binding.base64Slice,
  base64url: binding.base64urlSlice,
} as const;

const writes = {
  utf8: binding.utf8WriteStatic,
  latin1: binding.latin1WriteStatic,
  ascii: binding.asciiWriteStatic,
  hex: binding.hexWrite,
  utf16le: binding.ucs2Write,
  base64: binding.base64Write,
  base64url: binding.base64urlWrite,
} as const;

type Name = keyof typeof slices;
const names = Object.keys(slices) as Name[];
const anyName = fc.constantFrom(...names);
const someBytes = fc.uint8Array({ maxLength: 200 });

/** Texts of every kind: unicode with lone surrogates, latin1, hex, base64 with rubbish in it. */
const someText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 80 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...Array.from("0123456789abcdefABCDEFg")), maxLength: 80 }),
  fc.string({ unit: fc.constantFrom(...Array.from("ABCDxyz0189+/-_= \n*\u0100")), maxLength: 80 }),
);

test("reads the same text as Node from any part of any bytes, in every encoding", () => {
  fc.assert(
    fc.property(anyName, someBytes, fc.nat(200), fc.nat(200), (name, bytes, a, b) => {
      const start = Math.min(a, b, bytes.length);
      const end = Math.min(Math.max(a, b), bytes.length);
      expect(slices[name](bytes, start, end)).toBe(NativeBuffer.from(bytes).toString(name, start, end));
    }),
    { numRuns: 2000 },
  );
});

test("writes the same bytes as Node at any place, in every encoding", () => {
  fc.assert(
    fc.property(anyName, someText, fc.nat(60), fc.nat(90), fc.nat(90), (name, text, size, at, count) => {
      const offset = Math.min(at, size);
      const length = Math.min(count, size - offset);
      const ours = new Uint8Array(size);
      const theirs = NativeBuffer.alloc(size);
      const written = writes[name](ours, text, offset, length);
      expect(written).toBe(length === 0 ? 0 : theirs.write(text, offset, length, name));
      expect(NativeBuffer.from(ours.buffer).equals(theirs)).toBe(true);
    }),
    { numRuns: 3000 },
  );
});

test("encodes whole texts as `Buffer.from` does", () => {
  fc.assert(
    fc.property(anyName, someText, (name, text) => {
      expect(NativeBuffer.from(encodeText(text, name)).toString("hex")).toBe(
        NativeBuffer.from(text, name).toString("hex"),
      );
    }),
    { numRuns: 2000 },
  );
});

test("handles texts longer than one chunk", () => {
  const bytes = new Uint8Array(100_003).map((_, index) => (index * 7) % 256);
  for (const name of names) {
    expect(slices[name](bytes, 1, 100_002)).toBe(NativeBuffer.from(bytes).toString(name, 1, 100_002));
  }
});

test("counts UTF-8 bytes as Node does", () => {
  fc.assert(
    fc.property(someText, (text) => {
      expect(binding.byteLengthUtf8(text)).toBe(NativeBuffer.byteLength(text));
    }),
  );
});

test("finds texts, bytes and numbers where Node finds them, from both ends", () => {
  const small = fc.uint8Array({ maxLength: 24, max: 3 });
  const needle = fc.uint8Array({ minLength: 1, maxLength: 3, max: 3 });
  const encoding = fc.constantFrom("utf8" as const, "latin1" as const, "utf16le" as const);
  fc.assert(
    fc.property(
      small,
      needle,
      fc.integer({ min: -30, max: 30 }),
      encoding,
      fc.boolean(),
      (hay, pin, at, name, isForward) => {
        fc.pre(name !== "utf16le" || hay.length % 2 === 0);
        const theirs = NativeBuffer.from(hay);
        const text = NativeBuffer.from(pin).toString(name);
        const call = isForward ? "indexOf" : "lastIndexOf";
        const number = encodings.indexOf(name);
        expect(binding.indexOfString(hay, text, at, number, isForward)).toBe(theirs[call](text, at, name));
        expect(binding.indexOfBuffer(hay, pin, at, number, isForward)).toBe(theirs[call](pin, at, name));
        expect(binding.indexOfNumber(hay, pin[0] ?? 0, at, isForward)).toBe(theirs[call](pin[0] ?? 0, at));
      },
    ),
    { numRuns: 3000 },
  );
});

test("looks no further than the end that is given", () => {
  const bytes = NativeBuffer.from("abcabc");
  expect(binding.indexOfString(bytes, "c", 0, 1, true, 2)).toBe(-1);
  expect(binding.indexOfString(bytes, "bc", 0, 1, true, 3)).toBe(1);
  expect(binding.indexOfNumber(bytes, 97, 5, false, 3)).toBe(0);
  expect(binding.indexOfString(bytes, "", 6, 1, true, 2)).toBe(2);
});

test("fills with texts, bytes and numbers as Node does", () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(40), fc.nat(40), anyName, someText, (size, a, b, name, text) => {
      const start = Math.min(a, b, size);
      const end = Math.min(Math.max(a, b), size);
      const pattern = encodeText(text, name);
      fc.pre(pattern.length > 0 && name !== "ascii" && end > start);
      const ours = new Uint8Array(size);
      expect(binding.fill(ours, text, start, end, name)).toBe(undefined);
      expect(NativeBuffer.from(ours).toString("hex")).toBe(
        NativeBuffer.alloc(size).fill(text, start, end, name).toString("hex"),
      );
    }),
    { numRuns: 2000 },
  );
  expect(binding.fill(new Uint8Array(4), "", 0, 4, "utf8")).toBe(-1);
  expect(binding.fill(new Uint8Array(4), "zz", 0, 4, "hex")).toBe(-1);
  expect(binding.fill(new Uint8Array(4), 1, 0, 5, "utf8")).toBe(-2);
});

test("compares and swaps as Node does", () => {
  fc.assert(
    fc.property(someBytes, someBytes, (left, right) => {
      expect(binding.compare(left, right)).toBe(NativeBuffer.compare(left, right));
    }),
  );
  const bytes = () => NativeBuffer.from("0102030405060708", "hex");
  expect(binding.swap16(bytes())).toEqual(bytes().swap16());
  expect(binding.swap32(bytes())).toEqual(bytes().swap32());
  expect(binding.swap64(bytes())).toEqual(bytes().swap64());
});

test("knows valid UTF-8 and ASCII, in odd places of a buffer too", () => {
  fc.assert(
    fc.property(someBytes, fc.nat(9), (bytes, offset) => {
      const placed = new Uint8Array(new Uint8Array([...new Uint8Array(offset), ...bytes]).buffer, offset);
      const isAscii = bytes.every((byte) => byte < 128);
      expect(binding.isAscii(placed)).toBe(isAscii);
      const text = NativeBuffer.from(bytes).toString("utf8");
      expect(binding.isUtf8(placed)).toBe(NativeBuffer.from(text).equals(bytes));
    }),
  );
  expect(binding.isUtf8(new TextEncoder().encode("größe 🙂".repeat(40)))).toBe(true);
});

test("reads and writes memory that threads share", () => {
  const shared = new Uint8Array(new SharedArrayBuffer(64));
  expect(binding.utf8WriteStatic(shared, "größe and more than a few characters", 0, 64)).toBe(38);
  expect(binding.utf8Slice(shared, 0, 38)).toBe("größe and more than a few characters");
  expect(binding.isUtf8(shared)).toBe(true);
});

test("throws Node's errors for bad ranges, buffers and texts", () => {
  const bytes = new Uint8Array(5);
  expect(() => binding.utf8Slice(bytes, 3, 100)).toThrow(expect.objectContaining({ code: "ERR_OUT_OF_RANGE" }));
  expect(() => binding.utf8Slice({}, 0, 1)).toThrow("argument must be a buffer");
  expect(() => binding.base64Write(bytes, 5, 0, 5)).toThrow("argument must be a string");
  expect(() => binding.hexWrite(bytes, "00", 9, 1)).toThrow('"offset" is outside of buffer bounds');
  expect(binding.utf8Slice(bytes, 4, 2)).toBe("");
});

test("answers `atob` and `btoa` with the numbers that Node's library expects for bad input", () => {
  expect(binding.atob(" a b\n==")).toBe("i");
  expect(binding.atob("a")).toBe(-1);
  expect(binding.atob("a*")).toBe(-2);
  expect(binding.btoa("\u0100")).toBe(-1);
  expect(binding.btoa("ÿ")).toBe("/w==");
});

test("knows encodings by all their names", () => {
  expect(parseEncoding("UTF-16LE")).toBe("utf16le");
  expect(parseEncoding("binary")).toBe("latin1");
  expect(parseEncoding(7)).toBe("base64url");
  expect(parseEncoding("klingon", "buffer")).toBe("buffer");
});

test("makes the program's own Buffers once it knows them", () => {
  const buffers = createBuffers();
  const bytes = new Uint8Array([1, 2, 3]).subarray(1);
  expect(NativeBuffer.isBuffer(buffers.make(bytes))).toBe(false);
  createBufferBinding(buffers).setBufferPrototype(NativeBuffer.prototype);
  const made = buffers.make(bytes);
  expect(NativeBuffer.isBuffer(made)).toBe(true);
  expect([...made]).toEqual([2, 3]);
  expect(made.buffer).toBe(bytes.buffer);
});
