import { expect, test } from "vitest";
import type { FileTree } from "./sandbox";
import { flattened, treeOf } from "./trees";

const tree: FileTree = {
  "a.txt": { type: "file", content: "a" },
  src: { type: "directory", entries: { deep: { type: "directory", entries: { b: { type: "file", content: "b" } } } } },
  link: { type: "symlink", target: "a.txt" },
  empty: { type: "directory", entries: {} },
};

test("a tree becomes a list with parents first, and a tree again", () => {
  const flat = [...flattened(tree)];
  expect(flat.map(({ path }) => path)).toEqual(["a.txt", "src", "src/deep", "src/deep/b", "link", "empty"]);
  expect(treeOf(flat)).toEqual(tree);
});

test("makes folders that are only implied", () => {
  const entry = { type: "file", content: "x" } as const;
  expect(treeOf([{ path: "a/b/c", entry }])).toEqual({
    a: { type: "directory", entries: { b: { type: "directory", entries: { c: entry } } } },
  });
});

test("a file named __proto__ is a file", () => {
  const made = treeOf([{ path: "__proto__", entry: { type: "file", content: "x" } }]);
  expect(Object.keys(made)).toEqual(["__proto__"]);
});
