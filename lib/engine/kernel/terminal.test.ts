import { expect, test } from "vitest";
import { rawTerminal, terminalFlag } from "../protocol/constants";
import { textOf } from "../protocol/parts";
import type { ByteQueue } from "./byte-queue";
import { Terminal } from "./terminal";

const bytes = (text: string) => new TextEncoder().encode(text);

function drain(queue: ByteQueue): string[] {
  const chunks: string[] = [];
  while (queue.size > 0 || queue.poll().readable !== 0)
    queue.read(4096, { finish: () => undefined, onCancel: undefined }, (chunk) => chunks.push(textOf(chunk)));
  return chunks;
}

function terminal() {
  const sent: number[] = [];
  const made = new Terminal(80, 24, (signal) => sent.push(signal));
  return { made, sent, type: (text: string) => made.feed(bytes(text)) };
}

test("a line is edited, echoed, and given whole when it's done", () => {
  const { made, type } = terminal();
  type("helo\u007fp\u007flo");
  expect(drain(made.input)).toEqual([]);
  type("\r");
  expect(drain(made.input)).toEqual(["hello\n"]);
  expect(drain(made.output).join("")).toBe("helo\b \bp\b \blo\r\n");
});

test("lines stay apart, and ^D gives what there is: nothing means the end", () => {
  const { made, type } = terminal();
  type("one\rtwo\rthr\u0004\u0004");
  expect(drain(made.input)).toEqual(["one\n", "two\n", "thr", ""]);
});

test("^U takes the line away, ^W a word, and erasing a character takes all its bytes", () => {
  const { made, type } = terminal();
  type("rm -rf /\u0015echo one two\u0017\u0017é€\u007f\u007fok\r");
  expect(drain(made.input)).toEqual(["echo ok\n"]);
});

test("^V takes the next key as it is", () => {
  const { made, sent, type } = terminal();
  type("a\u0016\u0003b\r");
  expect(drain(made.input)).toEqual(["a\u0003b\n"]);
  expect(sent).toEqual([]);
});

test("^C, ^\\ and ^Z are signals and drop what was typed", () => {
  const { made, sent, type } = terminal();
  type("abc\u0003\u001c\u001ax\r");
  expect(sent).toEqual([2, 3, 20]);
  expect(drain(made.input)).toEqual(["x\n"]);
  expect(drain(made.output).join("")).toBe("abc^C^\\^Zx\r\n");
});

test("raw mode gives each key at once, unechoed and unchanged", () => {
  const { made, sent, type } = terminal();
  type("typed before");
  made.setFlags(rawTerminal);
  expect(drain(made.input)).toEqual(["typed before"]);
  drain(made.output);
  type("\u0003\r\u007f");
  expect(drain(made.input).join("")).toBe("\u0003\r\u007f");
  expect(drain(made.output)).toEqual([]);
  expect(sent).toEqual([]);
});

test("output returns the carriage at a newline unless told not to", () => {
  const { made } = terminal();
  expect(textOf(made.processed(bytes("a\nb\n")))).toBe("a\r\nb\r\n");
  made.setFlags(made.flags & ~terminalFlag.nlToCrNl);
  expect(textOf(made.processed(bytes("a\nb\n")))).toBe("a\nb\n");
});

test("^S holds output back until ^Q", () => {
  const { made, type } = terminal();
  type("\u0013");
  let shown = false;
  made.whenReleased(() => {
    shown = true;
  });
  expect([made.stopped, shown]).toEqual([true, false]);
  type("\u0011");
  expect([made.stopped, shown]).toEqual([false, true]);
});

test("a new size is a signal, the same size isn't", () => {
  const { made, sent } = terminal();
  made.resize(100, 30);
  made.resize(100, 30);
  expect(sent).toEqual([28]);
});
