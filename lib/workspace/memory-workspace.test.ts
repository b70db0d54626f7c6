import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryWorkspace } from "./memory-workspace";
import type { Workspace, WorkspaceChange } from "./workspace";

const failing = async (action: Promise<unknown>): Promise<unknown> =>
  action.then(
    () => "no failure",
    (error: unknown) => (error as { code?: string }).code,
  );

async function dump(workspace: Workspace): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const entry of workspace.walk({ ignored: true })) files[entry.path] = await workspace.readText(entry.path);
  return files;
}

test("reads back the bytes that were written and makes the folders on the way", async () => {
  const workspace = await createMemoryWorkspace();
  await workspace.writeBytes("src/deep/a.bin", new Uint8Array([0, 255, 7]));
  expect([...(await workspace.readBytes("/src/deep/a.bin"))]).toEqual([0, 255, 7]);
  expect((await workspace.list("src")).map((entry) => `${entry.type} ${entry.path}`)).toEqual(["directory src/deep"]);
});

test("text that takes the place of other text keeps the byte order mark of the file", async () => {
  const workspace = await createMemoryWorkspace({ "plain.txt": "a" });
  await workspace.writeBytes("marked.cs", new Uint8Array([0xef, 0xbb, 0xbf, 97]));
  expect(await workspace.readText("marked.cs")).toBe("a");
  await workspace.writeText("marked.cs", "b\r\n");
  await workspace.writeText("plain.txt", "b");
  expect([...(await workspace.readBytes("marked.cs"))]).toEqual([0xef, 0xbb, 0xbf, 98, 13, 10]);
  expect([...(await workspace.readBytes("plain.txt"))]).toEqual([98]);
  await workspace.writeText("marked.cs", "\uFEFFc");
  expect([...(await workspace.readBytes("marked.cs"))]).toEqual([0xef, 0xbb, 0xbf, 99]);
});

test("refuses paths that leave the project, hold NUL or are too long", async () => {
  const workspace = await createMemoryWorkspace();
  expect(await failing(workspace.writeText("../up", ""))).toBe("EACCES");
  expect(await failing(workspace.writeText("a\0b", ""))).toBe("EINVAL");
  expect(await failing(workspace.writeText("é".repeat(128), ""))).toBe("ENAMETOOLONG");
  expect(await failing(workspace.writeText("", "x"))).toBe("EINVAL");
});

test("keeps all edits of a batch or none", async () => {
  const workspace = await createMemoryWorkspace({ "a.txt": "a" });
  const seen: WorkspaceChange[] = [];
  workspace.onChange((changes) => seen.push(...changes));
  const batch = workspace.apply([
    { type: "write", path: "b.txt", content: "b" },
    { type: "remove", path: "a.txt" },
    { type: "remove", path: "missing" },
  ]);
  expect(await failing(batch)).toBe("ENOENT");
  expect(await dump(workspace)).toEqual({ "a.txt": "a" });
  expect(seen).toEqual([]);
});

test("tells what changed and who did it, and stays silent when nothing did", async () => {
  const workspace = await createMemoryWorkspace({ "a.txt": "a" });
  const seen: WorkspaceChange[] = [];
  workspace.onChange((changes) => seen.push(...changes));
  await workspace.writeText("a.txt", "a", "program");
  await workspace.writeText("a.txt", "b", "agent");
  await workspace.rename("a.txt", "c.txt");
  expect(seen).toEqual([
    { type: "changed", path: "a.txt", by: "agent" },
    { type: "removed", path: "a.txt", by: "editor" },
    { type: "created", path: "c.txt", by: "editor" },
  ]);
});

test("moves a folder with its content, never into itself and never over something", async () => {
  const workspace = await createMemoryWorkspace({ "a/b/c.txt": "1", "d.txt": "2" });
  await workspace.rename("a", "x/y");
  expect(await dump(workspace)).toEqual({ "x/y/b/c.txt": "1", "d.txt": "2" });
  expect(await failing(workspace.rename("x", "x/z"))).toBe("EINVAL");
  expect(await failing(workspace.rename("d.txt", "x"))).toBe("EEXIST");
});

test("reads and writes through a link, and refuses one that leaves the project or goes round", async () => {
  const workspace = await createMemoryWorkspace({ "src/a.txt": "a" });
  await workspace.apply([
    { type: "symlink", path: "link", target: "src/a.txt" },
    { type: "symlink", path: "out", target: "../../etc/passwd" },
    { type: "symlink", path: "round", target: "round" },
  ]);
  await workspace.writeText("link", "b");
  expect(await workspace.readText("src/a.txt")).toBe("b");
  expect((await workspace.stat("link")).type).toBe("symlink");
  expect(await workspace.follow("link")).toMatchObject({ path: "src/a.txt", type: "file" });
  expect(await failing(workspace.readText("out"))).toBe("ENOENT");
  expect(await failing(workspace.readText("round"))).toBe("ELOOP");
});

test("restores everything to a checkpoint, and the restore can be undone", async () => {
  const workspace = await createMemoryWorkspace({ "a.txt": "1", "dir/b.txt": "2" });
  const start = await workspace.history.checkpoint("start");
  await workspace.remove("dir");
  await workspace.writeText("dir", "now a file");
  await workspace.writeText("a.txt", "changed");
  const undo = await workspace.history.restore(start.id);
  expect(await dump(workspace)).toEqual({ "a.txt": "1", "dir/b.txt": "2" });
  await workspace.history.restore(undo.id);
  expect(await dump(workspace)).toEqual({ "a.txt": "changed", dir: "now a file" });
});

test("restores one file alone and says how two checkpoints differ", async () => {
  const workspace = await createMemoryWorkspace({ "a.txt": "1", "b.txt": "1" });
  const start = await workspace.history.checkpoint("start");
  await workspace.writeText("a.txt", "2");
  await workspace.writeText("b.txt", "2");
  await workspace.history.restore(start.id, ["a.txt"]);
  expect(await dump(workspace)).toEqual({ "a.txt": "1", "b.txt": "2" });
  const differences = await workspace.history.diff(start.id);
  expect(differences.map(({ path, type }) => [path, type])).toEqual([["b.txt", "changed"]]);
  expect(new TextDecoder().decode(await workspace.history.readAt(start.id, "b.txt"))).toBe("1");
});

test("leaves what tools fill out of history", async () => {
  const workspace = await createMemoryWorkspace({ "a.txt": "1", "node_modules/x/index.js": "old" });
  const start = await workspace.history.checkpoint("start");
  await workspace.writeText("node_modules/x/index.js", "new");
  await workspace.history.restore(start.id);
  expect(await workspace.readText("node_modules/x/index.js")).toBe("new");
});

const name = fc.constantFrom("a", "b", "c");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => names.join("/"));
const edit = fc.oneof(
  fc.record({ type: fc.constant("write" as const), path, content: fc.string({ maxLength: 4 }) }),
  fc.record({ type: fc.constant("mkdir" as const), path }),
  fc.record({ type: fc.constant("remove" as const), path }),
  fc.record({ type: fc.constant("rename" as const), from: path, to: path }),
);

test("after any edits a checkpoint brings back exactly what was there", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 12 }), fc.array(edit, { maxLength: 12 }), async (first, second) => {
      const workspace = await createMemoryWorkspace();
      for (const one of first) await failing(workspace.apply([one]));
      const before = await dump(workspace);
      const checkpoint = await workspace.history.checkpoint("here");
      for (const one of second) await failing(workspace.apply([one]));
      await workspace.history.restore(checkpoint.id);
      expect(await dump(workspace)).toEqual(before);
    }),
    { numRuns: 200 },
  );
});
