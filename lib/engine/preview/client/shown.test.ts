import { expect, test } from "vitest";
import { shown } from "./shown";

test("text is itself, and quoted within other things", () => {
  expect(shown("a")).toBe("a");
  expect(shown({ a: "b", list: [1, 2n, null] })).toBe('{a: "b", list: [1, 2n, null]}');
});

test("a circle ends, depth ends, length ends", () => {
  const circle: Record<string, unknown> = { deep: { deeper: { deepest: 1 } } };
  circle["self"] = circle;
  expect(shown(circle)).toBe("{deep: {deeper: {…}}, self: [Circular]}");
  expect(shown(Array.from({ length: 60 }, () => 0))).toMatch(/, …\]$/);
});

test("a thing that throws when it is looked at doesn't harm the page", () => {
  const trap = {
    get bad(): never {
      throw new Error("no");
    },
  };
  expect(shown(trap)).toBe("[object]");
});

test("a class is named", () => {
  class Point {
    x = 1;
  }
  expect(shown(new Point())).toBe("Point {x: 1}");
});
