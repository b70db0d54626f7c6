import * as fc from "fast-check";
import { expect, test } from "vitest";
import { applyEdits, lineBreaks, type Edit } from "./edits";
import { movedColumns, sourceColumn } from "./moved-columns";

const at = (text: string, offset: number) => {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
};

/** Every sign of the source is one of its kind, so that it can be found again in what was made of it. */
const sourceOf = (breaks: readonly boolean[]) =>
  breaks.map((isBreak, index) => (isBreak ? "\n" : String.fromCodePoint(0x4e00 + index))).join("");

const editsOf = (source: string, cuts: readonly number[], texts: readonly string[]): Edit[] => {
  const places = cuts.map((cut) => cut % (source.length + 1)).toSorted((left, right) => left - right);
  return texts
    .map((text, order) => ({ start: places[order * 2] ?? 0, end: places[order * 2 + 1] ?? 0, text, order }))
    .map((edit) => ({ ...edit, text: edit.text + lineBreaks(source.slice(edit.start, edit.end)) }));
};

test("what an edit didn't touch is found where it stands in the source, whatever was put before it", () => {
  const texts = fc.array(fc.constantFrom("", "a", "__$0.x", "{;y"), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      texts,
      (breaks, cuts, put) => {
        const source = sourceOf(breaks);
        const edits = editsOf(source, cuts, put);
        const edited = applyEdits(source, edits);
        const moves = movedColumns(source, edits);
        for (const [offset, sign] of source.split("").entries()) {
          if (sign === "\n" || !edited.includes(sign)) continue;
          const there = at(edited, edited.indexOf(sign));
          expect(sourceColumn(moves, there.line, there.column)).toBe(at(source, offset).column);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("a place within what was put there is the place it was put at, and so is its call", () => {
  const source = "let x = join(1);";
  const moves = movedColumns(source, [{ start: 8, end: 12, text: "(0,__$0.join)", order: 0 }]);
  expect([8, 9, 20, 21, 22].map((column) => sourceColumn(moves, 1, column))).toEqual([8, 8, 8, 8, 13]);
  expect(sourceColumn(moves, 2, 21)).toBe(21);
});
