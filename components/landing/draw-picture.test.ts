import { expect, test } from "vitest";
import { drawPicture, pictureSize } from "./draw-picture";
import { drawTemplates } from "./draw-templates";
import { templatePictures } from "./template-pictures.data";

test("draws words where they stand, in their colours, and only what fits", () => {
  const text = `const a = 1; // ${"x".repeat(99)}\n\n  return\n${"\n".repeat(40)}`;
  const [first, second, third, ...rest] = drawPicture("a.js", text);
  expect(first?.slice(0, 2)).toEqual([
    [0, 5, "keyword"],
    [6, 1, "plain"],
  ]);
  const [start = 0, length = 0, colour] = first?.at(-1) ?? [];
  expect([start + length, colour]).toEqual([pictureSize.columns, "comment"]);
  expect([second, third]).toEqual([[], [[2, 6, "keyword"]]]);
  expect(rest).toHaveLength(pictureSize.lines - 3);
});

test("the pictures are those of the templates as they are: `npm run pictures` draws them anew", async () => {
  expect(await drawTemplates()).toEqual(templatePictures);
});
