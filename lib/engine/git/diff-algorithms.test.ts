import fc from "fast-check";
import { expect, test } from "vitest";
import { lineChanges } from "./line-diff";
import { wrapped } from "./wrap-text";

const lines = fc.array(fc.constantFrom("a\n", "b\n", "c\n", "}\n", "\n", "\ta\n"), { maxLength: 25 });

test.each(["myers", "patience", "histogram"] as const)("%s: one side and the changes make the other", (algorithm) => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const made = [...before];
      for (const { oldStart, oldCount, newStart, newCount } of lineChanges(before, after, { algorithm }).toReversed())
        made.splice(oldStart, oldCount, ...after.slice(newStart, newStart + newCount));
      expect(made).toEqual(after);
    }),
  );
});

test("wrapped text keeps its words, and its lines are no longer than they may be where words allow it", () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "ü", "-"), minLength: 1, maxLength: 12 }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 60 }), fc.nat(6), fc.nat(6), (all, width, first, rest) => {
      const text = wrapped(all.join(" "), { width, first, rest });
      expect(text.split(/\s+/u).filter((word) => word !== "")).toEqual(all);
      for (const line of text.split("\n")) expect(line.length <= width || !line.trim().includes(" ")).toBe(true);
    }),
  );
});
