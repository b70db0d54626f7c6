import * as fc from "fast-check";
import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import { expect, test } from "vitest";
import { Histogram } from "./histogram";

const whole = { lowest: 1, highest: Number.MAX_SAFE_INTEGER, figures: 3 };
const create = (range = whole) => new Histogram(range, () => 0);
const levels = [0, 1, 25, 50, 75, 90, 99, 99.9, 100];

const shownOf = (native: RecordableHistogram) => ({
  count: native.count,
  min: native.min,
  max: native.max,
  exceeds: native.exceeds,
  percentiles: levels.slice(1).map((level) => native.percentile(level)),
});

const shownHere = (here: Histogram) => ({
  count: here.count(),
  min: here.min(),
  max: here.max(),
  exceeds: here.exceeds(),
  percentiles: levels.slice(1).map((level) => here.percentile(level)),
});

test("counts, bounds and percentiles are those of Node's own histogram, whatever is recorded", () => {
  const value = fc.oneof(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 2 ** 46 }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), (values) => {
      const [here, native] = [create(), createHistogram()];
      for (const each of values) {
        here.record(each);
        native.record(each);
      }
      expect(shownHere(here)).toEqual(shownOf(native));
      expect(here.mean()).toBeCloseTo(native.mean, -Math.log10(native.mean) + 9);
      expect(here.stddev() - native.stddev).toBeLessThanOrEqual(native.stddev * 1e-9 + 1e-9);
    }),
  );
});

test("what is added to another stands in both, and what is reset is gone", () => {
  const [one, other] = [create(), create()];
  one.record(7n);
  one.record(5_000_000);
  other.record(3);
  other.add(one);
  expect([other.count(), other.min(), other.countAt(7)]).toEqual([3, 3, 1]);
  other.subtract(one);
  expect([other.count(), other.min(), other.max()]).toEqual([1, 3, 3]);
  one.reset();
  expect([one.count(), one.minBigInt(), one.max()]).toEqual([0, 2n ** 63n - 1n, 0]);
  expect(one.mean()).toBeNaN();
});

test("a value beyond the range is counted as one that exceeds it", () => {
  const small = create({ lowest: 1, highest: 100, figures: 1 });
  small.record(50);
  small.record(1000);
  expect([small.count(), small.exceeds()]).toEqual([1, 1]);
});

test("levels halve what is left, as Node lists them", () => {
  const here = create();
  here.record(1);
  const listed = new Map<number, number>();
  here.percentiles(listed);
  expect([...listed]).toEqual([
    [0, 1],
    [100, 1],
  ]);
});
