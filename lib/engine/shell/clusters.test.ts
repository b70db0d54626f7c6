import fc from "fast-check";
import { expect, test } from "vitest";
import { clusterAfter, clusterBefore, placeAfter } from "./clusters";

test.each([
  ["abc", 80, 0, 3],
  ["\x1b[32mabc\x1b[m", 80, 0, 3],
  ["日本", 80, 0, 4],
  ["a日本", 4, 1, 2],
  ["abcd", 4, 1, 0],
  ["abcde", 4, 1, 1],
  ["e\u0301", 80, 0, 1],
  ["😀😀", 3, 1, 2],
])("%j in %i columns ends in row %i, column %i", (text, columns, row, column) => {
  expect(placeAfter(text, columns)).toEqual({ row, column });
});

test("a text of narrow signs ends where division says", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ]{0,300}$/), fc.integer({ min: 1, max: 100 }), (text, columns) => {
      const { row, column } = placeAfter(text, columns);
      expect(row * columns + column).toBe(text.length);
    }),
  );
});

test("a family is one sign in either direction", () => {
  const text = "a👨‍👩‍👧b";
  expect(clusterAfter(text, 1)).toBe(text.length - 1);
  expect(clusterBefore(text, text.length - 1)).toBe(1);
  expect([clusterBefore(text, 0), clusterAfter(text, text.length)]).toEqual([0, text.length]);
});
