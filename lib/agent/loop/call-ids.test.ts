import { createTestProject, type TestProject } from "@/lib/tools/testing/workbench";
import { afterEach, expect, test } from "vitest";
import { createDesk, frame, type Desk } from "../testing/desk";
import { call, say, scriptModel, type Step } from "../testing/scripted-model";
import { createCallIds } from "./call-ids";

const open: { desk: Desk; project: TestProject }[] = [];

afterEach(async () => {
  for (const { desk, project } of open.splice(0)) {
    await desk.agent.dispose();
    await project.dispose();
  }
});

async function place(steps: readonly Step[]) {
  const project = await createTestProject({});
  const model = scriptModel(steps);
  const desk = await createDesk(project, model);
  open.push({ desk, project });
  return { ...desk, project, model };
}

const named = (id: string, path: string, content = path) => ({
  ...call("Write", { file_path: path, content }),
  id,
});

test("a name is kept while its call is written, and another call of that name gets one of its own", () => {
  const taken = new Set(["old"]);
  const ids = createCallIds((id) => taken.has(id));
  expect(ids.of("a")).toBe("a");
  expect(ids.complete("a")).toBe("a");
  taken.add("a");
  const again = ids.of("a");
  expect(again).not.toBe("a");
  expect(ids.complete("a")).toBe(again);
  expect(ids.complete("old")).not.toBe("old");
  expect(ids.complete("")).not.toBe("");
});

test("two calls of one name in an answer are two questions, both answered, and the turn ends", async () => {
  const { agent, calls, question, project } = await place([
    [named("call_0", "a.txt"), named("call_0", "b.txt"), named("", "c.txt"), named("", "d.txt")],
    [say("All written.")],
  ]);
  const turn = agent.send("Write four");
  for (let left = 4; left > 0; left -= 1) {
    const asked = await question("permission");
    await expect.poll(() => agent.questions.get()).toHaveLength(left);
    agent.answer(asked.id, { type: "allow" });
  }
  await turn;
  await frame();
  expect(calls().map(({ state }) => state)).toEqual(["done", "done", "done", "done"]);
  for (const name of ["a", "b", "c", "d"]) expect(await project.workspace.readText(`${name}.txt`)).toBe(`${name}.txt`);
});

test("a name that comes again in a later answer means the later change when that is taken back", async () => {
  const edit = { ...call("Edit", { file_path: "a.txt", old_string: "one", new_string: "two" }), id: "call_0" };
  const { agent, calls, always, project, model } = await place([
    [named("call_0", "a.txt", "one\n")],
    [edit],
    [say("Changed.")],
  ]);
  always(() => ({ type: "allow" }));
  await agent.send("Write, then change");
  await frame();
  await agent.revert(calls().at(-1)?.id ?? "");
  expect(await project.workspace.readText("a.txt")).toBe("one\n");
  const results = JSON.stringify(model.requests[2]?.prompt);
  expect(results.match(/"tool-result"/gu)).toHaveLength(2);
});
