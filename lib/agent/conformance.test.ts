import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createTestProject, type TestProject } from "@/lib/tools/testing/workbench";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AgentModel, ProviderModel } from "./model/model";
import type { AgentOptions } from "./options";
import { createDesk, frame, type Desk } from "./testing/desk";
import type { Reply, Said } from "./testing/model-servers/reply";
import { startModelServer, type ModelServer } from "./testing/model-servers/server";

const key = `sk-ant-api03-${"k9Z8".repeat(10)}`;
const say = (text: string): Said => ({ type: "text", text });
const call = (name: string, input: unknown): Said => ({ type: "call", name, input });
const answer = (...said: readonly Said[]): Reply => ({ type: "answer", said });

const providers: readonly (readonly [string, (baseURL: string) => ProviderModel])[] = [
  ["Anthropic Messages", (baseURL) => createAnthropic({ baseURL, apiKey: key })("claude-sonnet-4-5")],
  ["OpenAI Chat Completions", (baseURL) => createOpenAI({ baseURL, apiKey: key }).chat("gpt-4.1")],
  ["OpenAI Responses", (baseURL) => createOpenAI({ baseURL, apiKey: key }).responses("gpt-5")],
  [
    "an OpenAI-compatible server",
    (baseURL) => createOpenAICompatible({ baseURL, name: "own", apiKey: key, includeUsage: true })("own"),
  ],
];

