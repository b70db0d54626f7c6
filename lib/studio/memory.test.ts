import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeMemory } from "./memory";

const giga = 2 ** 30;
const unknown = { heap: undefined, page: undefined, engine: undefined, device: undefined };

test("the page, its Workers and the engine are told as one, against half of the device", () => {
  const heap = { used: 50e6, most: 4 * giga };
  expect(judgeMemory({ heap, page: 200e6, engine: 300e6, device: 4 * giga })).toEqual({
    used: 500e6,
    most: 2 * giga,
    isShort: false,
  });
  expect(judgeMemory({ heap, page: 200e6, engine: 1.5 * giga, device: 4 * giga })).toMatchObject({ isShort: true });
});

test("a page's own scripts run short though the device has plenty", () => {
  const heap = { used: 0.8 * giga, most: giga };
  expect(judgeMemory({ ...unknown, heap, device: 32 * giga })).toMatchObject({ isShort: true });
});

test("where the browser tells nothing, nothing is told", () => {
  expect(judgeMemory(unknown)).toBeUndefined();
  expect(judgeMemory({ ...unknown, device: 8 * giga })).toBeUndefined();
});

test("more memory in use never ends a warning", () => {
  const bytes = fc.integer({ min: 1, max: 64e9 });
  fc.assert(
    fc.property(bytes, bytes, bytes, bytes, bytes, (heapUsed, page, engine, device, more) => {
      const heap = { used: heapUsed, most: 4e9 };
      const before = judgeMemory({ heap, page, engine, device });
      const after = judgeMemory({ heap, page, engine: engine + more, device });
      expect(before?.isShort === true && after?.isShort === false).toBe(false);
    }),
  );
});
