import { expect, test } from "vitest";
import { pumpOutput } from "./process-output";

const bytes = (text: string) => new TextEncoder().encode(text);

async function readAll(output: ReadableStream<string>): Promise<string> {
  let text = "";
  for await (const piece of output) text += piece;
  return text;
}

test("delivers all output before it says so, though nobody reads", async () => {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const text of ["h\u00e9", "llo"]) controller.enqueue(bytes(text));
      controller.close();
    },
  });
  const { output, delivered } = pumpOutput(source, new Promise(() => undefined));
  await delivered;
  expect(await readAll(output)).toBe("héllo");
});

test("a sign that is cut in two arrives whole", async () => {
  const [first, second] = [bytes("é").slice(0, 1), bytes("é").slice(1)];
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(first);
      controller.enqueue(second);
      controller.close();
    },
  });
  expect(await readAll(pumpOutput(source, Promise.resolve()).output)).toBe("é");
});

test("ends after the exit though something left behind holds the stream open", async () => {
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      controller.enqueue(bytes("said"));
    },
  });
  expect(await readAll(pumpOutput(source, Promise.resolve(), 10).output)).toBe("said");
});

test("holds a flood back when nobody reads, and goes on when someone does", async () => {
  let sent = 0;
  const piece = new Uint8Array(1024 * 1024).fill(97);
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull(controller) {
        sent += 1;
        if (sent <= 40) controller.enqueue(piece);
        else controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const { output } = pumpOutput(source, new Promise(() => undefined));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(sent).toBeLessThan(20);
  expect((await readAll(output)).length).toBe(40 * 1024 * 1024);
});
