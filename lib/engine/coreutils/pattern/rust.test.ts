import fc from "fast-check";
import { expect, test } from "vitest";
import { rustPattern, RustPatternError } from "./rust";

function compiled(source: string): RegExp {
  const { text, ignoreCase } = rustPattern(source, { ignoreCase: false, dotAll: false });
  return new RegExp(text, `v${ignoreCase ? "i" : ""}`);
}

const found = (source: string, text: string): string | undefined => compiled(source).exec(text)?.[0];

test.each([
  ["(?P<y>\\d{4})-(?<m>\\d\\d)", "on 2024-05", "2024-05"],
  ["foo(?i)bar", "fooBAR", "fooBAR"],
  ["(?i:foo)bar", "FOObar", "FOObar"],
  ["(?i:foo)bar", "FOOBAR", undefined],
  ["[a-z&&[^aeiou]]+", "aeixyz", "xyz"],
  ["[\\w--\\d]+", "12ab", "ab"],
  ["[[:alpha:]_]+", "1a_b", "a_b"],
  ["a**", "aaa", "aaa"],
  ["(?U)a+", "aaa", "a"],
  ["(?x) a b # c", "ab", "ab"],
  ["\\x{1F600}\\pL", "😀é", "😀é"],
  ["\\bé\\b", "e é", "é"],
  ["^b$", "a\nb\r\nb\nc", "b"],
  [".", "\n", undefined],
] as const)("reads `%s` as Rust does", (pattern, text, expected) => {
  expect(found(pattern, text)).toBe(expected);
});

test("finds a text whose signs are all escaped", () => {
  const quoted = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|#&~-]/gu, String.raw`\$&`);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.string(), fc.string(), (text, before, behind) => {
      expect(compiled(quoted(text)).test(before + text + behind)).toBe(true);
    }),
  );
});

test("makes of any text a pattern that JavaScript reads, or says what is wrong", () => {
  const sign = fc.constantFrom(..."ab1-^$.*+?()[]{}|\\&~:,=!<>iPsxpdwDW \n".split(""));
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 12 }), (source) => {
      let said: unknown;
      try {
        compiled(source).test("ab1");
      } catch (error) {
        said = error;
      }
      expect(said === undefined || said instanceof RustPatternError || said instanceof SyntaxError).toBe(true);
    }),
    { numRuns: 500 },
  );
});
