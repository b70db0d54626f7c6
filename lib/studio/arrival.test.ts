import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createArrival } from "./arrival";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a page is late when it hasn't come in time, until it comes or another is asked for", () => {
  const arrival = createArrival(1000);
  arrival.expect();
  vi.advanceTimersByTime(999);
  expect(arrival.isLate.get()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(arrival.isLate.get()).toBe(true);
  arrival.expect();
  expect(arrival.isLate.get()).toBe(false);
  vi.advanceTimersByTime(1000);
  arrival.arrived();
  expect(arrival.isLate.get()).toBe(false);
});

test("a page that came in time is never late", () => {
  const arrival = createArrival(1000);
  arrival.expect();
  arrival.arrived();
  vi.advanceTimersByTime(5000);
  expect(arrival.isLate.get()).toBe(false);
});
