import { afterEach, expect, test } from "vitest";
import { applyPatch } from "./apply-patch";
import { editFile } from "./edit";
import { globFiles } from "./glob";
import { grepFiles } from "./grep";
import { notebookEdit } from "./notebook-edit";
import { readFile } from "./read";
import { createBench, type Bench } from "./testing/workbench";
import { writeFile } from "./write";

const benches: Bench[] = [];
async function bench(files: Record<string, string | Uint8Array> = {}): Promise<Bench> {
  const made = await createBench(files);
  benches.push(made);
  return made;
}

afterEach(async () => {
  for (const { project } of benches.splice(0)) await project.dispose();
});

test("reads with line numbers, in parts, and under any spelling of the path", async () => {
  const { use } = await bench({ "src/a.ts": "one\r\ntwo\r\nthree\r\n" });
  expect(await use(readFile, { file_path: "src/a.ts" })).toBe("     1\tone\n     2\ttwo\n     3\tthree");
  expect(await use(readFile, { file_path: "/home/project/src/../src/a.ts", offset: 2, limit: 1 })).toContain(
    "     2\ttwo\n\n(1 more lines. Go on with `offset: 3`.)",
  );
  await expect(use(readFile, { file_path: "src/a.ts", offset: 9 })).rejects.toThrow("only 3 lines");
});

test("says what would work when a file isn't there, is a folder or is binary", async () => {
  const { use } = await bench({ "src/deep/config.ts": "x", "b.bin": new Uint8Array([1, 0, 2]), "empty.txt": "" });
  await expect(use(readFile, { file_path: "config.ts" })).rejects.toThrow("Did you mean src/deep/config.ts?");
  await expect(use(readFile, { file_path: "src" })).rejects.toThrow("Use Glob");
  await expect(use(readFile, { file_path: "b.bin" })).rejects.toThrow("binary file of 3 bytes");
  expect(await use(readFile, { file_path: "empty.txt" })).toBe("(The file is empty.)");
  await expect(use(readFile, { path: "x" })).rejects.toThrow("`file_path`");
});

test("a picture is read as a picture", async () => {
  const png = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]);
  const { context } = await bench({ "a.PNG": png });
  const parsed = readFile.parse({ file_path: "a.PNG" });
  const output = parsed.ok ? await parsed.value.run(context) : [];
  expect(output).toMatchObject([
    { type: "text" },
    { type: "image", mediaType: "image/png", data: btoa(String.fromCharCode(...png)) },
  ]);
});

test("writes new files, and old ones only when they were read as they are", async () => {
  const { use, project, preview } = await bench({ "a.txt": "old\n" });
  expect(await use(writeFile, { file_path: "deep/new.txt", content: "x\ny\n" })).toBe(
    "Created deep/new.txt (2 lines).",
  );
  await expect(use(writeFile, { file_path: "a.txt", content: "new" })).rejects.toThrow("haven't read it");
  await use(readFile, { file_path: "a.txt" });
  await project.workspace.writeText("a.txt", "changed\n", "editor");
  await expect(use(writeFile, { file_path: "a.txt", content: "new" })).rejects.toThrow("changed since");
  await use(readFile, { file_path: "a.txt" });
  expect(await preview(writeFile, { file_path: "a.txt", content: "new\n" })).toMatchObject({
    type: "diff",
    files: [{ added: 1, removed: 1 }],
  });
  await expect(use(writeFile, { file_path: "a.txt", content: "x\n// ... rest of the file\n" })).rejects.toThrow(
    "placeholder",
  );
  expect(await use(writeFile, { file_path: "a.txt", content: "new\n" })).toBe("Replaced a.txt (1 lines).");
});

test("edits what was read, one after the other, and shows the diff before", async () => {
  const { use, project, preview } = await bench({ "a.ts": "let a = 1;\nlet b = 2;\n" });
  const change = { file_path: "a.ts", old_string: "let a = 1;", new_string: "const a = 1;" };
  await expect(use(editFile, change)).rejects.toThrow("haven't read");
  await use(readFile, { file_path: "a.ts" });
  expect(await preview(editFile, change)).toMatchObject({
    type: "diff",
    files: [{ path: "a.ts", added: 1, removed: 1 }],
  });
  await use(editFile, change);
  await use(editFile, { file_path: "a.ts", old_string: "let b = 2;", new_string: "const b = 2;" });
  expect(await project.workspace.readText("a.ts")).toBe("const a = 1;\nconst b = 2;\n");
  await expect(use(editFile, change)).rejects.toThrow("a.ts: `old_string` was not found");
});

