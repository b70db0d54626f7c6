import { streamText, tool, isStepCount } from "ai";
import { expect, test } from "vitest";
import { z } from "zod";
import type { ChatChunk, ChatEngine, ChatRequest } from "./chat-engine";
import { createLanguageModel } from "./language-model";
import { ModelFailure } from "./model-failure";

/** An engine that says what it is told to say, and remembers what it was asked. */
function saying(chunks: readonly ChatChunk[], options: Partial<ChatEngine> = {}) {
  const requests: ChatRequest[] = [];
  const heard: { stopped: boolean } = { stopped: false };
  const engine: ChatEngine = {
    provider: "test",
    id: "said",
    calls: "text",
    context: 32_768,
    acceptsImages: false,
    async *stream(request) {
      requests.push(request);
      request.signal?.addEventListener("abort", () => (heard.stopped = true));
      for (const chunk of chunks) {
        await Promise.resolve();
        request.signal?.throwIfAborted();
        yield chunk;
      }
    },
    dispose: () => Promise.resolve(),
    ...options,
  };
  return { engine, requests, heard };
}

const text = (...words: string[]): ChatChunk[] => words.map((word) => ({ type: "text", text: word }));
const stop: ChatChunk = { type: "end", reason: "stop" };
const tools = {
  Bash: tool({ description: "Run a command. Slowly.", inputSchema: z.object({ command: z.string() }) }),
};

async function ask(engine: ChatEngine, prompt = "Go.", abortSignal?: AbortSignal) {
  const options = { model: createLanguageModel(engine), prompt, tools, stopWhen: isStepCount(1), maxRetries: 0 };
  const errors: unknown[] = [];
  const result = streamText({
    ...options,
    ...(abortSignal ? { abortSignal } : {}),
    onError: ({ error }) => void errors.push(error),
  });
  const parts: string[] = [];
  for await (const part of result.stream) parts.push(part.type);
  return { parts, result, errors };
}

test("a call printed as text reaches the AI SDK as a call, and never as text", async () => {
  const said = text("I look.\n", '```json\n{"name": "Bash", ', '"arguments": {"command": "ls"}}\n```');
  const { result } = await ask(saying([...said, stop]).engine);
  expect(await result.text).toBe("I look.\n");
  expect((await result.toolCalls).map(({ toolName, input }) => ({ toolName, input }))).toEqual([
    { toolName: "Bash", input: { command: "ls" } },
  ]);
  expect(await result.finishReason).toBe("tool-calls");
});

test("native call pieces are put together by their index", async () => {
  const chunks: ChatChunk[] = [
    { type: "call", index: 0, id: "a", name: "Bash" },
    { type: "call", index: 1, id: "b", name: "Bash", input: '{"command":"pwd"}' },
    { type: "call", index: 0, input: '{"command":' },
    { type: "call", index: 0, input: '"ls"}' },
    { type: "usage", input: 10, cached: 4, output: 2 },
    { type: "end", reason: "calls" },
  ];
  const { result } = await ask(saying(chunks, { calls: "native" }).engine);
  expect((await result.toolCalls).map(({ toolCallId, input }) => ({ toolCallId, input }))).toEqual([
    { toolCallId: "a", input: { command: "ls" } },
    { toolCallId: "b", input: { command: "pwd" } },
  ]);
  expect((await result.usage).inputTokens).toBe(10);
});

test("a small model is stopped after its first call, before it invents a result", async () => {
  const call = '<tool_call>{"name": "Bash", "arguments": {"command": "ls"}}</tool_call>';
  const { engine, heard } = saying([...text(call, "<tool_response>a.txt</tool_response>", call), stop], {
    context: 4096,
  });
  const { result } = await ask(engine);
  expect(await result.toolCalls).toHaveLength(1);
  expect(await result.text).toBe("");
  expect(heard.stopped).toBe(true);
});

test("tools are shown in the prompt of an engine that writes its calls as text", async () => {
  const { engine, requests } = saying([...text("ok"), stop]);
  await ask(engine);
  const [system] = requests[0]?.messages ?? [];
  expect(system?.role).toBe("system");
  expect(system?.role === "system" && system.text).toContain('- Bash {"command": string}: Run a command.\n'.trim());
});

test("thoughts come apart from the answer", async () => {
  const { result } = await ask(saying([...text("<thi", "nk>hmm</th", "ink>\n\nYes."), stop]).engine);
  expect(await result.reasoningText).toBe("hmm");
  expect((await result.text).trim()).toBe("Yes.");
});

test("an error of the engine is an error of the stream", async () => {
  const lost = new ModelFailure("gpu-lost", "The GPU was lost.", ["retry"]);
  const { engine } = saying([], {
    stream: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(lost) }) }),
  });
  const { errors } = await ask(engine);
  expect(errors).toEqual([lost]);
});

test("an abort of the caller reaches the engine", async () => {
  const abort = new AbortController();
  const { engine, heard } = saying([...text("one"), ...text("two")]);
  const stream: ChatEngine["stream"] = async function* stream(request) {
    for await (const chunk of engine.stream(request)) {
      yield chunk;
      abort.abort();
    }
  };
  const { parts } = await ask({ ...engine, stream }, "Go.", abort.signal);
  expect(heard.stopped).toBe(true);
  expect(parts).toContain("abort");
});

test("an image for a model that can't see is refused with the way out", async () => {
  const model = createLanguageModel(saying([stop]).engine);
  const file = {
    type: "file" as const,
    mediaType: "image/png",
    data: { type: "data" as const, data: new Uint8Array([1]) },
  };
  await expect(model.doGenerate({ prompt: [{ role: "user", content: [file] }] })).rejects.toThrow(
    "Choose a vision model",
  );
});

test("the adapter takes less than a millisecond a chunk", async () => {
  const many = Array.from({ length: 4000 }, (_, at): ChatChunk => ({ type: "text", text: `word${at} ` }));
  const model = createLanguageModel(saying([...many, stop]).engine);
  const start = performance.now();
  const { stream } = await model.doStream({
    prompt: [{ role: "user", content: [{ type: "text", text: "x" }] }],
    tools: [],
  });
  let parts = 0;
  for await (const part of stream) parts += part.type === "text-delta" ? 1 : 0;
  expect(parts).toBe(4000);
  expect((performance.now() - start) / 4000).toBeLessThan(1);
});
