import { createTestProject, type TestProject } from "@/lib/tools/testing/workbench";
import { afterEach, expect, test } from "vitest";
import { createDesk, frame, type Desk } from "../testing/desk";
import { call, say, scriptModel, type ScriptedModel, type Step } from "../testing/scripted-model";

const open: { desk: Desk; project: TestProject }[] = [];

async function place(
  steps: readonly Step[],
  files: Record<string, string> = {},
  prices = {},
): Promise<Desk & { model: ScriptedModel; project: TestProject }> {
  const project = await createTestProject(files);
  const model = scriptModel(steps, { contextWindow: 50_000_000, ...prices });
  const desk = await createDesk(project, model);
  open.push({ desk, project });
  return { ...desk, model, project };
}

afterEach(async () => {
  for (const { desk, project } of open.splice(0)) {
    await desk.agent.dispose();
    await project.dispose();
  }
});

const helper = (kind = "general", prompt = "do it") => call("Agent", { kind, description: "help", prompt });
const isHelper = (model: ScriptedModel, at: number) =>
  JSON.stringify(model.requests[at]?.prompt[0]).includes("You are a helper");

/** Says one thing to helpers and another to the main agent, whichever asks first. */
const bySide =
  (main: readonly ReturnType<typeof say>[], side: readonly ReturnType<typeof say>[]): Step =>
  (options) =>
    JSON.stringify(options.prompt[0]).includes("You are a helper") ? side : main;

test("at most four helpers run at once, and all of them come back", async () => {
  let running = 0;
  let most = 0;
  const work: Step = (options) => {
    if (!JSON.stringify(options.prompt[0]).includes("You are a helper")) return [say("All back.")];
    running += 1;
    most = Math.max(most, running);
    const until = new Promise<void>((resolve) => {
      setTimeout(() => {
        running -= 1;
        resolve();
      }, 20);
    });
    return [{ type: "wait", until }, say("back")];
  };
  const { agent } = await place([
    Array.from({ length: 6 }, (_, at) => helper("general", `part ${at}`)),
    ...Array.from({ length: 7 }, () => work),
  ]);
  await agent.send("Six helpers");
  await frame();
  expect(most).toBe(4);
  expect(agent.agents.get().map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => "done"));
});

test("a helper can have a helper, and that one can't", async () => {
  const { agent, model } = await place([
    [helper()],
    [helper()],
    [helper()],
    [say("deep")],
    [say("middle")],
    [say("top")],
  ]);
  await agent.send("Go deep");
  await frame();
  expect(agent.agents.get()).toHaveLength(2);
  expect(model.requests[2]?.tools?.some(({ name }) => name === "Agent")).toBe(false);
  expect(JSON.stringify(model.requests[3]?.prompt)).toContain("There is no tool named Agent");
});

test("a helper that uses up its steps is ended and says what it found", async () => {
  const looking: Step = bySide([say("ok")], [say("still looking"), call("Glob", { pattern: `*${Math.random()}` })]);
  const steps: Step[] = [[helper("explore")]];
  for (let at = 0; at < 25; at += 1) steps.push(() => [say("still looking"), call("Glob", { pattern: `*.${at}` })]);
  const { agent, model } = await place([...steps, looking]);
  await agent.send("Look");
  await frame();
  expect(agent.agents.get()).toMatchObject([{ state: "failed", steps: 25 }]);
  expect(isHelper(model, 25)).toBe(true);
  expect(JSON.stringify(model.requests[26]?.prompt)).toContain(
    "couldn't finish. What it found so far:\\nstill looking",
  );
});

test("a helper that costs too much is ended", async () => {
  const dear: Step = [call("Glob", { pattern: "a" }), { type: "usage", input: 600_000, output: 0 }];
  const { agent } = await place([[helper("explore")], dear, [say("ok")]], {}, { prices: { input: 1, output: 1 } });
  await agent.send("Look");
  await frame();
  expect(agent.agents.get()).toMatchObject([{ state: "failed", steps: 1, dollars: 0.6, tokens: 600_000 }]);
});

test("one helper is stopped alone, and the turn goes on", async () => {
  const never = new Promise(() => undefined);
  const { agent, texts } = await place([[helper()], [{ type: "wait", until: never }], [say("Then without it.")]]);
  const turn = agent.send("Go");
  await expect.poll(() => agent.agents.get()[0]?.state).toBe("running");
  agent.stopAgent(agent.agents.get()[0]?.id ?? "");
  await turn;
  await frame();
  expect(agent.agents.get()).toMatchObject([{ state: "stopped" }]);
  expect(texts()).toEqual(["Then without it."]);
});

