import { expect, test } from "vitest";
import { createLineEditor, type Line } from "./line-editor";
import { createTestScope } from "./test-scope";

/** Reads lines from keys that come in the given pieces until the input ends. */
function read(pieces: readonly (string | Uint8Array)[], history: string[] = []): Line[] {
  const queue = [...pieces];
  const bytesOf = (piece: string | Uint8Array) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
  const { scope } = createTestScope([], {
    read: () => bytesOf(queue.shift() ?? ""),
    write: () => undefined,
  });
  const editor = createLineEditor(scope, history, () => ({ length: 2, choices: ["echo "] }));
  const lines: Line[] = [];
  for (;;) {
    const line = editor.read("$ ");
    lines.push(line);
    if (line.type === "end") return lines;
  }
}

const end = { type: "end" };
const line = (text: string) => ({ type: "line", text });

test.each([
  ["two lines in one piece", ["one\rtwo\r"], [line("one"), line("two"), end]],
  ["a sign in two pieces", [Uint8Array.of(0xc3), Uint8Array.of(0xa9, 0x0d)], [line("é"), end]],
  ["^C", ["half\x03whole\r"], [{ type: "cancelled" }, line("whole"), end]],
  ["^D on an empty line", ["\x04"], [end]],
  ["^D within a line", ["ab\x01\x04\r"], [line("b"), end]],
  ["a tab", ["ec\thi\r"], [line("echo hi"), end]],
  ["what was cut, on the next line", ["gone\x15\r\x19\r"], [line(""), line("gone"), end]],
])("%s", (_title, pieces, lines) => {
  expect(read(pieces)).toEqual(lines);
});

test("^R finds a line, and the key that ends the search is carried out", () => {
  expect(read(["\x12npm\x05!\r"], ["npm test", "ls"])).toEqual([line("npm test!"), end]);
});

test("lines are remembered, and found by the arrow", () => {
  const history: string[] = [];
  expect(read(["first\r", "\x1b[A\r"], history)).toEqual([line("first"), line("first"), end]);
  expect(history).toEqual(["first"]);
});
