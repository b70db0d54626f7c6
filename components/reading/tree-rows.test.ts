import { expect, test } from "vitest";
import { treeRows } from "./tree-rows";

const paths = ["README.md", "src/app.ts", "src/ui/button.ts", "a.txt"];
const rows = (closed: readonly string[] = []) =>
  treeRows(paths, new Set(closed)).map(({ path, depth }) => `${depth} ${path}`);

test("folders come first, each with what is in it", () => {
  expect(rows()).toEqual(["0 src", "1 src/ui", "2 src/ui/button.ts", "1 src/app.ts", "0 README.md", "0 a.txt"]);
});

test("a closed folder keeps what is in it to itself", () => {
  expect(rows(["src/ui"])).toEqual(["0 src", "1 src/ui", "1 src/app.ts", "0 README.md", "0 a.txt"]);
  expect(rows(["src"])).toEqual(["0 src", "0 README.md", "0 a.txt"]);
});
