import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { openProjects } from "./projects";

const fresh = () => openProjects(`projects-${crypto.randomUUID()}`);
const files = [
  { type: "write", path: "src/a.txt", content: "one", mode: 0o755 },
  { type: "mkdir", path: "empty" },
] as const;

test("finds a project's files, folders, modes and history again in the next session", async () => {
  const name = `projects-${crypto.randomUUID()}`;
  const first = await openProjects(name);
  const { id } = await first.create({ name: "Demo", files });
  const { workspace } = await first.open(id);
  const checkpoint = await workspace.history.checkpoint("start");
  await workspace.writeText("src/a.txt", "two");
  await workspace.dispose();

  const later = await (await openProjects(name)).open(id);
  expect(await later.workspace.readText("src/a.txt")).toBe("two");
  expect((await later.workspace.stat("src/a.txt")).mode).toBe(0o755);
  expect((await later.workspace.stat("empty")).type).toBe("directory");
  await later.workspace.history.restore(checkpoint.id);
  expect(await later.workspace.readText("src/a.txt")).toBe("one");
});

test("forgets contents that nothing names any more when the project is opened", async () => {
  const projects = await fresh();
  const { id } = await projects.create({ name: "Demo", files });
  const { workspace } = await projects.open(id);
  const kept = await workspace.history.checkpoint("kept");
  for (const text of ["two", "three", "four"]) await workspace.writeText("src/a.txt", text);
  const again = await projects.open(id);
  expect(await again.workspace.readText("src/a.txt")).toBe("four");
  expect(new TextDecoder().decode(await again.workspace.history.readAt(kept.id, "src/a.txt"))).toBe("one");
});

test("lists the last opened first, renames, duplicates and deletes", async () => {
  const projects = await fresh();
  const a = await projects.create({ name: "A", files });
  await projects.create({ name: "B", files: [] });
  await new Promise((resolve) => setTimeout(resolve, 2));
  await projects.open(a.id);
  const copy = await projects.duplicate(a.id, "A copy");
  await projects.rename(a.id, "A2");
  expect(
    projects.list
      .get()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["A copy", "A2", "B"]);
  await projects.remove(a.id);
  await expect(projects.open(a.id)).rejects.toMatchObject({ code: "ENOENT" });
  expect(await (await projects.open(copy.id)).workspace.readText("src/a.txt")).toBe("one");
});

test("a project from elsewhere is not trusted until someone says so, and its copy neither", async () => {
  const projects = await fresh();
  const shared = await projects.create({ name: "Shared", origin: "a link", files });
  const copy = await projects.duplicate(shared.id, "Copy");
  expect([shared.trusted, copy.trusted]).toEqual([false, false]);
  await projects.trust(shared.id);
  expect((await projects.open(shared.id)).record.trusted).toBe(true);
});

test("without leave nothing is written, by no one, and what can be read is what is there", async () => {
  const projects = await fresh();
  const { id } = await projects.create({ name: "Demo", files });
  let leave = true;
  const mayWrite = async () => {
    if (!leave) throw new Error("Another tab has it.");
  };
  const { workspace } = await projects.open(id, mayWrite);
  const checkpoint = await workspace.history.checkpoint("one");
  await workspace.writeText("src/a.txt", "two");
  leave = false;
  for (const work of [
    workspace.writeText("src/a.txt", "three", "agent"),
    workspace.remove("src/a.txt"),
    workspace.history.checkpoint("no"),
    workspace.history.restore(checkpoint.id),
  ])
    await expect(work).rejects.toThrow("Another tab has it.");
  expect(await workspace.readText("src/a.txt")).toBe("two");
  expect(await (await projects.open(id)).workspace.readText("src/a.txt")).toBe("two");
});