describe.each(providers)("over %s", (name, connect) => {
  let server: ModelServer;
  let project: TestProject;
  const desks: Desk[] = [];

  beforeEach(async () => {
    server = await startModelServer();
  });

  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.agent.dispose();
    await project.dispose();
    await server.close();
  });

  async function place(
    files: Record<string, string> = {},
    more: Partial<AgentModel> = {},
    options: Partial<AgentOptions> = {},
  ): Promise<Desk> {
    project = await createTestProject(files);
    const caching = name.startsWith("Anthropic") ? { caching: "anthropic" as const } : {};
    const model: AgentModel = {
      id: "m",
      label: "M",
      provider: connect(server.url),
      contextWindow: 200_000,
      sees: true,
      prices: { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 },
      ...caching,
      ...more,
    };
    const made = await createDesk(project, model, { secrets: () => [key], ...options });
    desks.push(made);
    return made;
  }
  const body = (at: number) => JSON.stringify(server.requests[at]?.body);

  test("text only", async () => {
    server.script(answer(say("Hello — grüß dich 👋, this is split anywhere.")));
    const { agent, texts } = await place();
    await agent.send("Hi");
    await frame();
    expect(texts()).toEqual(["Hello — grüß dich 👋, this is split anywhere."]);
  });

  test("read round trip", async () => {
    server.script(answer(call("Read", { file_path: "a.txt" })), answer(say("It says 42.")));
    const { agent, texts } = await place({ "a.txt": "the answer is 42\n" });
    await agent.send("Read it");
    await frame();
    expect(body(1)).toContain("the answer is 42");
    expect(texts()).toEqual(["It says 42."]);
  });

  test("grep with chunked arguments", async () => {
    server.script(
      answer(call("Grep", { pattern: "needle", output_mode: "content", glob: "**/*.ts" })),
      answer(say("Found.")),
    );
    const { agent, calls } = await place({ "src/a.ts": "hay\nneedle here\n", "b.md": "needle" });
    await agent.send("Search");
    await frame();
    expect(calls()).toMatchObject([{ state: "done", output: "src/a.ts:2:needle here" }]);
  });

  test("write allowed, and write denied in plan mode", async () => {
    server.script(
      answer(call("Write", { file_path: "n.txt", content: "x" })),
      answer(say("ok")),
      answer(call("Write", { file_path: "p.txt", content: "x" })),
      answer(say("ok")),
    );
    const { agent, always, calls } = await place();
    always(() => ({ type: "allow" }));
    await agent.send("Write");
    expect(await project.workspace.readText("n.txt")).toBe("x");
    agent.setMode("plan");
    await agent.send("Write again");
    await frame();
    expect(calls().map(({ state }) => state)).toEqual(["done", "denied"]);
    await expect(project.workspace.stat("p.txt")).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("two tools in one turn, answered in order", async () => {
    server.script(
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
    server.script(
      answer(call("Bash", { command: "printf %s made-by-sh > o && cat o" })),
      answer(call("Bash", { command: "touch z" })),
      answer(say("ok")),
    );
    const { agent, question } = await place();
    const turn = agent.send("Run");
    agent.answer((await question("permission")).id, { type: "allow" });
    await expect.poll(() => server.requests.length).toBe(2);
    agent.answer((await question("permission")).id, { type: "deny", reason: "not that one" });
    await turn;
    expect(body(1)).toContain("made-by-sh");
    expect(body(2)).toContain("not that one");
  });

  test("compaction that really happens and loses no pair", async () => {
    const usage = { input: 90_000, output: 10 };
    server.script(
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
    server.script({
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
    server.script(
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

  test("a rate limit is waited out as the provider asks, and shown", async () => {
    server.script(
      {
        type: "error",
        status: 429,
        message: "Slow down",
        kind: "rate_limit_error",
        headers: { "retry-after-ms": "80", "retry-after": "1" },
      },
      answer(say("ok")),
    );
    const { agent, texts } = await place();
    const seen: string[] = [];
    agent.status.subscribe(() => {
      const status = agent.status.get();
      if (status.type === "retrying") seen.push(status.why);
    });
    await agent.send("Hi");
    await frame();
    expect(texts()).toEqual(["ok"]);
    expect(seen).toEqual(["The provider asks to slow down"]);
  });

  test("provider down, then up: the turn goes on by itself", async () => {
    server.script({ type: "error", status: 503, message: "down" }, { type: "hang-up" }, answer(say("back")));
    const { agent, texts } = await place();
    await agent.send("Hi");
    await frame();
    expect(texts()).toEqual(["back"]);
    expect(server.requests).toHaveLength(3);
  });

  test("a disconnect in the middle of an answer starts the answer anew", async () => {
    server.script(
      { type: "answer", said: [say("This sentence will not be finished")], cutAfter: 5 },
      answer(say("This one is.")),
    );
    const { agent, notices } = await place();
    await agent.send("Hi");
    await frame();
    const shown = agent.conversation.get().items.flatMap((item) => (item.type === "assistant" ? [item.state] : []));
    expect([shown, notices()]).toEqual([["failed", "done"], []]);
    expect(body(1)).not.toContain("This sentence");
  });

  test("a call that came before the connection broke is carried out once, and the model goes on from it", async () => {
    const said = [
      call("Bash", { command: "echo x >> log" }),
      { type: "pause", milliseconds: 50 } as const,
      say("a long text, cut off somewhere"),
    ];
    server.script({ type: "answer", said, cutAfter: 10 }, answer(say("ok")));
    const { agent, always } = await place();
    always(() => ({ type: "allow" }));
    await agent.send("Go");
    const written = await project.workspace.readText("log").catch(() => "");
    const early = name.startsWith("Anthropic") || name === "OpenAI Responses";
    expect(written).toBe(early ? "x\n" : "");
    expect(body(1)?.includes("echo x >> log")).toBe(early);
    expect(server.requests).toHaveLength(2);
  });

  test("an error event in the middle of a stream is tried again", async () => {
    server.script({ type: "answer", said: [say("Not to the end of it")], failAfter: 4 }, answer(say("ok")));
    const { agent, texts } = await place();
    await agent.send("Hi");
    await frame();
    expect(texts().at(-1)).toBe("ok");
  });

  test("a prompt that is too long is compacted once and sent again", async () => {
    server.script(
      answer(say("fine")),
      {
        type: "error",
        status: 400,
        message: "prompt is too long: 210000 tokens > 200000 maximum",
        kind: "invalid_request_error",
      },
      answer(say("## Goal\nShorter")),
      answer(say("ok")),
    );
    const { agent, texts } = await place();
    await agent.send("One");
    await agent.send("Two, word for word");
    await frame();
    expect(texts().at(-1)).toBe("ok");
    expect(body(3)).toContain("Two, word for word");
  });

  test("a refused key says so in plain words, and neither it nor any key is in log or export", async () => {
    server.script({ type: "error", status: 401, message: `invalid x-api-key ${key}`, kind: "authentication_error" });
    const { agent, notices, store } = await place();
    await agent.send(`My key is ${key}`);
    await frame();
    expect(notices()).toEqual(["The provider refused the key. Check it in the model settings."]);
    expect(await agent.exportSession()).not.toContain(key);
    const [session] = await store.list();
    expect(JSON.stringify(await store.read(session?.id ?? ""))).not.toContain(key);
    expect(body(0)).not.toContain(key);
  });

  test("stopping in the middle of the stream keeps what was said and leaves a session that goes on", async () => {
    server.script(
      answer(say("Beginning of it. "), { type: "pause", milliseconds: 5000 }, say("never")),
      answer(say("ok")),
    );
    const { agent, texts } = await place();
    const turn = agent.send("Hi");
    await expect.poll(() => texts().join("")).toContain("Beginning");
    await agent.stop();
    await turn;
    await agent.send("Go on");
    await frame();
    expect(body(1)).toContain("Beginning of it.");
    expect(texts().at(-1)).toBe("ok");
  });

  test("what it thought is shown, and goes back signed where the provider wants it", async () => {
    server.script(
      answer({ type: "reasoning", text: "Let me think." }, call("Read", { file_path: "a" })),
      answer(say("ok")),
    );
    const { agent } = await place({ a: "A" });
    await agent.send("Go");
    await frame();
    const thoughts = agent.conversation
      .get()
      .items.flatMap((item) =>
        item.type === "assistant" ? item.parts.filter(({ type }) => type === "reasoning") : [],
      );
    const wanted = name === "OpenAI Chat Completions" ? [] : [{ text: "Let me think.", open: false }];
    expect(thoughts).toMatchObject(wanted);
    expect(body(1)?.includes('"signature":"signed"')).toBe(name.startsWith("Anthropic"));
  });

  test("the stable part of the prompt stays the same from step to step", async () => {
    server.script(answer(call("Read", { file_path: "a" })), answer(say("ok")));
    const { agent } = await place({ a: "A", "AGENTS.md": "Use tabs." });
    await agent.send("Go");
    const [first, second] = server.requests.map(({ body: sent }) => ({
      tools: sent.tools,
      system: sent.system,
      first: (sent.messages ?? sent.input) as unknown[],
    }));
    expect(second?.tools).toEqual(first?.tools);
    expect(second?.system).toEqual(first?.system);
    expect(body(0)).toContain("Use tabs.");
    expect(body(0)?.includes('"cache_control":{"type":"ephemeral"}')).toBe(name.startsWith("Anthropic"));
  });
});
