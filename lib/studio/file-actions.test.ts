import { expect, test } from "vitest";
import { createMemoryWorkspace, type Workspace } from "@/lib/workspace";
import { createFileActions } from "./file-actions";
import { createTrash } from "./trash";

async function setUp() {
  const workspace = await createMemoryWorkspace({ "a.txt": "a", "src/b.ts": "b", "src/deep/c.ts": "c" });
  return { workspace, actions: createFileActions(workspace, createTrash("p", workspace)) };
}

async function paths(workspace: Workspace): Promise<string[]> {
  const all: string[] = [];
  for await (const entry of workspace.walk({ ignored: true })) all.push(entry.path);
  return all.toSorted();
}

const initial = ["a.txt", "src/b.ts", "src/deep/c.ts"];

test("a folder that was deleted comes back with every byte", async () => {
  const { workspace, actions } = await setUp();
  const action = await actions.remove(["src", "src/b.ts"]);
  expect(await paths(workspace)).toEqual(["a.txt"]);
  await action.undo();
  expect(await paths(workspace)).toEqual(initial);
  expect(await workspace.readText("src/deep/c.ts")).toBe("c");
});

test("what tools made comes back too, although history leaves it out", async () => {
  const { workspace, actions } = await setUp();
  await workspace.writeText("dist/out.js", "x");
  await (await actions.remove(["dist"])).undo();
  expect(await workspace.readText("dist/out.js")).toBe("x");
});

test("moving, renaming and copying can each be taken back", async () => {
  const { workspace, actions } = await setUp();
  await actions.move(["a.txt"], "src");
  await actions.rename("src/b.ts", "src/d.ts");
  await actions.copy(["src/d.ts"], "src");
  expect(await paths(workspace)).toEqual(["src/a.txt", "src/d copy.ts", "src/d.ts", "src/deep/c.ts"]);
  await actions.undo();
  await actions.undo();
  await actions.undo();
  expect(await paths(workspace)).toEqual(initial);
  expect(await actions.undo()).toBeUndefined();
});

test("an action is taken back once", async () => {
  const { workspace, actions } = await setUp();
  const action = await actions.createFile("new.txt", "1");
  await action.undo();
  await workspace.writeText("new.txt", "mine");
  await action.undo();
  expect(await workspace.readText("new.txt")).toBe("mine");
});

test("nothing that is there is replaced", async () => {
  const { workspace, actions } = await setUp();
  await expect(actions.createFile("a.txt", "new")).rejects.toMatchObject({ code: "EEXIST" });
  await expect(actions.createFolder("src")).rejects.toMatchObject({ code: "EEXIST" });
  await expect(actions.rename("a.txt", "src/b.ts")).rejects.toMatchObject({ code: "EEXIST" });
  expect(await workspace.readText("src/b.ts")).toBe("b");
});
