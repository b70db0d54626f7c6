import { createTestProject } from "@/lib/tools/testing/workbench";
import { expect, test } from "vitest";
import { frame } from "./testing/desk";
import { placesOfTests, sent } from "./testing/places";
import { call, say } from "./testing/scripted-model";

const place = placesOfTests(createTestProject);

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
    decision: { verdict: "ask", answer: { said: "allow" } },
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
