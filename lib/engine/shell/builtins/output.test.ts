import { expect, test } from "vitest";
import { unescaped } from "../escapes";
import { formatted } from "../printf";

test.each([
  ["%s-%s\\n", ["a", "b"], "a-b\n"],
  ["%s\\n", ["a", "b"], "a\nb\n"],
  ["%5d|%-5d|%05d", ["42", "42", "-42"], "   42|42   |-0042"],
  ["%x %o %.2f %c", ["255", "8", "3.14159", "xyz"], "ff 10 3.14 x"],
  ["100%%", [], "100%"],
  ["%q", ["it's"], String.raw`it\'s`],
  ["%*d", ["4", "7"], "   7"],
  ["no directive", ["ignored"], "no directive"],
])("printf %s", (format, args, expected) => {
  expect(formatted(format, args).text).toBe(expected);
});

test("escapes are those of echo -e", () => {
  expect(unescaped(String.raw`a\tb\\n\x41\0101`, true)).toEqual({ text: "a\tb\\nAA", ended: false });
  expect(unescaped(String.raw`a\cb`)).toEqual({ text: "a", ended: true });
});
