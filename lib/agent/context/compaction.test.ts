import { createTestProject, type TestProject } from "@/lib/tools/testing/workbench";
import { afterEach, expect, test } from "vitest";
import { createDesk, frame, type Desk } from "../testing/desk";
import { call, say, scriptModel, type ScriptedModel, type Step } from "../testing/scripted-model";

const open: { desk: Desk; project: TestProject }[] = [];

async function place(
  steps: readonly Step[],
  files: Record<string, string>,
  contextWindow: number,
): Promise<Desk & { model: ScriptedModel }> {
  const project = await createTestProject(files);
  const model = scriptModel(steps, { contextWindow });
  const desk = await createDesk(project, model);
  open.push({ desk, project });
  return { ...desk, model };
}

afterEach(async () => {
  for (const { desk, project } of open.splice(0)) {
    await desk.agent.dispose();
    await project.dispose();
  }
});

const sent = (model: ScriptedModel, at: number) => JSON.stringify(model.requests[at]?.prompt);
const read = (file: string, input = 1000): Step => [
  call("Read", { file_path: file }),
  { type: "usage", input, output: 10 },
];

test("old outputs become stubs first, and no summary is needed", async () => {
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [`f${at}`, `content of f${at}\n`.repeat(1500)]),
  );
  const names = Object.keys(files);
  const { agent, model, notices } = await place(
    [...names.map((name, at) => read(name, at === 7 ? 85_000 : 1000)), [say("ok")]],
    files,
    100_000,
  );
  await agent.send("Read all");
  await frame();
  expect(model.requests).toHaveLength(9);
  expect(sent(model, 8)).toContain("Output left out to save room");
  expect(sent(model, 8)).not.toContain("content of f0");
  expect(sent(model, 8)).toContain("content of f7");
  expect(notices()).toEqual([]);
});

test("a summary holds what the log knows for certain, whatever the model wrote", async () => {
  const write: Step = [
    call("Write", { file_path: "made.txt", content: "x" }),
    call("TodoWrite", { todos: [{ content: "Test it", status: "in_progress" }] }),
    { type: "usage", input: 85_000, output: 1 },
  ];
  const { agent, model, notices } = await place([write, [say("nothing worth mentioning")], [say("ok")]], {}, 100_000);
  agent.setMode("acceptEdits");
  await agent.send("Make it, and mind the gap");
  await frame();
  const summary = sent(model, 2) ?? "";
  for (const text of ["made.txt", "[in_progress] Test it", "Make it, and mind the gap"])
    expect(summary).toContain(text);
  expect(notices().some((text) => text.includes("nothing worth mentioning"))).toBe(true);
});

test("after two vain tries it stops trying and says so", async () => {
  const long = "word ".repeat(80_000);
  const steps: readonly Step[] = [
    read("a", 90_000),
    [say(long)],
    read("b", 90_000),
    [say(long)],
    read("c", 90_000),
    [say("done")],
  ];
  const { agent, model, notices } = await place(steps, { a: "A", b: "B", c: "C" }, 100_000);
  await agent.send("Read");
  await frame();
  expect(notices().filter((text) => text.includes("can't be made much shorter"))).toHaveLength(1);
  expect(model.requests).toHaveLength(6);
});

test("the log keeps what the model no longer sees", async () => {
  const { agent, store } = await place([[say("the first words")], [say("## Goal")], [say("ok")]], {}, 100_000);
  await agent.send("Speak");
  await agent.compact();
  await agent.send("Again");
  const [session] = await store.list();
  expect(JSON.stringify(await store.read(session?.id ?? ""))).toContain("the first words");
});
