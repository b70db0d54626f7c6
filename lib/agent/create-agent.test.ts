import { afterEach, expect, test } from "vitest";
import { createTestProject, type TestProject } from "@/lib/tools/testing/workbench";
import type { AgentModel } from "./model/model";
import type { AgentOptions } from "./options";
import { createDesk, frame, type Desk } from "./testing/desk";
import { call, say, scriptModel, type ScriptedModel, type Step } from "./testing/scripted-model";

const open: { desk: Desk; project: TestProject }[] = [];

interface Place extends Desk {
  readonly project: TestProject;
  readonly model: ScriptedModel;
}

async function place(
  steps: readonly Step[],
  files: Record<string, string> = {},
  options: Partial<AgentOptions> = {},
  more: Partial<AgentModel> = {},
): Promise<Place> {
  const project = await createTestProject(files);
  const model = scriptModel(steps, more);
  const desk = await createDesk(project, model, options);
  open.push({ desk, project });
  return { ...desk, project, model };
}

afterEach(async () => {
  for (const { desk, project } of open.splice(0)) {
    await desk.agent.dispose();
    await project.dispose();
  }
});

const allow = () => ({ type: "allow" }) as const;
const sent = (model: ScriptedModel, at: number) => JSON.stringify(model.requests[at]?.prompt);

test("an answer of text ends the turn and is in the conversation", async () => {
  const { agent, texts } = await place([[say("Hello there.")]]);
  await agent.send("Hi");
  await frame();
  expect(texts()).toEqual(["Hello there."]);
  expect(agent.conversation.get().items).toMatchObject([
    { type: "user", text: "Hi" },
    { type: "assistant", state: "done" },
  ]);
  expect(agent.status.get()).toEqual({ type: "idle" });
  expect(agent.sessions.get()).toMatchObject([{ title: "Hi" }]);
});

test("what a tool gives goes back to the model", async () => {
  const { agent, model, calls } = await place([[call("Read", { file_path: "a.txt" })], [say("It says hello.")]], {
    "a.txt": "hello\n",
  });
  await agent.send("What is in a.txt?");
  await frame();
  expect(sent(model, 1)).toContain("1\\thello");
  expect(calls()).toMatchObject([{ name: "Read", title: "a.txt", state: "done" }]);
});

test("a write is asked about with its diff, and done once allowed", async () => {
  const { agent, question, project, calls } = await place([
    [call("Write", { file_path: "b.txt", content: "new\n" })],
    [say("Done.")],
  ]);
  const turn = agent.send("Make b.txt");
  const asked = await question("permission");
  expect(asked).toMatchObject({
    tool: "Write",
    title: "b.txt",
    preview: { type: "diff", files: [{ path: "b.txt", type: "added", added: 1 }] },
    always: ["Edit(/b.txt)"],
  });
  expect(agent.status.get().type).not.toBe("idle");
  agent.answer(asked.id, { type: "allow" });
  await turn;
  await frame();
  expect(await project.workspace.readText("b.txt")).toBe("new\n");
  expect(calls()[0]).toMatchObject({
    state: "done",
    diff: [{ path: "b.txt", added: 1 }],
    decision: "allowed once by you",
  });
});

test("a refusal with its reason reaches the model, and nothing was done", async () => {
  const { agent, question, project, model } = await place([
    [call("Bash", { command: "touch made" })],
    [say("All right.")],
  ]);
  const turn = agent.send("Do it");
  agent.answer((await question("permission")).id, { type: "deny", reason: "use the other folder" });
  await turn;
  expect(sent(model, 1)).toContain("use the other folder");
  await expect(project.workspace.stat("made")).rejects.toMatchObject({ code: "ENOENT" });
});

