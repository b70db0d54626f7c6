import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { createBatcher } from "./batcher";

function recorded(settings = {}) {
  const batches: (readonly number[])[] = [];
  const call = createBatcher(async (items: readonly number[]) => {
    batches.push(items);
    await wait(5);
    if (items.includes(13)) throw new Error("thirteen");
    return items.map((item) => item * 2);
  }, settings);
  return { batches, call };
}

test("what comes together, or while a batch runs, is one batch, and everybody gets their own result", async () => {
  const { batches, call } = recorded();
  const first = [call(1), call(2)];
  await wait(2);
  expect(await Promise.all([...first, call(3), call(4)])).toEqual([2, 4, 6, 8]);
  expect(batches).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test("no batch is larger than it may be", async () => {
  const { batches, call } = recorded({ most: 2 });
  await Promise.all([1, 2, 3, 4, 5].map(call));
  expect(batches.map((batch) => batch.length)).toEqual([2, 2, 1]);
});

test("a batch waits for those who are on their way, but only for as long as it has patience", async () => {
  let coming = 1;
  const { batches, call } = recorded({ coming: () => coming, patienceMs: 10_000 });
  const first = call(1);
  await wait(20);
  expect(batches).toEqual([]);
  coming = 0;
  await Promise.all([first, call(2)]);
  expect(batches).toEqual([[1, 2]]);
  const hasty = recorded({ coming: () => 1, patienceMs: 5 });
  expect(await hasty.call(3)).toBe(6);
});

test("nobody fails for another's sake", async () => {
  const { call } = recorded();
  const results = await Promise.allSettled([call(1), call(13), call(2)]);
  expect(results).toMatchObject([
    { status: "fulfilled", value: 2 },
    { status: "rejected", reason: expect.objectContaining({ message: "thirteen" }) as unknown },
    { status: "fulfilled", value: 4 },
  ]);
});
