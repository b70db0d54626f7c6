import { expect, test } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { planFormat } from "./project-format";

const plan = async (path: string, files: Readonly<Record<string, string>>) =>
  planFormat(await createMemoryWorkspace(files), path);

test("a project that says nothing has no wishes", async () => {
  expect(await plan("src/a.ts", {})).toEqual({ type: "options", options: {}, isAsked: false });
});

test("the nearest configuration counts alone, with what its overrides say of the file", async () => {
  const files = {
    ".prettierrc": "semi: false\n",
    "packages/a/.prettierrc.json": JSON.stringify({
      printWidth: 120,
      overrides: [
        { files: "*.test.ts", options: { singleQuote: true } },
        { files: ["src/**"], excludeFiles: "src/x.ts", options: { tabWidth: 8 } },
      ],
    }),
  };
  expect(await plan("packages/a/src/x.test.ts", files)).toMatchObject({
    options: { printWidth: 120, singleQuote: true, tabWidth: 8 },
    isAsked: true,
  });
  expect(await plan("packages/a/src/x.ts", files)).toMatchObject({ options: { printWidth: 120 } });
  expect(await plan("b.ts", files)).toMatchObject({ options: { semi: false } });
});

test("package.json counts where it has a word about it, and only there", async () => {
  const files = { "package.json": '{"prettier": {"semi": false}}', "sub/package.json": '{"name": "sub"}' };
  expect(await plan("sub/a.js", files)).toMatchObject({ options: { semi: false }, isAsked: true });
});

test("an .editorconfig is translated, and Prettier's own configuration wins over it", async () => {
  const files = {
    ".editorconfig": "root = true\n[*]\nindent_style = tab\nmax_line_length = 90\n[*.md]\nindent_size = 4 ; four\n",
    ".prettierrc": '{"useTabs": false}',
  };
  expect(await plan("a.js", files)).toMatchObject({ options: { useTabs: false, printWidth: 90 } });
  expect(await plan("a.md", files)).toMatchObject({ options: { tabWidth: 4 } });
});

test("what .prettierignore names is left alone, unless a later line takes it back", async () => {
  const files = { ".prettierignore": "# made by a tool\nmade/\n!made/by-hand.js\n" };
  expect(await plan("made/a.js", files)).toEqual({ type: "ignored" });
  expect(await plan("made/by-hand.js", files)).toMatchObject({ type: "options" });
});

test.each([
  ["a program", { "prettier.config.mjs": "export default {}" }],
  ["plugins", { ".prettierrc": "plugins: [prettier-plugin-tailwindcss]" }],
])("a configuration with %s is for the project's own Prettier", async (_, files) => {
  expect(await plan("a.js", files)).toEqual({ type: "own" });
});

test("a configuration that can't be read is named", async () => {
  await expect(plan("a.js", { ".prettierrc": "{ semi: [" })).rejects.toThrow(/\.prettierrc can't be read/u);
});

test("a broken package.json stops nothing", async () => {
  expect(await plan("a.js", { "package.json": "{" })).toMatchObject({ type: "options", isAsked: false });
});
