import { createTestProject } from "@/lib/tools/testing/workbench";
import { expect, test } from "vitest";
import { frame } from "./testing/desk";
import type { Reply } from "./testing/model-servers/reply";
import { answer, call, overProviders, say } from "./testing/over-providers";

overProviders(createTestProject, ({ server, project, place, body }) => {
  test("text only", async () => {
    server().script(answer(say("Hello — grüß dich 👋, this is split anywhere.")));
    const { agent, texts } = await place();
    await agent.send("Hi");
    await frame();
    expect(texts()).toEqual(["Hello — grüß dich 👋, this is split anywhere."]);
  });

  test("read round trip", async () => {
    server().script(answer(call("Read", { file_path: "a.txt" })), answer(say("It says 42.")));
    const { agent, texts } = await place({ "a.txt": "the answer is 42\n" });
    await agent.send("Read it");
    await frame();
    expect(body(1)).toContain("the answer is 42");
    expect(texts()).toEqual(["It says 42."]);
  });

  test("grep with chunked arguments", async () => {
    server().script(
      answer(call("Grep", { pattern: "needle", output_mode: "content", glob: "**/*.ts" })),
      answer(say("Found.")),
    );
    const { agent, calls } = await place({ "src/a.ts": "hay\nneedle here\n", "b.md": "needle" });
    await agent.send("Search");
    await frame();
    expect(calls()).toMatchObject([{ state: "done", output: "src/a.ts:2:needle here" }]);
  });

  test("write allowed, and write denied in plan mode", async () => {
    server().script(
      answer(call("Write", { file_path: "n.txt", content: "x" })),
      answer(say("ok")),
      answer(call("Write", { file_path: "p.txt", content: "x" })),
      answer(say("ok")),
    );
    const { agent, always, calls } = await place();
    always(() => ({ type: "allow" }));
    await agent.send("Write");
    expect(await project().workspace.readText("n.txt")).toBe("x");
    agent.setMode("plan");
    await agent.send("Write again");
    await frame();
    expect(calls().map(({ state }) => state)).toEqual(["done", "denied"]);
    await expect(project().workspace.stat("p.txt")).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("two tools in one turn, answered in order", async () => {
    server().script(
      answer(say("Both."), call("Read", { file_path: "a" }), call("Read", { file_path: "b" })),
      answer(say("ok")),
    );
    const { agent } = await place({ a: "first-file", b: "second-file" });
    await agent.send("Read both");
    const sent = body(1) ?? "";
    expect(sent.indexOf("first-file")).toBeGreaterThan(0);
    expect(sent.indexOf("second-file")).toBeGreaterThan(sent.indexOf("first-file"));
  });

  test("bash output, approved; bash denied with a reason", async () => {
    server().script(
      answer(call("Bash", { command: "printf %s made-by-sh > o && cat o" })),
      answer(call("Bash", { command: "touch z" })),
      answer(say("ok")),
    );
    const { agent, question } = await place();
    const turn = agent.send("Run");
    agent.answer((await question("permission")).id, { type: "allow" });
    await expect.poll(() => server().requests.length).toBe(2);
    agent.answer((await question("permission")).id, { type: "deny", reason: "not that one" });
    await turn;
    expect(body(1)).toContain("made-by-sh");
    expect(body(2)).toContain("not that one");
  });

  test("compaction that really happens and loses no pair", async () => {
    const usage = { input: 90_000, output: 10 };
    server().script(
      answer(call("Read", { file_path: "a" })),
      { ...answer(call("Read", { file_path: "b" })), usage } as Reply,
      answer(say("## Goal\nRead the files\n## Next step\nGo on with c")),
      answer(call("Read", { file_path: "c" })),
      answer(say("All read.")),
    );
    const { agent, texts } = await place({ a: "A", b: "B", c: "C" }, { contextWindow: 100_000 });
    await agent.send("Read a, b and c, please");
    await frame();
    expect(texts().at(-1)).toBe("All read.");
    const sent = body(3) ?? "";
    expect(sent).toContain("Go on with c");
    expect(sent).toContain("Read a, b and c, please");
    expect(sent).not.toContain("toolu_1");
    expect(agent.conversation.get().items.some((item) => item.type === "notice" && item.kind === "compacted")).toBe(
      true,
    );
  });

  test("cost reported, with what the cache saved", async () => {
    server().script({
      type: "answer",
      said: [say("ok")],
      usage: { input: 1_000_000, output: 100_000, cacheRead: 400_000 },
    });
    const { agent } = await place();
    await agent.send("Hi");
    await frame();
    const cost = agent.cost.get();
    expect(cost.usage).toMatchObject({ input: 1_000_000, output: 100_000, cacheRead: 400_000 });
    expect(cost.session).toBeCloseTo(0.6 * 3 + 0.4 * 0.3 + 0.1 * 15, 6);
  });

  test("invalid JSON of a call is mended by the model from the error", async () => {
    server().script(
      answer({ type: "call", name: "Read", input: {}, raw: '{"file_path": "a", ' }),
      answer(call("Read", { file_path: "a" })),
      answer(say("ok")),
    );
    const { agent, calls } = await place({ a: "A" });
    await agent.send("Read");
    await frame();
    expect(calls().map(({ state }) => state)).toEqual(["failed", "done"]);
    expect(body(1)).toContain("no valid JSON");
  });
});