test("plan mode denies a write whatever the rules allow, and an approved plan ends it", async () => {
  const steps = [
    [call("Write", { file_path: "x.txt", content: "x" })],
    [call("ExitPlanMode", { plan: "# Plan\n1. Write x.txt" })],
    [call("Write", { file_path: "x.txt", content: "x" })],
    [say("Done.")],
  ];
  const { agent, question, project, calls } = await place(steps);
  agent.setMode("plan");
  const turn = agent.send("Plan it");
  const asked = await question("plan");
  await frame();
  expect(asked).toMatchObject({ plan: { text: "# Plan\n1. Write x.txt", state: "proposed" } });
  expect(calls()[0]).toMatchObject({ state: "denied" });
  agent.answer(asked.id, { type: "approve-plan", mode: "acceptEdits" });
  await turn;
  await frame();
  expect(agent.mode.get()).toBe("acceptEdits");
  expect(agent.plan.get()).toMatchObject({ state: "approved" });
  expect(await project.workspace.readText("x.txt")).toBe("x");
});

test("`always` saves the shown rule and lets the same kind of call through", async () => {
  const { agent, question, calls } = await place([
    [call("Bash", { command: "true && touch a" })],
    [call("Bash", { command: "touch b" })],
    [say("Done.")],
  ]);
  const turn = agent.send("Go");
  const asked = await question("permission");
  expect(asked).toMatchObject({ always: ["Bash(touch:*)"], preview: { type: "command", command: "true && touch a" } });
  agent.answer(asked.id, { type: "always", rules: ["Bash(touch:*)"], scope: "session" });
  await turn;
  await frame();
  expect(calls().map(({ state }) => state)).toEqual(["done", "done"]);
  expect(agent.rules.rules.get()).toMatchObject([{ tool: "Bash", specifier: "touch:*" }]);
  expect(agent.decisions.get().map(({ verdict }) => verdict)).toEqual(["ask", "allow"]);
});

test("tools start while the model still writes", async () => {
  let free: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (free = resolve));
  const { agent, calls } = await place(
    [[call("Read", { file_path: "a.txt" }), { type: "wait", until }, say("later")], [say("Done.")]],
    { "a.txt": "a" },
  );
  const turn = agent.send("Go");
  await expect.poll(() => calls()[0]?.state).toBe("done");
  expect(agent.conversation.get().items.at(-1)).toMatchObject({ type: "assistant", state: "streaming" });
  free();
  await turn;
});

test("reads go side by side, a write waits for them, and results come back in call order", async () => {
  const read = (file: string) => call("Read", { file_path: file });
  const steps = [
    [read("a"), read("b"), call("Edit", { file_path: "a", old_string: "A", new_string: "Z" }), read("a"), read("b")],
    [say("Done.")],
  ];
  const { agent, model, store } = await place(steps, { a: "A", b: "B" });
  agent.setMode("acceptEdits");
  await agent.send("Go");
  const [session] = await store.list();
  const events = await store.read(session?.id ?? "");
  const order = events.flatMap((event) =>
    event.type === "tool-started" || event.type === "tool-ended" ? [event.type] : [],
  );
  expect(order.filter((type) => type === "tool-ended")).toHaveLength(5);
  const tool = model.requests[1]?.prompt.find(({ role }) => role === "tool");
  const outputs =
    tool?.role === "tool"
      ? tool.content.flatMap((part) =>
          part.type === "tool-result" && part.output.type === "text" ? [part.output.value] : [],
        )
      : [];
  expect(outputs.map((text) => text.trim())).toEqual(["1\tA", "1\tB", "Edited a (1 place).", "1\tZ", "1\tB"]);
});

test("stopping in the middle of a command ends it, and a reload finds a valid session", async () => {
  const { agent, store, project, model } = await place([[call("Bash", { command: "echo begun; sleep 60" })]]);
  const turn = agent.send("Wait");
  agent.setMode("bypass");
  await expect
    .poll(() =>
      agent.conversation
        .get()
        .items.some(
          (item) =>
            item.type === "assistant" &&
            item.parts.some((part) => part.type === "tool" && part.call.progress?.includes("begun")),
        ),
    )
    .toBe(true);
  await agent.stop();
  await turn;
  await frame();
  expect(agent.conversation.get().items.at(-1)).toMatchObject({ type: "notice", kind: "stopped" });
  await agent.dispose();
  const again = await createDesk(project, model, { store });
  open.push({ desk: again, project });
  expect(again.calls()).toMatchObject([{ state: "interrupted" }]);
  await again.agent.send("Go on");
  expect(sent(model, 1)).toContain("Interrupted by the user");
});

