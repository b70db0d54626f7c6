import type { FileTree, Sandbox } from "@/lib/sandbox";
import { beforeEach, expect, test, vi } from "vitest";
import { keptModules } from "./kept-modules";

const shelf = new Map<string, Response>();

beforeEach(() => {
  shelf.clear();
  const cache = {
    match: (key: string) => Promise.resolve(shelf.get(key)?.clone()),
    put: (key: string, response: Response) => Promise.resolve(void shelf.set(key, response)),
    delete: (key: string) => Promise.resolve(shelf.delete(key)),
    keys: () => Promise.resolve([...shelf.keys()]),
  };
  vi.stubGlobal("caches", { open: () => Promise.resolve(cache) });
  vi.stubGlobal("navigator", { storage: { estimate: () => Promise.resolve({ quota: 1e10, usage: 0 }) } });
});

const installed: FileTree = {
  react: { type: "directory", entries: { "index.js": { type: "file", content: "react" } } },
};

function computer(given: Partial<Sandbox> = {}) {
  const mounted: FileTree[] = [];
  const read = () => Promise.resolve(new TextEncoder().encode("{}"));
  const sandbox = {
    driver: "engine",
    capabilities: { node: "v24.21.0" },
    files: { read },
    snapshot: ({ at }: { at?: string } = {}) => Promise.resolve(at === "node_modules" ? installed : {}),
    mount: (tree: FileTree) => Promise.resolve(void mounted.push(tree)),
    ...given,
  } as unknown as Sandbox;
  return { sandbox, mounted };
}

test("what one project installed is laid down in the next that wants the same, and in no other", async () => {
  const { sandbox, mounted } = computer();
  expect(await keptModules.restore(sandbox, "react 19")).toBe(false);
  await keptModules.keep(sandbox, "react 19");
  expect(await keptModules.restore(sandbox, "react 18")).toBe(false);
  expect(
    await keptModules.restore({ ...sandbox, capabilities: { ...sandbox.capabilities, node: "v25" } }, "react 19"),
  ).toBe(false);
  expect(mounted).toEqual([]);
  expect(await keptModules.restore(sandbox, "react 19")).toBe(true);
  const [tree] = mounted;
  expect(Object.keys(tree ?? {})).toEqual(["node_modules", "package-lock.json"]);
});

test("nothing that is kept is written over, and the oldest makes room", async () => {
  const { sandbox } = computer();
  await keptModules.keep(sandbox, "one");
  const [first] = shelf.values();
  await keptModules.keep(sandbox, "one");
  expect([...shelf.values()]).toEqual([first]);
  for (let wish = 0; wish < 9; wish++) await keptModules.keep(sandbox, String(wish));
  expect(shelf.size).toBe(8);
  expect(await keptModules.restore(sandbox, "one")).toBe(false);
  expect(await keptModules.restore(sandbox, "8")).toBe(true);
});

test("a broken image is forgotten, and a full disk or another computer is no trouble", async () => {
  const { sandbox, mounted } = computer();
  await keptModules.keep(sandbox, "one");
  const [key = ""] = shelf.keys();
  shelf.set(key, new Response("broken"));
  expect(await keptModules.restore(sandbox, "one")).toBe(false);
  expect(shelf.size).toBe(0);
  vi.stubGlobal("navigator", { storage: { estimate: () => Promise.resolve({ quota: 100, usage: 90 }) } });
  await keptModules.keep(sandbox, "one");
  expect(shelf.size).toBe(0);
  vi.stubGlobal("caches", { open: () => Promise.reject(new DOMException("no", "SecurityError")) });
  expect(await keptModules.restore(sandbox, "one")).toBe(false);
  await expect(keptModules.keep(sandbox, "one")).resolves.toBeUndefined();
  expect(mounted).toEqual([]);
});
