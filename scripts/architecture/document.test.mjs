import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { floors } from "../../floors.mjs";
import { root } from "../steps/paths.mjs";
import { withDrawing } from "./document.mjs";
import { drawHouse, listArrows } from "./draw.mjs";
import { readHouse } from "./house.mjs";
import { readSources } from "./read-sources.mjs";

test("the drawing in docs/architecture.md is fresh (else: npm run graph)", () => {
  const document = readFileSync(join(root, "docs", "architecture.md"), "utf8");
  const house = readHouse(readSources(root), floors);
  expect(withDrawing(document, `${drawHouse(house, floors)}\n\n${listArrows(house)}`)).toBe(document);
});

test("the drawing leaves out what can be walked through another room, the list doesn't", () => {
  const three = [
    { floor: 2, rooms: ["lib/top"] },
    { floor: 1, rooms: ["lib/middle"] },
    { floor: 0, rooms: ["lib/base"] },
  ];
  const house = readHouse(
    {
      "lib/top/index.ts": `export { a } from "@/lib/base"; export { b } from "@/lib/middle";`,
      "lib/middle/index.ts": `export { a } from "@/lib/base";`,
      "lib/base/index.ts": "",
    },
    three,
  );
  const arrows = drawHouse(house, three)
    .split("\n")
    .filter((line) => line.includes("-->"));
  expect(arrows).toEqual(["  lib_top --> lib_middle", "  lib_middle --> lib_base"]);
  expect(listArrows(house)).toContain("- `lib/top` imports `lib/middle`, `lib/base`");
});

test("a document without its marks is told so", () => {
  expect(() => withDrawing("# Nothing", "x")).toThrow("lacks its marks");
});
