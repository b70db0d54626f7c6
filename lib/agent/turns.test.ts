import { createTestProject } from "@/lib/tools/testing/workbench";
import { expect, test } from "vitest";
import { createDesk, frame } from "./testing/desk";
import { placesOfTests, sent } from "./testing/places";
import { call, say, type Step } from "./testing/scripted-model";

const place = placesOfTests(createTestProject);
const allow = () => ({ type: "allow" }) as const;

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
  expect(again.calls()).toMatchObject([{ state: "interrupted" }]);
  await again.agent.send("Go on");
  expect(sent(model, 1)).toContain("Interrupted by the user");
  await again.agent.dispose();
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
