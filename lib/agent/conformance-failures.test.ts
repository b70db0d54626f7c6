import { createTestProject } from "@/lib/tools/testing/workbench";
import { expect, test } from "vitest";
import { frame } from "./testing/desk";
import { answer, call, key, overProviders, say } from "./testing/over-providers";

overProviders(createTestProject, ({ name, server, project, place, body }) => {
  test("a rate limit is waited out as the provider asks, and shown", async () => {
    server().script(
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
    server().script({ type: "error", status: 503, message: "down" }, { type: "hang-up" }, answer(say("back")));
    const { agent, texts } = await place();
    await agent.send("Hi");
    await frame();
    expect(texts()).toEqual(["back"]);
    expect(server().requests).toHaveLength(3);
  });

  test("a disconnect in the middle of an answer starts the answer anew", async () => {
    server().script(
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
    server().script({ type: "answer", said, cutAfter: 10 }, answer(say("ok")));
    const { agent, always } = await place();
    always(() => ({ type: "allow" }));
    await agent.send("Go");
    const written = await project()
      .workspace.readText("log")
      .catch(() => "");
    const early = name.startsWith("Anthropic") || name === "OpenAI Responses";
    expect(written).toBe(early ? "x\n" : "");
    expect(body(1)?.includes("echo x >> log")).toBe(early);
    expect(server().requests).toHaveLength(2);
  });

  test("an error event in the middle of a stream is tried again", async () => {
    server().script({ type: "answer", said: [say("Not to the end of it")], failAfter: 4 }, answer(say("ok")));
    const { agent, texts } = await place();
    await agent.send("Hi");
    await frame();
    expect(texts().at(-1)).toBe("ok");
  });

  test("a prompt that is too long is compacted once and sent again", async () => {
    server().script(
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
    server().script({ type: "error", status: 401, message: `invalid x-api-key ${key}`, kind: "authentication_error" });
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
    server().script(
      answer(say("Beginning of it. "), { type: "pause", milliseconds: 5000 }, say("never")),
      answer(say("ok")),
    );
    const { agent, texts } = await place();
    const turn = agent.send("Hi");
    await expect.poll(() => texts().join(""), { timeout: 4000 }).toContain("Beginning");
    await agent.stop();
    await turn;
    await agent.send("Go on");
    await frame();
    expect(body(1)).toContain("Beginning of it.");
    expect(texts().at(-1)).toBe("ok");
  });

  test("what it thought is shown, and goes back signed where the provider wants it", async () => {
    server().script(
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
    server().script(answer(call("Read", { file_path: "a" })), answer(say("ok")));
    const { agent } = await place({ a: "A", "AGENTS.md": "Use tabs." });
    await agent.send("Go");
    const [first, second] = server().requests.map(({ body: sent }) => ({
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
