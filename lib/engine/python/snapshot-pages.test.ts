import { expect, test } from "vitest";
import { packPages, unpackPages } from "./snapshot-pages";

test("keeps what there is of a memory, to the byte, and none of its empty pages", () => {
  const memory = new Uint8Array(4096 * 20 + 16);
  memory[5] = 1;
  memory.fill(7, 4096 * 3, 4096 * 5 + 1);
  memory[memory.length - 1] = 9;
  const packed = packPages(memory);
  expect(packed.length).toBeLessThan(4096 * 5);
  expect(Buffer.from(unpackPages(packed)).equals(Buffer.from(memory))).toBe(true);
});

test("an empty memory has its size", () => {
  expect(unpackPages(packPages(new Uint8Array(8192)))).toEqual(new Uint8Array(8192));
});
