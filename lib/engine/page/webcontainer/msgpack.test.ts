import fc from "fast-check";
import { expect, test } from "vitest";
import { pack, unpack, type Packed } from "./msgpack";

const { packed } = fc.letrec<{ packed: Packed }>((tie) => ({
  packed: fc.oneof(
    { depthSize: "small" },
    fc.string(),
    fc.nat(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie("packed")),
    fc.dictionary(fc.string(), tie("packed")),
  ),
}));

test("whatever is packed comes out again", () => {
  fc.assert(
    fc.property(packed, (value) => {
      expect(unpack(pack(value))).toEqual(value);
    }),
  );
});

test("long text, long lists and big bytes take the longer forms", () => {
  const value = {
    text: "é".repeat(40_000),
    list: Array.from({ length: 70_000 }, () => 1),
    bytes: new Uint8Array(70_000),
  };
  expect(unpack(pack(value))).toEqual(value);
});

test("reads the forms that only other writers use", () => {
  expect(unpack(new Uint8Array([0xd9, 1, 0x61]))).toBe("a");
  expect(unpack(new Uint8Array([0xc4, 2, 7, 8]))).toEqual(new Uint8Array([7, 8]));
  expect(unpack(new Uint8Array([0xff]))).toBe(-1);
  expect(unpack(new Uint8Array([0xd1, 0xff, 0]))).toBe(-256);
});

test("a name such as __proto__ is a name", () => {
  const value = unpack(pack(JSON.parse('{"__proto__":{"a":1}}') as Packed)) as Record<string, Packed>;
  expect(Object.keys(value)).toEqual(["__proto__"]);
});

test("refuses what ends too early", () => {
  const bytes = pack({ a: "some text" });
  expect(() => unpack(bytes.subarray(0, bytes.length - 1))).toThrow("too early");
});
