import fc from "fast-check";
import { expect, test } from "vitest";
import { rowsInSight } from "./rows-in-sight";

test("a short list is drawn whole", () => {
  expect(rowsInSight({ count: 3, rowHeight: 24, top: 0, height: 800, keep: -1 })).toEqual([0, 1, 2]);
});

test("the focused row is drawn although it is out of sight", () => {
  const rows = rowsInSight({ count: 10_000, rowHeight: 24, top: 100_000, height: 800, keep: 7 });
  expect(rows[0]).toBe(7);
  expect(rows.length).toBeLessThan(70);
});

test("every row that can be seen is drawn, once and in order", () => {
  const nat = (max: number) => fc.nat({ max });
  fc.assert(
    fc.property(nat(5000), nat(120_000), nat(2000), fc.integer({ min: -1, max: 5000 }), (count, top, height, keep) => {
      const rows = rowsInSight({ count, rowHeight: 24, top, height, keep });
      expect(rows).toEqual([...new Set(rows)].toSorted((a, b) => a - b));
      const first = Math.floor(top / 24);
      const seen = Array.from({ length: Math.ceil(height / 24) }, (_, at) => first + at).filter((row) => row < count);
      expect(seen.every((row) => rows.includes(row))).toBe(true);
    }),
  );
});
