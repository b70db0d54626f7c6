import { expect, test } from "vitest";
import { symbolPath, type OutlineItem } from "./symbol-path";

const item = (name: string, line: number, lastLine: number, items: readonly OutlineItem[] = []): OutlineItem => ({
  name,
  kind: "function",
  line,
  column: 1,
  lastLine,
  items,
});

const outline = [
  item("first", 1, 4),
  item("House", 6, 20, [item("door", 7, 9), item("window", 10, 18, [item("pane", 12, 12)])]),
];

test("names what encloses a line, from the outside in", () => {
  const names = (line: number) => symbolPath(outline, line).map((step) => step.item.name);
  expect(names(2)).toEqual(["first"]);
  expect(names(5)).toEqual([]);
  expect(names(6)).toEqual(["House"]);
  expect(names(12)).toEqual(["House", "window", "pane"]);
  expect(names(20)).toEqual(["House"]);
});

test("offers what stands beside each", () => {
  expect(symbolPath(outline, 8)[1]?.siblings.map(({ name }) => name)).toEqual(["door", "window"]);
});
