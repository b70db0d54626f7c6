import { zipSync } from "fflate";
import { createMemoryWorkspace } from "@/lib/workspace";
import { expect, test } from "vitest";
import { importFiles, largestImport } from "./import-files";

const file = (path: string, content: Uint8Array = new TextEncoder().encode(path), size = content.length) => ({
  path,
  size,
  bytes: async () => content,
});

async function paths(workspace: Awaited<ReturnType<typeof createMemoryWorkspace>>) {
  const found: string[] = [];
  for await (const { path } of workspace.walk()) found.push(path);
  return found.toSorted();
}

test("takes files with their folders and unpacks a zip, and takes it all back at once", async () => {
  const workspace = await createMemoryWorkspace();
  const zip = zipSync({ "top/x.txt": new Uint8Array([1]), "top/in/y.txt": new Uint8Array([2]) });
  const done = await importFiles(workspace, [file("a/b.txt"), file("p.zip", zip)], "lib");
  expect(done).toMatchObject({ count: 3, twins: undefined, tooLarge: [] });
  expect(await paths(workspace)).toEqual(["lib/a/b.txt", "lib/in/y.txt", "lib/x.txt"]);
  await done.undo();
  expect(await paths(workspace)).toEqual([]);
});

test("what was made for an import goes with it, and a folder that holds more by then stays", async () => {
  const workspace = await createMemoryWorkspace({ "lib/own.txt": "" });
  const done = await importFiles(workspace, [file("a/deep/b.txt"), file("c/d.txt")], "lib");
  await workspace.writeText("lib/c/later.txt", "");
  await done.undo();
  expect((await workspace.list("lib")).map(({ path }) => path)).toEqual(["lib/c", "lib/own.txt"]);
  expect(await paths(workspace)).toEqual(["lib/c/later.txt", "lib/own.txt"]);
});

test("a file of 200 MB is left out and named, and the others come", async () => {
  const workspace = await createMemoryWorkspace();
  const done = await importFiles(workspace, [file("big.bin", new Uint8Array(), 2 * largestImport), file("a")], "");
  expect(done).toMatchObject({ count: 1, tooLarge: ["big.bin"] });
});

test("a name with a control character or of more than 255 bytes refuses all, and says which", async () => {
  const workspace = await createMemoryWorkspace();
  await expect(importFiles(workspace, [file("ok"), file("a\u0001b")], "")).rejects.toThrow(/a\\u0001b/u);
  await expect(importFiles(workspace, [file("ä".repeat(128))], "")).rejects.toThrow(/too long/u);
  expect(await paths(workspace)).toEqual([]);
});

test("emoji are names like others, and twins by case are told", async () => {
  const workspace = await createMemoryWorkspace();
  await workspace.writeText("Readme.md", "");
  expect((await importFiles(workspace, [file("🦊.txt"), file("README.md")], "")).twins).toEqual([
    "Readme.md",
    "README.md",
  ]);
});

test("a zip that leads out of the project changes nothing", async () => {
  const workspace = await createMemoryWorkspace();
  const zip = zipSync({ "ok.txt": new Uint8Array([1]), "../evil.txt": new Uint8Array([2]) });
  await expect(importFiles(workspace, [file("p.zip", zip)], "")).rejects.toThrow(/outside/u);
  expect(await paths(workspace)).toEqual([]);
});
