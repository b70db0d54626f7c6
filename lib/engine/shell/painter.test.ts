import { expect, test } from "vitest";
import { createPainter } from "./painter";

/** What each painting writes, one after another. */
function painted(columns: number, ...lines: readonly (readonly [text: string, cursor: number])[]): string[] {
  const written: string[] = [];
  const painter = createPainter({ write: (text) => void written.push(text), columns: () => columns });
  painter.begin();
  for (const [text, cursor] of lines) painter.paint("$ ", { text, cursor });
  return written;
}

test.each([
  ["puts the cursor behind the text", 80, "ab", 2, "\r\x1b[J$ ab\r\x1b[4C"],
  ["puts the cursor within the text", 80, "abc", 1, "\r\x1b[J$ abc\r\x1b[3C"],
  ["counts a wide sign twice", 80, "日", 1, "\r\x1b[J$ 日\r\x1b[4C"],
  ["goes back up from the second row", 4, "abcd", 0, "\r\x1b[J$ abcd\x1b[1A\r\x1b[2C"],
  ["makes a full row's cursor go on in the next", 4, "ab", 2, "\r\x1b[J$ ab \r\r"],
])("%s", (_title, columns, text, cursor, expected) => {
  expect(painted(columns, [text, cursor])).toEqual([expected]);
});

test("draws over all rows of what was there", () => {
  expect(painted(4, ["abcdef", 6], ["a", 1])[1]).toBe("\r\x1b[2A\x1b[J$ a\r\x1b[3C");
});
