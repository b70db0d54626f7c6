import { expect, test } from "vitest";
import { hasGlob, matches } from "./pattern";

const plain = (text: string) => [{ text, quoted: false }];

test.each([
  ["*.js", "a.js", true],
  ["*.js", "a.ts", false],
  ["a?c", "abc", true],
  ["[a-c]x", "bx", true],
  ["[!a-c]x", "bx", false],
  ["[]]", "]", true],
  ["[x", "[x", true],
  ["a.b", "axb", false],
  [String.raw`\*`, "*", true],
  [String.raw`\*`, "a", false],
  ["-*", "-f", true],
])("%s and %s: %s", (pattern, text, expected) => {
  expect(matches(plain(pattern), text)).toBe(expected);
});

test("what is quoted stands for itself", () => {
  const pieces = [
    { text: "*", quoted: true },
    { text: ".js", quoted: false },
  ];
  expect([matches(pieces, "*.js"), matches(pieces, "a.js"), hasGlob(pieces)]).toEqual([true, false, false]);
});
