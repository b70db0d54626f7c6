import { expect, test } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { createFileActions } from "./file-actions";
import { createTrash } from "./trash";

function createMemory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

async function setUp() {
  const workspace = await createMemoryWorkspace({ "a.txt": "a", "src/b.ts": "b", "src/deep/c.ts": "c" });
  const memory = createMemory();
  const open = () => createTrash("p", workspace, memory);
  const trash = open();
  const paths = () => trash.entries.get().map(({ path }) => path);
  return { workspace, memory, open, trash, paths, actions: createFileActions(workspace, trash) };
}

test("what was deleted is listed, newest first, and comes back with every byte", async () => {
  const { workspace, trash, paths, actions } = await setUp();
  await actions.remove(["a.txt"]);
  await actions.remove(["src"]);
  expect(paths()).toEqual(["src", "a.txt"]);
  const [folder] = trash.entries.get();
  if (folder) await trash.putBack(folder);
  expect(await workspace.readText("src/deep/c.ts")).toBe("c");
  expect(await workspace.readText("src/b.ts")).toBe("b");
  expect(paths()).toEqual(["a.txt"]);
});

test("it outlives the tab, and a deletion that is taken back leaves it", async () => {
  const { open, actions } = await setUp();
  const action = await actions.remove(["a.txt"]);
  expect(open().entries.get()).toHaveLength(1);
  await action.undo();
  expect(open().entries.get()).toEqual([]);
});

test("putting back replaces nothing", async () => {
  const { workspace, trash, paths, actions } = await setUp();
  await actions.remove(["a.txt"]);
  await workspace.writeText("a.txt", "mine");
  const [entry] = trash.entries.get();
  await expect(entry && trash.putBack(entry)).rejects.toMatchObject({ code: "EEXIST" });
  expect(await workspace.readText("a.txt")).toBe("mine");
  expect(paths()).toEqual(["a.txt"]);
});

test("emptying can be taken back, and what history leaves out never comes in", async () => {
  const { workspace, trash, paths, actions } = await setUp();
  await workspace.writeText("dist/out.js", "x");
  await actions.remove(["dist", "a.txt"]);
  expect(paths()).toEqual(["a.txt"]);
  const back = trash.empty();
  expect(paths()).toEqual([]);
  back();
  expect(paths()).toEqual(["a.txt"]);
});

test.each(["{}", "[3, null]", "nonsense", '[{"path":"a","at":1}]'])(
  "a memory of %s counts as nothing",
  async (text) => {
    const { memory, open } = await setUp();
    memory.setItem("tabsmith.trash.p", text);
    expect(open().entries.get()).toEqual([]);
  },
);
