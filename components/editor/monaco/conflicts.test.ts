import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conflictsIn, linesOf } from "./conflicts";

const plain = ["a", "<<<<<<< HEAD", "one", "=======", "two", "three", ">>>>>>> other", "z"];
const withBase = ["<<<<<<< HEAD", "one", "||||||| 1234567", "zero", "=======", ">>>>>>> other"];

describe("conflicts", () => {
  test("both sides are found, and what both began with belongs to neither", () => {
    expect(conflictsIn(plain)).toEqual([{ first: 2, last: 7, ours: ["one"], theirs: ["two", "three"] }]);
    expect(conflictsIn(withBase)).toEqual([{ first: 1, last: 6, ours: ["one"], theirs: [] }]);
    expect(conflictsIn([...plain, ...withBase])).toHaveLength(2);
  });

  test.each([
    [["<<<<<<< HEAD", "one", "======="]],
    [["=======", "a heading", ">>>>>>> other"]],
    [["<<<<<<<< HEAD", "=======", ">>>>>>> other"]],
    [["a <<<<<<< HEAD", "=======", ">>>>>>> other"]],
  ])("%j is no conflict", (lines) => {
    expect(conflictsIn(lines)).toEqual([]);
  });

  test("a begun one that never ends doesn't hide the next", () => {
    expect(conflictsIn(["<<<<<<< HEAD", "lost", ...plain])).toHaveLength(1);
  });

  test("whatever the sides are, choosing gives them back", () => {
    const side = fc.array(fc.string({ maxLength: 20 }).filter((line) => !/^[<=>|]{7}/u.test(line)));
    fc.assert(
      fc.property(side, side, side, (ours, theirs, around) => {
        const lines = [...around, "<<<<<<< HEAD", ...ours, "=======", ...theirs, ">>>>>>> other", ...around];
        const [conflict] = conflictsIn(lines);
        if (!conflict) throw new Error("not found");
        expect([linesOf(conflict, "ours"), linesOf(conflict, "theirs")]).toEqual([ours, theirs]);
        expect(linesOf(conflict, "both")).toEqual([...ours, ...theirs]);
        expect(lines.slice(0, conflict.first - 1)).toEqual(around);
        expect(lines.slice(conflict.last)).toEqual(around);
      }),
    );
  });
});
