import fc from "fast-check";
import { expect, test } from "vitest";
import { compileGlobs } from "./glob";
import { createMemoryWorkspace } from "./memory-workspace";
import { decodeText, matchesIn, searchExpression, searchFiles, searchPaths, type SearchQuery } from "./text-search";

async function find(files: Record<string, string | Uint8Array>, query: SearchQuery): Promise<string[]> {
  const found: string[] = [];
  for await (const { path, matches } of searchFiles(await createMemoryWorkspace(files), query))
    for (const { line, column } of matches) found.push(`${path}:${line}:${column}`);
  return found;
}

test("finds every place with its line and column, without regard to case unless asked", async () => {
  const files = { "a.txt": "one\ntwo One\n", "b.txt": "none" };
  expect(await find(files, { text: "one" })).toEqual(["a.txt:1:1", "a.txt:2:5", "b.txt:1:2"]);
  expect(await find(files, { text: "One", matchCase: true })).toEqual(["a.txt:2:5"]);
  expect(await find(files, { text: "one", wholeWord: true })).toEqual(["a.txt:1:1", "a.txt:2:5"]);
});

test("takes the text as it stands unless it's meant as an expression", async () => {
  const files = { "a.txt": "a.c abc" };
  expect(await find(files, { text: "a.c" })).toEqual(["a.txt:1:1"]);
  expect(await find(files, { text: "a.c", regex: true })).toEqual(["a.txt:1:1", "a.txt:1:5"]);
  expect(() => searchExpression({ text: "(", regex: true })).toThrow(/Invalid regular expression/);
});

test("passes over binary files and installed packages, and follows the globs", async () => {
  const files = {
    "src/a.ts": "x",
    "src/a.test.ts": "x",
    "docs/a.md": "x",
    "node_modules/p/a.ts": "x",
    "a.bin": new Uint8Array([120, 0, 120]),
  };
  expect(await find(files, { text: "x" })).toEqual(["src/a.ts:1:1", "src/a.test.ts:1:1", "docs/a.md:1:1"]);
  expect(await find(files, { text: "x", include: ["src/**/*.ts"], exclude: ["*.test.ts"] })).toEqual(["src/a.ts:1:1"]);
});

test("searches a few files again, without those that the query leaves out", async () => {
  const workspace = await createMemoryWorkspace({ "a.ts": "x", "b.ts": "y", "c.md": "x", "dist/d.ts": "x" });
  const query = { text: "x", exclude: ["*.md"] };
  const found = await searchPaths(workspace, query, ["a.ts", "b.ts", "c.md", "dist/d.ts", "dist", "gone.ts"]);
  expect(found.map(({ path }) => path)).toEqual(["a.ts"]);
});

test("what isn't UTF-8 is no text, and a part may end within a letter", () => {
  expect(decodeText(new TextEncoder().encode("größer 🦊"))).toBe("größer 🦊");
  expect(decodeText(Uint8Array.of(0x67, 0x72, 0xf6, 0xdf, 0x65, 0x72))).toBeUndefined();
  const cut = new TextEncoder().encode("ö").subarray(0, 1);
  expect([decodeText(cut), decodeText(cut, true)]).toEqual([undefined, ""]);
});

test("an expression that matches nothing doesn't hang", () => {
  expect(matchesIn("abc", /x*/g)).toEqual([]);
});

test("every reported place holds the text that was sought", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", "\n", "é") }),
      fc.constantFrom("a", "ab", "é"),
      (text, sought) => {
        const lines = text.split("\n");
        for (const { line, column, length, preview, at } of matchesIn(text, searchExpression({ text: sought }))) {
          expect(lines[line - 1]?.slice(column - 1, column - 1 + length)).toBe(sought);
          expect(preview.slice(at, at + length)).toBe(sought);
        }
      },
    ),
  );
});

test.each([
  ["*.ts", "src/a.ts", true],
  ["*.ts", "src/a.tsx", false],
  ["src/*.ts", "src/b/a.ts", false],
  ["src/**/*.ts", "src/a.ts", true],
  ["src", "src/b/a.ts", true],
  ["/src/", "lib/src/a", false],
  ["*.{js,ts}", "a.js", true],
  ["[!a].md", "b.md", true],
  ["[!a].md", "a.md", false],
  ["a+b(1).txt", "x/a+b(1).txt", true],
])("the glob %s against %s is %s", (pattern, path, expected) => {
  expect(compileGlobs([pattern])(path)).toBe(expected);
});
