import { expect, test } from "vitest";
import { createProjects, isProjectId } from "./projects";

function setUp() {
  let clock = 0;
  const held = new Map<string, string>();
  const memory = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  };
  return { projects: createProjects(memory, () => ++clock), memory };
}

const names = ({ projects }: ReturnType<typeof setUp>) => projects.cards.get().map((card) => card.name);

test("a new project has an id that fits an address, whatever its name", () => {
  const { projects } = setUp();
  for (const name of ["Mein Café", "日本", "../../etc", "a".repeat(300)]) {
    expect(isProjectId(projects.create({ name, template: "node" }).id)).toBe(true);
  }
});

test("opening a project brings it to the top", () => {
  const set = setUp();
  const first = set.projects.create({ name: "first", template: "node" });
  set.projects.create({ name: "second", template: "node" });
  set.projects.opened(first.id);
  expect(names(set)).toEqual(["first", "second"]);
});

test("a project that was forgotten comes back where it was", () => {
  const set = setUp();
  for (const name of ["a", "b", "c"]) set.projects.create({ name, template: "node" });
  const undo = set.projects.forget(set.projects.cards.get()[1]?.id ?? "");
  expect(names(set)).toEqual(["c", "a"]);
  undo();
  expect(names(set)).toEqual(["c", "b", "a"]);
});

test("cards that make no sense are left out, the others stay", () => {
  const { memory, projects } = setUp();
  const card = projects.create({ name: "kept", template: "node" });
  memory.setItem("tabsmith.projects", JSON.stringify([{ id: "../x", name: "bad" }, card, 3]));
  expect(createProjects(memory).cards.get()).toEqual([card]);
});

test.each(["", "-a", "A", "a/b", "a".repeat(65), "a.b"])("%j is no id", (text) => {
  expect(isProjectId(text)).toBe(false);
});
