import { expect, test } from "vitest";
import { missingPackages } from "./missing-packages";

const missing = (paths: readonly string[], known: readonly string[] = []) =>
  missingPackages(paths, (folder) => known.includes(folder));

test("names each package once, scoped and nested ones too", () => {
  expect(
    missing([
      "file:///node_modules/react/package.json",
      "file:///node_modules/react/index.d.ts",
      "file:///node_modules/@types/react/index.d.ts",
      "file:///packages/a/node_modules/b/node_modules/c/d.ts",
    ]),
  ).toEqual([
    "file:///node_modules/react",
    "file:///node_modules/@types/react",
    "file:///packages/a/node_modules/b/node_modules/c",
  ]);
});

test("a known package that lacks a file isn't missing, and a scope or a bare file is no package", () => {
  expect(
    missing(
      ["file:///node_modules/react/x.d.ts", "file:///node_modules/@types/index.d.ts", "file:///node_modules/a.ts"],
      ["file:///node_modules/react"],
    ),
  ).toEqual([]);
});
