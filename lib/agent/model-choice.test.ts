import { createTestProject, type TestProject } from "@/lib/tools/testing/workbench";
import { afterEach, expect, test } from "vitest";
import { createDesk, type Desk } from "./testing/desk";
import { scriptModel } from "./testing/scripted-model";

const open: { desk: Desk; project: TestProject }[] = [];

afterEach(async () => {
  for (const { desk, project } of open.splice(0)) {
    await desk.agent.dispose();
    await project.dispose();
  }
});

/** A host that remembers what was chosen, as the app does. */
async function place() {
  const project = await createTestProject({});
  const [first, second] = [scriptModel([], { id: "first" }), scriptModel([], { id: "second" })];
  let chosen = "first";
  const desk = await createDesk(project, first, {
    models: () => [first, second],
    model: () => chosen,
    chooseModel: (id) => (chosen = id),
  });
  open.push({ desk, project });
  return { ...desk, first, second };
}

test("a model that was chosen in a session is the next session's too, and an earlier session keeps its own", async () => {
  const { agent, first, second } = await place();
  const earlier = agent.conversation.get().session;
  agent.setModel("first");
  await agent.send("One");
  await agent.newSession();
  agent.setModel("second");
  await agent.send("Two");
  await agent.newSession();
  expect(agent.model.get()).toBe("second");
  await agent.send("Three");
  expect([first.requests.length, second.requests.length]).toEqual([1, 2]);
  await agent.openSession(earlier);
  expect(agent.model.get()).toBe("first");
});

test("/model counts like the choice in a list, and what a stranger's session names doesn't", async () => {
  const { agent } = await place();
  await agent.send("/model second");
  await agent.newSession();
  expect(agent.model.get()).toBe("second");
  const frame = { session: "x", agent: "main", at: 1, v: 1 };
  const lines = [
    { format: "tabsmith-session", version: 1, title: "Theirs" },
    { ...frame, seq: 1, id: "a", type: "session-started", data: { title: "Theirs" } },
    { ...frame, seq: 2, id: "b", type: "model-changed", data: { model: "first" } },
  ];
  await agent.openSession(await agent.importSession(lines.map((line) => JSON.stringify(line)).join("\n")));
  await agent.newSession();
  expect(agent.model.get()).toBe("second");
});
