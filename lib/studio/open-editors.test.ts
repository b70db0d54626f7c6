import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { createDocuments } from "./documents";
import { activeTab, splitGroup } from "./editor-tabs";
import { createOpenEditors } from "./open-editors";

const held = new Map<string, string>();

beforeEach(() => {
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  });
});

afterEach(() => {
  held.clear();
  vi.unstubAllGlobals();
});

async function setUp(opens?: string) {
  const workspace = await createMemoryWorkspace({ "a.ts": "a", "b.ts": "b" });
  const documents = createDocuments(workspace);
  const visit = () => createOpenEditors("p", documents, opens);
  return { workspace, documents, visit, editors: visit() };
}

test("a first visit shows the file that the template opens", async () => {
  const { editors } = await setUp("a.ts");
  expect(activeTab(editors.tabs.get())?.path).toBe("a.ts");
});

test("tabs and groups come back as they were", async () => {
  const { editors, visit } = await setUp();
  editors.open("a.ts");
  editors.tabs.set(splitGroup);
  editors.open("b.ts");
  expect(visit().tabs.get()).toEqual({ ...editors.tabs.get(), closed: [] });
});

test("a memory that makes no sense opens nothing", async () => {
  const { visit } = await setUp();
  for (const raw of ["3", "{", '{"groups":[{"tabs":[{"path":3}]},null]}']) {
    held.set("tabsmith.tabs.p", raw);
    expect(visit().tabs.get().groups).toEqual([{ tabs: [], shown: undefined }]);
  }
});

test("a place that was asked for before the editor is there waits for it, once", async () => {
  const { editors } = await setUp();
  editors.openAt({ path: "a.ts", line: 3, column: 1 });
  expect(editors.takePlace("b.ts")).toBeUndefined();
  expect(editors.takePlace("a.ts")).toMatchObject({ line: 3 });
  expect(editors.takePlace("a.ts")).toBeUndefined();
});

test("the tab of a file goes with the file, but not with what is unsaved in it", async () => {
  const { editors, workspace, documents } = await setUp();
  editors.follow(workspace);
  editors.open("a.ts");
  editors.open("b.ts");
  (await documents.open("b.ts")).changed(() => "typed");
  await workspace.apply([
    { type: "remove", path: "a.ts" },
    { type: "remove", path: "b.ts" },
  ]);
  expect(editors.tabs.get().groups[0]?.tabs.map(({ path }) => path)).toEqual(["b.ts"]);
});

test("tabs go along with a folder that gets another name, with what was typed", async () => {
  const { editors, workspace, documents } = await setUp();
  await workspace.writeText("src/c.ts", "c");
  editors.follow(workspace);
  editors.open("src/c.ts");
  (await documents.open("src/c.ts")).changed(() => "typed");
  await editors.rename("src", "lib", () => workspace.rename("src", "lib", "editor"));
  expect(editors.tabs.get().groups[0]?.tabs.map(({ path }) => path)).toEqual(["lib/c.ts"]);
  expect(await workspace.readText("lib/c.ts")).toBe("typed");
});
