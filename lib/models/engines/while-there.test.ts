import { expect, test } from "vitest";
import { whileThere } from "./while-there";

const forever = new Promise<never>(() => undefined);

async function gather<T>(source: AsyncIterable<T>): Promise<{ readonly said: T[]; readonly failed?: unknown }> {
  const said: T[] = [];
  try {
    for await (const one of source) said.push(one);
    return { said };
  } catch (failed) {
    return { said, failed };
  }
}

test("all that a source yields comes through", async () => {
  async function* source() {
    yield await Promise.resolve("a");
    yield "b";
  }
  expect(await gather(whileThere(() => Promise.resolve(source()), forever))).toEqual({ said: ["a", "b"] });
});

test("a source that falls silent for ever ends with what ended it, and what it had said is kept", async () => {
  const lost = new Error("lost");
  let reject: (error: Error) => void = () => undefined;
  const end = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  async function* source() {
    yield "Hel";
    setTimeout(() => {
      reject(lost);
    });
    await forever;
  }
  expect(await gather(whileThere(() => Promise.resolve(source()), end))).toEqual({ said: ["Hel"], failed: lost });
});

test("a source that never begins ends, too", async () => {
  const lost = new Error("lost");
  const end = Promise.reject(lost);
  expect(await gather(whileThere(() => forever, end))).toEqual({ said: [], failed: lost });
});

test("whoever stops listening stops the source", async () => {
  let stopped = false;
  async function* source() {
    try {
      for (;;) yield await Promise.resolve("a");
    } finally {
      stopped = true;
    }
  }
  const listening = whileThere(() => Promise.resolve(source()), forever);
  await listening.next();
  await listening.return();
  expect(stopped).toBe(true);
});
