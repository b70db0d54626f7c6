import { afterEach, expect, test, vi } from "vitest";
import type { ChatEngine } from "../chat-engine";
import { pacedEngine } from "./paced-engine";

afterEach(() => {
  vi.useRealTimers();
});

/** Says a hundred pieces at a pace of ten milliseconds, and how long that took by a clock of the test's. */
async function played(sleep: (milliseconds: number) => number): Promise<number> {
  vi.useFakeTimers();
  const real = globalThis.setTimeout;
  vi.stubGlobal("setTimeout", (done: () => void, milliseconds: number) => real(done, sleep(milliseconds)));
  const engine = {
    async *stream() {
      for (let piece = 0; piece < 100; piece += 1) yield { type: "text", text: "a" };
    },
  } as unknown as ChatEngine;
  const began = performance.now();
  const work = (async () => {
    let pieces = 0;
    for await (const chunk of pacedEngine(engine, 10).stream({ messages: [], tools: [], toolChoice: "auto" }))
      if (chunk.type === "text") pieces += 1;
    return pieces;
  })();
  await vi.runAllTimersAsync();
  expect(await work).toBe(100);
  vi.unstubAllGlobals();
  return performance.now() - began;
}

test("takes its time for each piece", async () => {
  expect(await played((milliseconds) => milliseconds)).toBe(1000);
});

test("in a hidden tab, where no pause is shorter than a second, takes hardly longer", async () => {
  expect(await played((milliseconds) => Math.max(1000, milliseconds))).toBeLessThanOrEqual(2000);
});