test("stopping the turn stops its helpers and what they ask", async () => {
  const { agent, question } = await place([[helper()], [call("Bash", { command: "touch x" })]]);
  const turn = agent.send("Go");
  const asked = await question("permission");
  expect(asked).toMatchObject({ agent: expect.stringMatching(/^agent_/) });
  await agent.stop();
  await turn;
  expect(agent.questions.get()).toEqual([]);
  expect(agent.agents.get()).toMatchObject([{ state: "stopped" }]);
});

test("what a helper said and did can be looked at", async () => {
  const { agent } = await place(
    [[helper("explore", "read a")], [call("Read", { file_path: "a" })], [say("it is A")], [say("ok")]],
    { a: "A" },
  );
  await agent.send("Go");
  await frame();
  const conversation = agent.agentConversation(agent.agents.get()[0]?.id ?? "").get();
  expect(conversation.items).toMatchObject([
    { type: "user", text: "read a" },
    { type: "assistant", parts: [{ call: { name: "Read", state: "done" } }] },
    { parts: [{ text: "it is A" }] },
  ]);
});

test("a helper of the project's has its own instructions and tools", async () => {
  const files = {
    ".tabsmith/agents/poet.md": "---\nname: poet\ndescription: Writes verse\ntools: Read\n---\nSpeak in rhyme.",
  };
  const { agent, model } = await place([[helper("poet")], [say("roses")], [say("ok")]], files);
  await agent.send("Go");
  expect(JSON.stringify(model.requests[1]?.prompt[0])).toContain("Speak in rhyme.");
  expect(model.requests[1]?.tools?.map(({ name }) => name)).toEqual(["Read"]);
});

test("helpers use the model that was chosen for them, and the session's own where it is gone", async () => {
  const project = await createTestProject({});
  const main = scriptModel([[helper()], [say("ok")], [helper()], [say("by the main one")], [say("ok")]]);
  const second = { ...scriptModel([[say("by the second")]]), id: "second" };
  let chosen: string | undefined = "second";
  const desk = await createDesk(project, main, { models: () => [main, second], helperModel: () => chosen });
  open.push({ desk, project });
  await desk.agent.send("Go");
  expect(second.requests).toHaveLength(1);
  expect(main.requests).toHaveLength(2);
  chosen = "no such model";
  await desk.agent.send("Again");
  expect(main.requests).toHaveLength(5);
});

const lastResult = (model: ScriptedModel, at: number) => JSON.stringify(model.requests[at]?.prompt.at(-1));

test("a helper that ended is asked further and still knows what it did; one that isn't there is told from those that are", async () => {
  const { agent, model } = await place(
    [
      [helper("explore", "read a")],
      [call("Read", { file_path: "a" })],
      [say("it is A")],
      (options) => {
        const id = /SendMessage to (agent_\w+)/u.exec(JSON.stringify(options.prompt.at(-1)))?.[1] ?? "";
        return [
          call("SendMessage", { to: id, message: "and in lower case?" }),
          call("SendMessage", { to: "agent_0", message: "?" }),
        ];
      },
      [say("it is a")],
      [say("ok")],
    ],
    { a: "A" },
  );
  await agent.send("Go");
  await frame();
  const further = JSON.stringify(model.requests[4]?.prompt);
  for (const told of ["read a", "it is A", "and in lower case?"]) expect(further).toContain(told);
  const back = JSON.stringify(model.requests[5]?.prompt);
  expect(back).toContain("it is a");
  expect(back).toMatch(/There is no helper agent_0\. There are: agent_/u);
  expect(agent.agents.get()).toMatchObject([{ state: "done", answer: "it is a", steps: 3 }]);
  const [card] = agent.conversation
    .get()
    .items.flatMap((item) => (item.type === "assistant" ? item.parts : []))
    .flatMap((part) => (part.type === "tool" && part.call.name === "SendMessage" ? [part.call] : []));
  expect(card).toMatchObject({ state: "done", agent: agent.agents.get()[0]?.id });
});

test("a tool that a helper looked for is there at its next step, and what it hands over as data is its answer", async () => {
  const { agent, model } = await place([
    [helper("general", "count")],
    [call("ToolSearch", { query: "structured result message" })],
    [call("StructuredOutput", { value: { files: 3 } })],
    [say("Handed over.")],
    [say("ok")],
  ]);
  await agent.send("Go");
  const names = (at: number) => model.requests[at]?.tools?.map(({ name }) => name) ?? [];
  expect(names(1)).not.toContain("StructuredOutput");
  expect(names(2)).toContain("StructuredOutput");
  expect(names(2)).not.toContain("SendMessage");
  expect(lastResult(model, 2)).not.toContain("SendMessage");
  expect(lastResult(model, 4)).toContain('\\"files\\": 3');
  expect(lastResult(model, 4)).not.toContain("Handed over.");
});
