import { expect, test } from "vitest";
import { relativeTime } from "./relative-time";

test.each([
  [0, "now"],
  [-59_000, "now"],
  [-90_000, "1 minute ago"],
  [-86_400_000, "yesterday"],
  [-15 * 86_400_000, "2 weeks ago"],
])("%d ms from now is %j", (distance, text) => {
  expect(relativeTime(1e12 + distance, 1e12, "en")).toBe(text);
});

test("speaks the language that is asked for", () => {
  expect(relativeTime(0, 7_200_000, "de")).toBe("vor 2 Stunden");
});
