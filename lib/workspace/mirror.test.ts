import fc from "fast-check";
import { expect, test } from "vitest";
import type { Sandbox } from "@/lib/sandbox";
import { createMemoryWorkspace } from "./memory-workspace";
import { startMirror } from "./mirror";
import { createTableSandbox } from "./testing/table-sandbox";
import type { Workspace } from "./workspace";

const text = async (sandbox: Sandbox, path: string): Promise<string> =>
  new TextDecoder().decode(await sandbox.files.read(path));

async function both(files: Record<string, string>) {
  const workspace = await createMemoryWorkspace(files);
  const sandbox = await createTableSandbox();
  const mirror = await startMirror(workspace, sandbox);
  return { workspace, sandbox, mirror };
}

async function inProject(workspace: Workspace): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { path } of workspace.walk({ ignored: true })) files[path] = await workspace.readText(path);
  return files;
}

async function inSandbox(sandbox: Sandbox, folder = sandbox.cwd): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { name, type } of await sandbox.files.list(folder)) {
    if (type === "directory") Object.assign(files, await inSandbox(sandbox, `${folder}/${name}`));
    else files[`${folder}/${name}`.slice(sandbox.cwd.length + 1)] = await text(sandbox, `${folder}/${name}`);
  }
  return files;
}

test("lays the project down and takes away what the project doesn't have, installed packages aside", async () => {
  const workspace = await createMemoryWorkspace({ "src/a.txt": "new", b: "a file" });
  const sandbox = await createTableSandbox();
  await sandbox.mount({
    src: { type: "directory", entries: { "stale.txt": { type: "file", content: "old" } } },
    b: { type: "directory", entries: {} },
  });
  await startMirror(workspace, sandbox);
  expect(await inSandbox(sandbox)).toEqual({ "src/a.txt": "new", b: "a file" });
});

test("carries edits to the sandbox and what programs write to the project", async () => {
  const { workspace, sandbox, mirror } = await both({ "a.txt": "1" });
  await workspace.writeText("deep/b.txt", "2");
  await workspace.rename("a.txt", "c.txt");
  await sandbox.files.write("made/by/program.txt", "3");
  await mirror.settle();
  const expected = { "c.txt": "1", "deep/b.txt": "2", "made/by/program.txt": "3" };
  expect(await inSandbox(sandbox)).toEqual(expected);
  expect(await inProject(workspace)).toEqual(expected);
  expect(mirror.trouble.get()).toBeUndefined();
});

test("takes removals and changes of kind from either side", async () => {
  const { workspace, sandbox, mirror } = await both({ "a/x.txt": "1", b: "2" });
  await sandbox.files.remove("/home/project/b");
  await sandbox.files.mkdir("/home/project/b");
  await sandbox.files.write("/home/project/b/inner.txt", "3");
  await workspace.remove("a");
  await workspace.writeText("a", "a file now");
  await mirror.settle();
  expect(await inProject(workspace)).toEqual({ a: "a file now", "b/inner.txt": "3" });
  expect(await inSandbox(sandbox)).toEqual({ a: "a file now", "b/inner.txt": "3" });
});

test("leaves installed packages in the sandbox", async () => {
  const { workspace, sandbox, mirror } = await both({});
  await sandbox.files.write("node_modules/x/index.js", "module.exports = 1");
  await mirror.settle();
  expect(await inProject(workspace)).toEqual({});
});

test("never loses a key stroke to the echo of the one before", async () => {
  const { workspace, sandbox, mirror } = await both({ "a.txt": "" });
  let typed = "";
  const saves: Promise<void>[] = [];
  for (const letter of "the quick brown fox") {
    typed += letter;
    saves.push(workspace.writeText("a.txt", typed));
    if (letter === " ") await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(saves);
  await mirror.settle();
  await mirror.settle();
  expect(await workspace.readText("a.txt")).toBe(typed);
  expect(await text(sandbox, "a.txt")).toBe(typed);
});

const path = fc.constantFrom("a", "b/c", "b/d", "e/f/g");
const step = fc.record({ side: fc.constantFrom("project", "sandbox"), path, content: fc.string(), wait: fc.boolean() });

test("both sides are the same in the end, whoever wrote what", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const { workspace, sandbox, mirror } = await both({});
      for (const { side, path: where, content, wait } of steps) {
        if (side === "project") await workspace.writeText(where, content);
        else await sandbox.files.write(where, content);
        if (wait) await mirror.settle();
      }
      await mirror.settle();
      await mirror.settle();
      expect(await inProject(workspace)).toEqual(await inSandbox(sandbox));
    }),
    { numRuns: 100 },
  );
});
