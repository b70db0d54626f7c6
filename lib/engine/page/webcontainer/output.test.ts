import fc from "fast-check";
import { expect, test } from "vitest";
import { createOutputPump } from "./output";

async function through(pieces: readonly Uint8Array[], wait = 0) {
  const texts: string[] = [];
  let ended = false;
  const pump = createOutputPump(async (bytes) => {
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (bytes === null) ended = true;
    else texts.push(new TextDecoder().decode(bytes));
  });
  for (const piece of pieces) await pump.push(piece);
  await pump.finish();
  return { texts, ended };
}

test("text arrives whole however it was cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme", maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      async (text, size) => {
        const bytes = new TextEncoder().encode(text);
        const pieces: Uint8Array[] = [];
        for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
        const { texts, ended } = await through(pieces);
        expect([texts.join(""), ended]).toEqual([text, true]);
      },
    ),
  );
});

test("what comes while the client is busy goes together", async () => {
  const pieces = Array.from({ length: 1000 }, (_, at) => new TextEncoder().encode(`${at}\n`));
  const { texts } = await through(pieces, 1);
  expect(texts.join("").split("\n")).toHaveLength(1001);
  expect(texts.length).toBeLessThan(10);
});

test("a sign that never ends is sent as it is", async () => {
  const { texts, ended } = await through([new Uint8Array([0x61, 0xe2, 0x82])]);
  expect([texts.join(""), ended]).toEqual(["a\ufffd", true]);
});
