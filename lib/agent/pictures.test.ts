import { createTestProject, type TestProject } from "@/lib/tools/testing/workbench";
import { afterEach, expect, test } from "vitest";
import type { AgentModel } from "./model/model";
import { createDesk, frame, type Desk } from "./testing/desk";
import { call, say, scriptModel, type ScriptedModel, type Step } from "./testing/scripted-model";

const open: { desk: Desk; project: TestProject }[] = [];

interface Placed extends Desk {
  readonly main: ScriptedModel;
  readonly eyes: ScriptedModel;
}

const png = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0]);
const data = btoa(String.fromCharCode(...png));
const sketch = { type: "image", name: "sketch.png", mediaType: "image/png", data } as const;

async function place(
  mainSteps: readonly Step[],
  eyesSteps: readonly Step[],
  main: Partial<AgentModel> = { sees: false },
  hasEyes = true,
): Promise<Placed> {
  const project = await createTestProject({ "a.png": png });
  const atWork = scriptModel(mainSteps, main);
  const eyes = scriptModel(eyesSteps, { id: "eyes", label: "Eyes", prices: { input: 1, output: 1 } });
  const desk = await createDesk(project, atWork, {
    models: () => [atWork, eyes],
    visionModel: () => (hasEyes ? "eyes" : undefined),
  });
  open.push({ desk, project });
  return { ...desk, main: atWork, eyes };
}

afterEach(async () => {
  for (const { desk, project } of open.splice(0)) {
    await desk.agent.dispose();
    await project.dispose();
  }
});

const asked = (model: ScriptedModel, at: number) => JSON.stringify(model.requests[at]?.prompt);

test("a picture that comes with a message is looked at once, for a model that can't see it", async () => {
  const seen: Step = [say("A red button, upside down."), { type: "usage", input: 900, output: 9 }];
  const { agent, main, eyes, notices } = await place([[say("I see.")], [say("Still.")]], [seen]);
  await agent.send("Build this", [sketch]);
  await agent.send("And now?");
  await frame();
  expect(eyes.requests).toHaveLength(1);
  expect(asked(eyes, 0)).toContain(data);
  expect(asked(eyes, 0)).toContain("Build this");
  for (const at of [0, 1]) {
    expect(asked(main, at)).toContain("A red button, upside down.");
    expect(asked(main, at)).not.toContain(data);
  }
  expect(notices().join()).toContain("sketch.png: ");
  expect(agent.cost.get().byModel["eyes"]?.usage.input).toBe(900);
});

test("a model that sees gets the picture itself, and no other is asked", async () => {
  const { agent, main, eyes } = await place([[say("I see.")]], [], { sees: true });
  await agent.send("Build this", [sketch]);
  expect(asked(main, 0)).toContain(data);
  expect(eyes.requests).toEqual([]);
});

test("without a model that sees, the one at work is told to say so", async () => {
  const { agent, main } = await place([[say("I can't see.")]], [], { sees: false }, false);
  await agent.send("Build this", [sketch]);
  expect(asked(main, 0)).toContain("This model can't see pictures. Say so");
});

test("a look that fails is told once, and the turn goes on", async () => {
  const { agent, main, eyes, texts } = await place(
    [[say("I go on.")], [say("Again.")]],
    [[{ type: "fail", error: new Error("no credit") }]],
  );
  await agent.send("Build this", [sketch]);
  await agent.send("And now?");
  await frame();
  expect(eyes.requests).toHaveLength(1);
  expect(asked(main, 0)).toContain("Eyes couldn't look at it: no credit");
  expect(texts()).toEqual(["I go on.", "Again."]);
});

test("a picture that a tool read is answered about in words where the model can't see", async () => {
  const { agent, main, eyes } = await place(
    [
      [call("Read", { file_path: "a.png", question: "Which colour?" })],
      [call("Read", { file_path: "a.png" })],
      [say("Blue.")],
    ],
    [[say("It is blue.")], [say("A blue square.")]],
  );
  await agent.send("What is in a.png?");
  expect(asked(eyes, 0)).toContain("Which colour?");
  expect(asked(eyes, 1)).toContain("Describe this picture");
  expect(asked(main, 1)).toContain("It is blue.");
  expect(asked(main, 2)).toContain("A blue square.");
});

test("a picture from a tool comes in its result, or after it where the provider takes pictures from people alone", async () => {
  const steps: Step[] = [[call("Read", { file_path: "a.png" })], [say("Seen.")]];
  const roles = ({ requests }: ScriptedModel) =>
    requests[1]?.prompt.map(({ role, content }) => [role, JSON.stringify(content).includes(data)]);
  const inside = await place(steps, [], { sees: true, seesResults: true });
  await inside.agent.send("Look");
  expect(roles(inside.main)?.slice(2)).toEqual([
    ["assistant", false],
    ["tool", true],
  ]);
  const after = await place(steps, [], { sees: true });
  await after.agent.send("Look");
  expect(roles(after.main)?.slice(2)).toEqual([
    ["assistant", false],
    ["tool", false],
    ["user", true],
  ]);
});
