import { expect, test } from "vitest";
import { createRowCache, type RowCacheSettings } from "./row-cache";

function counting(settings?: RowCacheSettings) {
  const rows = new Map([["a", "old"]]);
  const asked: string[] = [];
  const cache = createRowCache(async (id) => {
    asked.push(id);
    const row = rows.get(id);
    await Promise.resolve();
    return row;
  }, settings);
  return { rows, asked, cache };
}

test("a row is read once, until it is forgotten", async () => {
  const { rows, asked, cache } = counting();
  expect([await cache.get("a"), await cache.get("a")]).toEqual(["old", "old"]);
  expect(asked).toEqual(["a"]);
  rows.set("a", "new");
  cache.forget("a");
  expect(await cache.get("a")).toBe("new");
  rows.set("a", "newer");
  cache.forget();
  expect(await cache.get("a")).toBe("newer");
});

test("a row that was being read while it changed isn't kept", async () => {
  const { rows, cache } = counting();
  const reading = cache.get("a");
  rows.set("a", "new");
  cache.forget("a");
  expect(await reading).toBe("old");
  expect(await cache.get("a")).toBe("new");
});

test("what isn't there is asked for again, so that it appears as soon as it is", async () => {
  const { rows, cache } = counting();
  expect(await cache.get("b")).toBeUndefined();
  rows.set("b", "here");
  expect(await cache.get("b")).toBe("here");
});

test("a row is kept for its time, and there are never more than so many", async () => {
  let now = 0;
  const { rows, asked, cache } = counting({ most: 10, keepFor: 1000, now: () => now });
  await cache.get("a");
  now = 999;
  await cache.get("a");
  expect(asked).toHaveLength(1);
  now = 1000;
  await cache.get("a");
  expect(asked).toHaveLength(2);
  for (let at = 0; at < 100; at++) {
    rows.set(`r${at}`, "x");
    await cache.get(`r${at}`);
  }
  const held = ["a", ...Array.from({ length: 100 }, (_, at) => `r${at}`)].filter((id) => cache.peek(id) !== undefined);
  expect(held.length).toBeLessThanOrEqual(10);
  expect(held).toContain("r99");
});
