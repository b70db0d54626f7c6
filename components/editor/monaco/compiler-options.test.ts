import { expect, test } from "vitest";
import { readConfigFile, readProjectOptions } from "./compiler-options";

test("takes flags, jsx, target, lib and paths, and leaves what means nothing here", () => {
  const text = JSON.stringify({
    compilerOptions: {
      strict: false,
      target: "ES2022",
      lib: ["ES2023", "DOM"],
      outDir: "x",
      jsx: "preserve",
      paths: { "@/*": ["./src/*"] },
    },
  });
  expect(readConfigFile(text).options).toEqual({
    flags: { strict: false },
    jsx: "preserve",
    target: "es2022",
    lib: ["es2023", "dom"],
    paths: { "@/*": ["src/*"] },
  });
});

test("comments and last commas are fine, also in strings that look like comments", () => {
  const text = `{
    // how
    "compilerOptions": { /* all */ "strict": true, "paths": { "//x/*": ["a,]", ], }, },
  }`;
  expect(readConfigFile(text).options).toEqual({ flags: { strict: true }, paths: { "//x/*": ["a,]"] } });
});

test.each([undefined, "", "{", "[]", '{"compilerOptions": {"strict": "yes", "paths": {"a": 3}}}'])(
  "%j asks for nothing",
  (text) => {
    expect(readConfigFile(text)).toEqual({ options: { flags: {} }, extends: [], references: [] });
  },
);

const reader = (files: Readonly<Record<string, unknown>>) => async (path: string) =>
  Object.hasOwn(files, path) ? JSON.stringify(files[path]) : undefined;

test("what is extended comes first, and paths count from the folder that names them", async () => {
  const files = {
    "tsconfig.json": { extends: "./config/base", compilerOptions: { strict: false } },
    "config/base.json": { compilerOptions: { strict: true, allowJs: true, paths: { "@/*": ["../src/*"] } } },
  };
  expect(await readProjectOptions(reader(files), "tsconfig.json")).toEqual({
    flags: { strict: false, allowJs: true },
    paths: { "@/*": ["src/*"] },
  });
});

test("a configuration that only refers to others means the first of them", async () => {
  const files = {
    "tsconfig.json": { files: [], references: [{ path: "./tsconfig.app.json" }, { path: "./tsconfig.node.json" }] },
    "tsconfig.app.json": { compilerOptions: { jsx: "react-jsx", strict: true } },
    "tsconfig.node.json": { compilerOptions: { strict: false } },
  };
  expect(await readProjectOptions(reader(files), "tsconfig.json")).toEqual({
    flags: { strict: true },
    jsx: "react-jsx",
  });
});

test("configurations that extend each other come to an end", async () => {
  const files = {
    "tsconfig.json": { extends: "./other.json", compilerOptions: { strict: true } },
    "other.json": { extends: "./tsconfig.json" },
  };
  expect((await readProjectOptions(reader(files), "tsconfig.json")).flags).toEqual({ strict: true });
});
