import { expect, test } from "vitest";
import { createLineEditor, type Line } from "./line-editor";
import { createTestScope } from "./test-scope";

/** Reads lines from keys that come in the given pieces until the input ends. */
function read(pieces: readonly (string | Uint8Array)[], history: string[] = []): Line[] {
  const queue = [...pieces];
  const bytesOf = (piece: string | Uint8Array) => (typeof piece === "string" ? new TextEncoder().encode(piece) : piece);
  const { scope } = createTestScope([], {
    readUnlessSignal: () => bytesOf(queue.shift() ?? ""),
    write: () => undefined,
  });
  const editor = createLineEditor(
    scope,
    history,
    () => ({ length: 2, choices: ["echo "] }),
    () => undefined,
  );
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

test("a pasted block is one text that waits for Enter", () => {
  expect(read(["ls \x1b[200~one\rtwo\x1b[201~ three", "\r"])).toEqual([line("ls one\ntwo three"), end]);
});

test("the second Tab shows what there is, the first only rings", () => {
  const written: string[] = [];
  const keys = ["a", "\t", "\t", "\r", ""];
  const { scope } = createTestScope([], {
    readUnlessSignal: () => new TextEncoder().encode(keys.shift() ?? ""),
    write: (_fd, bytes) => void written.push(String(bytes)),
  });
  const completions = () => ({ length: 1, choices: ["ab ", "ac "] });
  createLineEditor(scope, [], completions, () => undefined).read("$ ");
  expect(written.indexOf("\x07")).toBeGreaterThan(0);
  expect(written.indexOf("\nab  ac\n")).toBeGreaterThan(written.indexOf("\x07"));
});