test("a patch is applied whole or not at all", async () => {
  const { use, project } = await bench({ "a.txt": "a\n", "b.txt": "b\n" });
  const good = "*** Update File: a.txt\n@@\n-a\n+A\n*** Delete File: b.txt\n*** Add File: c.txt\n+c";
  const bad = `${good}\n*** Update File: missing.txt\n@@\n-x\n+y`;
  await expect(use(applyPatch, { patch: `*** Begin Patch\n${bad}\n*** End Patch` })).rejects.toThrow(
    "no file missing.txt",
  );
  expect(await project.workspace.readText("a.txt")).toBe("a\n");
  expect(await use(applyPatch, { patch: `*** Begin Patch\n${good}\n*** End Patch` })).toBe(
    "Applied:\nM a.txt\nD b.txt\nA c.txt",
  );
  expect(await project.workspace.readText("a.txt")).toBe("A\n");
  await expect(project.workspace.stat("b.txt")).rejects.toMatchObject({ code: "ENOENT" });
});

test("a patch can rename, and says every path that it writes", async () => {
  const { use, project } = await bench({ "old.txt": "one\ntwo\n" });
  const patch =
    "*** Begin Patch\n*** Update File: old.txt\n*** Move to: new/name.txt\n@@\n one\n-two\n+2\n*** End Patch";
  const parsed = applyPatch.parse({ patch });
  expect(parsed.ok && parsed.value.access({ cwd: ".", root: "/home/project" })).toEqual({
    type: "files",
    writes: ["old.txt", "new/name.txt"],
  });
  await use(applyPatch, { patch });
  expect(await project.workspace.readText("new/name.txt")).toBe("one\n2\n");
});

test("finds files by name, newest first, without what tools fill", async () => {
  const { use } = await bench({ "src/a.ts": "", "src/b.tsx": "", "node_modules/x/a.ts": "", "readme.md": "" });
  expect((await use(globFiles, { pattern: "**/*.ts" })).split("\n")).toEqual(["src/a.ts"]);
  expect((await use(globFiles, { pattern: "*.{ts,tsx}", path: "src" })).split("\n").toSorted()).toEqual([
    "src/a.ts",
    "src/b.tsx",
  ]);
  expect(await use(globFiles, { pattern: "*.zig" })).toBe("No file fits *.zig.");
});

test("searches in files in three ways and passes over secrets", async () => {
  const { use } = await bench({ "src/a.ts": "one\nneedle\ntwo\n", "b.md": "Needle and needle\n", ".env": "needle=1" });
  expect((await use(grepFiles, { pattern: "needle" })).split("\n").toSorted()).toEqual(["b.md", "src/a.ts"]);
  expect(await use(grepFiles, { pattern: "^needle", output_mode: "content", context: 1 })).toBe(
    "src/a.ts-1-one\nsrc/a.ts:2:needle\nsrc/a.ts-3-two",
  );
  expect(await use(grepFiles, { pattern: "needle", case_insensitive: true, output_mode: "count", glob: "*.md" })).toBe(
    "b.md:2",
  );
  expect(await use(grepFiles, { pattern: "needle", path: "src" })).toBe("src/a.ts");
  await expect(use(grepFiles, { pattern: "(" })).rejects.toThrow("no regular expression");
});

const notebook = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: "markdown", id: "m1", metadata: {}, source: ["# Title\n", "text"] },
    {
      cell_type: "code",
      id: "c1",
      metadata: {},
      execution_count: 3,
      source: "print(1)",
      outputs: [{ output_type: "stream", name: "stdout", text: ["1\n"] }],
    },
  ],
});

test("a notebook is read as cells and edited by the cell, outputs of changed code dropped", async () => {
  const { use, project } = await bench({ "a.ipynb": notebook });
  await expect(use(notebookEdit, { notebook_path: "a.ipynb", cell: "c1", source: "x" })).rejects.toThrow(
    "Read a.ipynb first",
  );
  expect(await use(readFile, { file_path: "a.ipynb" })).toContain(
    '<cell index="1" id="c1" type="code">\nprint(1)\n</cell>\n<output>\n1\n\n</output>',
  );
  await use(notebookEdit, { notebook_path: "a.ipynb", cell: "c1", source: "print(2)\nprint(3)" });
  await use(notebookEdit, { notebook_path: "a.ipynb", cell: 0, mode: "insert", cell_type: "markdown", source: "more" });
  await use(notebookEdit, { notebook_path: "a.ipynb", cell: "m1", mode: "delete" });
  const { cells } = JSON.parse(await project.workspace.readText("a.ipynb"));
  expect(cells).toMatchObject([
    { cell_type: "markdown", source: ["more"] },
    { id: "c1", source: ["print(2)\n", "print(3)"], outputs: [], execution_count: null },
  ]);
  await expect(use(notebookEdit, { notebook_path: "a.ipynb", cell: "zz", source: "" })).rejects.toThrow("has 2 cells");
});
