import fc from "fast-check";
import { expect, test } from "vitest";
import { moveBoundary, type Span } from "./move-boundary";

const spans = (...sizes: number[]): Span[] => sizes.map((size) => ({ size, least: 100 }));
const move = (sizes: number[], at: number, by: number) => moveBoundary(spans(...sizes), at, by).map(({ size }) => size);

test("one side gets what the other gives", () => {
  expect(move([300, 300], 1, 50)).toEqual([350, 250]);
  expect(move([300, 300], 1, -50)).toEqual([250, 350]);
});

test("a panel that is as small as it gets pushes the one behind it", () => {
  expect(move([300, 150, 300], 1, 120)).toEqual([420, 100, 230]);
  expect(move([300, 150, 300], 2, -120)).toEqual([230, 100, 420]);
});

test("nothing moves past the least sizes", () => {
  expect(move([300, 150], 1, 1e6)).toEqual([350, 100]);
});

test("whatever is moved, the sum stays and no panel shrinks below its least size", () => {
  const size = fc.integer({ min: 100, max: 900 });
  fc.assert(
    fc.property(
      fc.array(size, { minLength: 2, maxLength: 5 }),
      fc.nat(),
      fc.integer({ min: -2000, max: 2000 }),
      (sizes, n, by) => {
        const moved = move(sizes, 1 + (n % (sizes.length - 1)), by);
        const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);
        expect(sum(moved)).toBe(sum(sizes));
        expect(Math.min(...moved)).toBeGreaterThanOrEqual(100);
      },
    ),
  );
});
