import { expect, test } from "vitest";
import { createMemoryWorkspace } from "@/lib/workspace";
import { createDocuments } from "./documents";

test("a file is open once, however many ask for it", async () => {
  const documents = createDocuments(await createMemoryWorkspace({ a: "1" }));
  expect(await documents.open("a")).toBe(await documents.open("a"));
});

test("a file that isn't there can be asked for again later", async () => {
  const workspace = await createMemoryWorkspace();
  const documents = createDocuments(workspace);
  await expect(documents.open("a")).rejects.toMatchObject({ code: "ENOENT" });
  await workspace.writeText("a", "1");
  expect((await documents.open("a")).content.get()).toEqual({ type: "text", text: "1" });
});

test("unsaved paths are known, and none is left after a flush", async () => {
  const workspace = await createMemoryWorkspace({ a: "1", b: "1" });
  const documents = createDocuments(workspace);
  (await documents.open("a")).changed(() => "2");
  (await documents.open("b")).changed(() => "2");
  expect([...documents.unsaved.get()].toSorted()).toEqual(["a", "b"]);
  await documents.flush();
  expect(documents.unsaved.get().size).toBe(0);
  expect([await workspace.readText("a"), await workspace.readText("b")]).toEqual(["2", "2"]);
});

test("closing saves first", async () => {
  const workspace = await createMemoryWorkspace({ a: "1" });
  const documents = createDocuments(workspace);
  (await documents.open("a")).changed(() => "2");
  await documents.close("a");
  expect(await workspace.readText("a")).toBe("2");
});

test("what is open is there at once, until it is closed", async () => {
  const documents = createDocuments(await createMemoryWorkspace({ "in/a": "1" }));
  const opening = documents.open("in/a");
  expect(documents.peek("in/a")).toBeUndefined();
  const document = await opening;
  expect(documents.peek("in/a")).toBe(document);
  await documents.close("in");
  expect(documents.peek("in/a")).toBeUndefined();
});
