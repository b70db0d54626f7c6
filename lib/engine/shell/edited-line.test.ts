import { expect, test } from "vitest";
import { edit, emptyLine } from "./edited-line";
import { keysOf } from "./keys";

const typed = (text: string, history: readonly string[] = []) =>
  keysOf(text).reduce((line, key) => edit(line, key, history), emptyLine);
/** The text with the cursor's place. */
const shown = (text: string, history?: readonly string[]) => {
  const line = typed(text, history);
  return `${line.text.slice(0, line.cursor)}|${line.text.slice(line.cursor)}`;
};

test.each([
  ["abc", "abc|"],
  ["abc\x1b[D\x1b[DX", "aX|bc"],
  ["abc\x01\x1b[3~", "|bc"],
  ["abc\x7f\x7f", "a|"],
  ["one two\x17", "one |"],
  ["one two\x01\x0b", "|"],
  ["one two\x1bb\x15", "|two"],
  ["é😀\x1b[Z", "é😀|"],
  ["one two\x17\x19\x19", "one twotwo|"],
  ["one\x15two\x19", "twoone|"],
  ["one/two\x1b\x7f", "one/|"],
  ["one/two\x1bb\x1bb\x1bd", "|/two"],
  ["ab\x14", "ba|"],
  ["abc\x1b[D\x14", "acb|"],
  ["a👨‍👩‍👧\x7f", "a|"],
  ["日本\x1b[Dx", "日x|本"],
])("%j", (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test("the history goes back and forth and keeps what was being typed", () => {
  const history = ["first", "second"];
  expect(shown("new\x1b[A", history)).toBe("second|");
  expect(shown("new\x1b[A\x1b[A\x1b[A", history)).toBe("first|");
  expect(shown("new\x1b[A\x1b[A\x1b[B\x1b[B", history)).toBe("new|");
});
