import * as fc from "fast-check";
import { expect, test } from "vitest";
import { diffFile, diffLines, hunksOf } from "./diff";

const line = fc.constantFrom("a", "b", "c", "d", "");
const lines = fc.array(line, { maxLength: 40 });

test("a diff holds both texts, whole and in order", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = diffLines(before, after);
      expect(diff.filter(({ type }) => type !== "added").map(({ text }) => text)).toEqual(before);
      expect(diff.filter(({ type }) => type !== "removed").map(({ text }) => text)).toEqual(after);
    }),
  );
});

test("equal texts have no hunks and a changed line has one with three lines around it", () => {
  const before = Array.from({ length: 20 }, (_, at) => `line ${at + 1}`);
  expect(hunksOf(diffLines(before, before))).toEqual([]);
  const [hunk, ...more] = hunksOf(diffLines(before, before.with(9, "changed")));
  expect(more).toEqual([]);
  expect(hunk).toMatchObject({ beforeStart: 7, afterStart: 7 });
  expect(hunk?.lines.map(({ type }) => type[0]).join("")).toBe("sssrasss");
});

test("hunks name the lines that they start at, on both sides", () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      for (const hunk of hunksOf(diffLines(before, after))) {
        const old = hunk.lines.filter(({ type }) => type !== "added").map(({ text }) => text);
        const young = hunk.lines.filter(({ type }) => type !== "removed").map(({ text }) => text);
        expect(before.slice(hunk.beforeStart - 1, hunk.beforeStart - 1 + old.length)).toEqual(old);
        expect(after.slice(hunk.afterStart - 1, hunk.afterStart - 1 + young.length)).toEqual(young);
      }
    }),
  );
});

test("counts what was added and removed", () => {
  expect(diffFile("x", undefined, "a\nb\n")).toMatchObject({ type: "added", added: 2, removed: 0 });
  expect(diffFile("x", "a\nb\n", undefined)).toMatchObject({ type: "removed", added: 0, removed: 2 });
  expect(diffFile("x", "a\r\nb\r\n", "a\r\nc\r\n")).toMatchObject({ type: "changed", added: 1, removed: 1 });
});

test("two texts that share nothing are compared in time", () => {
  const start = performance.now();
  const many = (prefix: string) => Array.from({ length: 20_000 }, (_, at) => `${prefix}${at}`);
  expect(diffLines(many("a"), many("b"))).toHaveLength(40_000);
  expect(performance.now() - start).toBeLessThan(2000);
});
