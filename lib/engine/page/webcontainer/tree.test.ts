import { expect, test } from "vitest";
import { filesOf, treeOf, type InnerDirectory } from "./tree";

const tree: InnerDirectory = {
  d: {
    "a.txt": { f: { c: "héllo" } },
    bin: { f: { c: "\u0000\u00ff\u0080", b: true } },
    link: { f: { l: "a.txt" } },
    src: { d: { deep: { d: { "x.js": { f: { c: "1" } } } } } },
    empty: { d: {} },
  },
};

test("a tree becomes a list with parents first, and a tree again", () => {
  const files = filesOf(tree);
  expect(files.map(({ path }) => path)).toEqual(["a.txt", "bin", "link", "src", "src/deep", "src/deep/x.js", "empty"]);
  expect(JSON.parse(JSON.stringify(treeOf(files, false)))).toEqual(tree);
});

test("contents that aren't text stay bytes", () => {
  const bin = filesOf(tree)[1];
  expect(bin?.content).toEqual({ type: "file", bytes: new Uint8Array([0, 255, 128]) });
});

test("refuses a name that leads out of its folder", () => {
  for (const name of ["..", ".", "", "a/b"])
    expect(() => filesOf({ d: { [name]: { d: {} } } })).toThrow("can't be the name");
});
