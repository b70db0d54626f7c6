import fc from "fast-check";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { findHash } from "./hash-algorithms";

const names = ["sha224", "sha256", "sha384", "sha512", "sha512-224", "sha512-256"];
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const begin = (name: string) => {
  const algorithm = findHash(name);
  if (algorithm === undefined) throw new Error(name);
  return { hasher: algorithm.create(), length: algorithm.outputLength };
};

test.each(names)("%s is Node's, however the bytes come", (name) => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 }), (pieces) => {
      const native = createHash(name);
      const { hasher, length } = begin(name);
      for (const piece of pieces) {
        native.update(piece);
        hasher.update(piece);
      }
      expect(hex(hasher.digest(length))).toBe(native.digest("hex"));
    }),
    { numRuns: 300 },
  );
});

test.each(names)("%s of every length about two blocks, and of one that fills the memory more than once", (name) => {
  for (const length of [...Array.from({ length: 260 }, (_, index) => index), 200_001]) {
    const bytes = new Uint8Array(length).map((_, index) => (index * 31) & 255);
    const made = begin(name);
    made.hasher.update(bytes);
    expect(hex(made.hasher.digest(made.length))).toBe(createHash(name).update(bytes).digest("hex"));
  }
});

test("hashes that go on side by side, and copies of one, don't meddle with each other", () => {
  const one = begin("sha512");
  const other = begin("sha256");
  one.hasher.update(Buffer.from("a".repeat(150)));
  other.hasher.update(Buffer.from("b".repeat(100)));
  const copy = one.hasher.clone();
  one.hasher.update(Buffer.from("c".repeat(500)));
  copy.update(Buffer.from("d"));
  const native = (name: string, text: string) => createHash(name).update(text).digest("hex");
  expect(hex(one.hasher.digest(64))).toBe(native("sha512", "a".repeat(150) + "c".repeat(500)));
  expect(hex(copy.digest(64))).toBe(native("sha512", `${"a".repeat(150)}d`));
  expect(hex(other.hasher.digest(32))).toBe(native("sha256", "b".repeat(100)));
});
