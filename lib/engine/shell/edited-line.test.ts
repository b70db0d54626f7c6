import { expect, test } from "vitest";
import { edit, emptyLine } from "./edited-line";
import { createKeySplitter } from "./keys";

const typed = (text: string, history: readonly string[] = []) =>
  createKeySplitter()(text).reduce((line, key) => edit(line, key, history), emptyLine);
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
  ["one two three\x17\x17\x19", "one two three|"],
  ["one two\x01\x1bd\x0b\x19", "one two|"],
  ["abc\x7f\x7f\x1f", "ab|"],
  ["abc\x15\x1f", "abc|"],
  ["one two\x01\x1bu\x1bc", "ONE Two|"],
  ["ONE\x01\x1bl", "one|"],
  ["a\x1b[200~b\nc\x1b[201~", "ab\nc|"],
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

test("Alt-. puts in what older lines end with, one further back each time", () => {
  const history = ["cat 'old file'", "ls newest"];
  expect(shown("vi \x1b.", history)).toBe("vi newest|");
  expect(shown("vi \x1b.\x1b.", history)).toBe("vi 'old file'|");
  expect(shown("vi \x1b. \x1b.", history)).toBe("vi newest newest|");
  expect(shown("vi \x1b.\x1b.\x1b.", history)).toBe("vi 'old file'|");
});