test("messages queue while a turn runs, can be changed, and go out one after the other", async () => {
  let free: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (free = resolve));
  const { agent, model } = await place([[{ type: "wait", until }, say("one")], [say("two")], [say("three")]]);
  const turn = agent.send("first");
  await agent.send("second");
  await agent.send("third");
  await agent.send("fourth");
  const [second, third, fourth] = agent.queue.get();
  agent.editQueued(second?.id ?? "", "second, changed");
  agent.moveQueued(third?.id ?? "", 0);
  agent.removeQueued(fourth?.id ?? "");
  expect(agent.queue.get().map(({ text }) => text)).toEqual(["third", "second, changed"]);
  free();
  await turn;
  await agent.settled();
  expect(model.requests).toHaveLength(3);
  expect(sent(model, 1)).toContain("third");
  expect(sent(model, 2)).toContain("second, changed");
  expect(agent.queue.get()).toEqual([]);
});

test("a steering message reaches the model at the next step", async () => {
  let free: () => void = () => undefined;
  const until = new Promise<void>((resolve) => (free = resolve));
  const { agent, model } = await place([[{ type: "wait", until }, call("Read", { file_path: "a" })], [say("ok")]], {
    a: "A",
  });
  const turn = agent.send("Go");
  await expect.poll(() => model.requests.length).toBe(1);
  await agent.steer("But in French");
  free();
  await turn;
  await frame();
  expect(sent(model, 1)).toContain("But in French");
  expect(agent.conversation.get().items).toMatchObject([
    { type: "user" },
    { type: "assistant" },
    { type: "user", steering: true },
    { type: "assistant" },
  ]);
});

test("restore brings back what a shell command deleted, with or without the conversation, and can be undone", async () => {
  const { agent, project, always } = await place([[call("Bash", { command: "rm -rf src" })], [say("Gone.")]], {
    "src/a.ts": "let a;",
    "b.txt": "b",
  });
  always(allow);
  await agent.send("Delete src");
  await expect(project.workspace.stat("src/a.ts")).rejects.toMatchObject({ code: "ENOENT" });
  const [message] = agent.conversation.get().items;
  await agent.restore(message?.id ?? "", "both");
  await frame();
  expect(await project.workspace.readText("src/a.ts")).toBe("let a;");
  expect(agent.conversation.get().items).toMatchObject([{ type: "notice", kind: "restored" }]);
  await agent.undoRestore();
  await frame();
  await expect(project.workspace.stat("src/a.ts")).rejects.toMatchObject({ code: "ENOENT" });
  expect(agent.conversation.get().items[0]).toMatchObject({ type: "user", text: "Delete src" });
});

test("the same call failing the same way stops the loop and asks", async () => {
  const again = [call("Read", { file_path: "missing.txt" })];
  const { agent, question, model } = await place([again, again, again]);
  const turn = agent.send("Go");
  const asked = await question("guard");
  expect(asked).toMatchObject({ guard: "loop", message: expect.stringContaining("failed twice in the same way") });
  agent.answer(asked.id, { type: "stop" });
  await turn;
  expect(model.requests).toHaveLength(2);
});

