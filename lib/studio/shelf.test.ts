import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { openProjects } from "@/lib/workspace";
import { createShelf, isProjectId } from "./shelf";

let databases = 0;

function setUp() {
  const name = `shelf-${++databases}`;
  return { shelf: createShelf(() => openProjects(name)), open: () => openProjects(name) };
}

const names = ({ shelf }: ReturnType<typeof setUp>) => {
  const state = shelf.state.get();
  return state.type === "ready" ? state.projects.map((project) => project.name) : state.type;
};

test("a project made from a template holds the template's files", async () => {
  const { shelf } = setUp();
  const { id } = await shelf.create("Numerals", "kata");
  const { workspace, record } = await (await shelf.load()).open(id);
  expect(record.template).toBe("kata");
  expect(await workspace.readText("kata.js")).toContain("toRoman");
});

test("a project that was removed and brought back is where it was, with its files", async () => {
  const set = setUp();
  const { id } = await set.shelf.create("kept", "node");
  const removal = set.shelf.remove(id);
  await vi.waitFor(() => {
    expect(names(set)).toEqual([]);
  });
  removal.undo();
  await removal.settle();
  await vi.waitFor(() => {
    expect(names(set)).toEqual(["kept"]);
  });
});

test("a removal that settled is gone for the next visit too", async () => {
  const set = setUp();
  const { id } = await set.shelf.create("gone", "node");
  await set.shelf.remove(id).settle();
  expect((await set.open()).list.get()).toEqual([]);
});

test("a project isn't made when something is too large for it, and that is said", async () => {
  const set = setUp();
  const huge = { path: "film.zip", size: 200 * 1024 * 1024, bytes: async () => new Uint8Array() };
  const small = { path: "a.txt", size: 1, bytes: async () => new Uint8Array(1) };
  await expect(set.shelf.importFiles("Film", [small, huge])).rejects.toThrow(/film\.zip: more than 100 MB/u);
  expect((await set.open()).list.get()).toEqual([]);
});

test("a browser that keeps nothing is told as such, and asking again tries again", async () => {
  const open = vi.fn<typeof openProjects>().mockRejectedValueOnce(new DOMException("denied", "SecurityError"));
  open.mockImplementation(() => openProjects(`shelf-${++databases}`));
  const shelf = createShelf(open);
  await expect(shelf.load()).rejects.toMatchObject({ code: "EACCES" });
  expect(shelf.state.get()).toEqual({ type: "closed", reason: "denied" });
  await shelf.load();
  expect(shelf.state.get()).toEqual({ type: "ready", projects: [] });
});

test.each(["", "../x", "a/b", "a".repeat(65), "a b"])("%j is no id", (text) => {
  expect(isProjectId(text)).toBe(false);
});
