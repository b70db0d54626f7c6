import fc from "fast-check";
import { expect, test } from "vitest";
import { hexRows } from "./hex-rows";

test("a row names its place, its bytes and the letters among them", () => {
  const rows = hexRows(new TextEncoder().encode("\0asm, and so on: more"));
  expect(rows).toEqual([
    "00000000  00 61 73 6d 2c 20 61 6e 64 20 73 6f 20 6f 6e 3a  .asm, and so on:",
    "00000010  20 6d 6f 72 65                                    more",
  ]);
});

test("each byte stands in the rows once and in order", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = hexRows(bytes).flatMap((row) => row.slice(10, 57).trim().split(" "));
      expect(read.filter(Boolean).map((byte) => Number.parseInt(byte, 16))).toEqual([...bytes]);
    }),
  );
});