test("a spend cap stops the turn and asks, and going on raises it", async () => {
  const step = (file: string) => [
    call("Read", { file_path: file }),
    { type: "usage" as const, input: 1_000_000, output: 0 },
  ];
  const { agent, question, model } = await place(
    [step("a"), step("b"), [say("Done.")]],
    { a: "", b: "" },
    {},
    { contextWindow: 9_000_000, prices: { input: 1.5, output: 1 } },
  );
  const turn = agent.send("Go");
  const asked = await question("guard");
  expect(asked).toMatchObject({ guard: "turn-spend", message: expect.stringContaining("$3.00") });
  expect(model.requests).toHaveLength(2);
  agent.answer(asked.id, { type: "continue" });
  await turn;
  await frame();
  expect(model.requests).toHaveLength(3);
  expect(agent.cost.get()).toMatchObject({ turnCap: 5 });
});

test("invalid JSON and unknown tools go back to the model, which mends the call", async () => {
  const steps: readonly Step[] = [
    [{ type: "call", name: "Read", input: {}, raw: '{"file_path": "a' }],
    [call("Raed", { file_path: "a" })],
    [call("read_file", { path: "a" })],
    [call("read_file", { file_path: "a" })],
    [say("Got it.")],
  ];
  const { agent, model, calls } = await place(steps, { a: "A" });
  await agent.send("Go");
  await frame();
  expect(sent(model, 1)).toContain("no valid JSON");
  expect(sent(model, 2)).toContain("There is no tool named Raed");
  expect(sent(model, 3)).toContain("`file_path`");
  expect(calls().map(({ name, state }) => `${name} ${state}`)).toEqual([
    "Read failed",
    "Raed failed",
    "Read failed",
    "Read done",
  ]);
});

test("a change is taken back by the hunk, and what came later in other places stays", async () => {
  const lines = Array.from({ length: 30 }, (_, at) => `line ${at + 1}`).join("\n");
  const patch =
    "*** Begin Patch\n*** Update File: a.txt\n@@\n line 2\n-line 3\n+line three\n line 4\n@@\n line 24\n-line 25\n+line twenty-five\n line 26\n*** End Patch";
  const { agent, project, calls } = await place([[call("ApplyPatch", { patch })], [say("Done.")]], { "a.txt": lines });
  agent.setMode("acceptEdits");
  await agent.send("Go");
  await frame();
  const [change] = calls();
  expect(change?.diff?.[0]?.hunks).toHaveLength(2);
  await project.workspace.writeText("a.txt", `top\n${await project.workspace.readText("a.txt")}`, "editor");
  await agent.revert(change?.id ?? "", { path: "a.txt", hunk: 0 });
  const now = await project.workspace.readText("a.txt");
  expect(now).toContain("line 3\n");
  expect(now).toContain("line twenty-five");
  expect(now.startsWith("top\n")).toBe(true);
  await expect(agent.revert(change?.id ?? "", { path: "a.txt", hunk: 0 })).rejects.toMatchObject({ code: "ECONFLICT" });
  agent.accept(change?.id ?? "", { path: "a.txt", hunk: 1 });
  await frame();
  expect(calls()[0]?.reviews).toEqual([
    { path: "a.txt", hunk: 0, verdict: "reverted" },
    { path: "a.txt", hunk: 1, verdict: "accepted" },
  ]);
});

test("a helper works on its own and only its answer comes back", async () => {
  const steps: readonly Step[] = [
    [call("Agent", { kind: "explore", description: "look", prompt: "Find the answer" })],
    [call("Read", { file_path: "secret.md" })],
    [say("The answer is 42.")],
    [say("It is 42.")],
  ];
  const { agent, model, texts } = await place(steps, { "secret.md": "the answer is 42" });
  await agent.send("Ask a helper");
  await frame();
  expect(texts()).toEqual(["It is 42."]);
  expect(agent.agents.get()).toMatchObject([{ kind: "explore", state: "done", steps: 2, answer: "The answer is 42." }]);
  expect(sent(model, 1)).not.toContain("Ask a helper");
  expect(model.requests[1]?.tools?.map(({ name }) => name)).toEqual(["Read", "Glob", "Grep", "WebFetch"]);
  expect(sent(model, 3)).toContain("The answer is 42.");
});
