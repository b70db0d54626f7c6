import { prebuiltAppConfig, type ChatCompletionChunk, type MLCEngineInterface } from "@mlc-ai/web-llm";
import { expect, test } from "vitest";
import type { ChatChunk, ChatRequest } from "../chat-engine";
import { ModelFailure } from "../model-failure";
import { createWebLlmEngine, progressOf, withRecord } from "./web-llm-engine";
import { webLlmFailure } from "./web-llm-failure";

const delta = (content: string, finish: string | null = null) =>
  ({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] }) as unknown as ChatCompletionChunk;
const usage = {
  choices: [],
  usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 },
} as unknown as ChatCompletionChunk;

/** An engine with the interface of the runtime, whose words are given. */
function saying(...chunks: ChatCompletionChunk[]) {
  const requests: Record<string, unknown>[] = [];
  const heard = { interrupts: 0 };
  const create = (request: Record<string, unknown>) => {
    requests.push(request);
    return Promise.resolve(
      (async function* words() {
        for (const chunk of chunks) {
          await Promise.resolve();
          yield chunk;
        }
      })(),
    );
  };
  const runtime = {
    chat: { completions: { create } },
    interruptGenerate: () => void (heard.interrupts += 1),
    unload: () => Promise.resolve(),
  } as unknown as MLCEngineInterface;
  return { engine: createWebLlmEngine(runtime, { id: "m", context: 4096, acceptsImages: true }), requests, heard };
}

const request: ChatRequest = { messages: [{ role: "user", text: "Hi." }], tools: [], toolChoice: "auto" };
const write = { name: "Write", description: "", schema: { type: "object", properties: { path: { type: "string" } } } };

async function gather(chunks: AsyncIterable<ChatChunk>): Promise<ChatChunk[]> {
  const all: ChatChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

test("the runtime's stream becomes chunks, with its usage", async () => {
  const { engine } = saying(delta("Hel"), delta("lo", "stop"), usage);
  expect(await gather(engine.stream(request))).toEqual([
    { type: "text", text: "Hel" },
    { type: "text", text: "lo" },
    { type: "end", reason: "stop", raw: "stop" },
    { type: "usage", input: 7, output: 2 },
  ]);
});

test("calls are constrained by a structural tag, and the runtime's own tools are never used", async () => {
  const { engine, requests } = saying(delta("x", "stop"));
  await gather(engine.stream({ ...request, tools: [write], toolChoice: "required" }));
  expect(requests[0]).not.toHaveProperty("tools");
  expect(requests[0]).toMatchObject({
    response_format: {
      type: "structural_tag",
      structural_tag: { format: { type: "triggered_tags", triggers: ["<tool_call>"], at_least_one: true } },
    },
  });
});

test("a schema for the answer is passed on as text, as the runtime wants it", async () => {
  const { engine, requests } = saying(delta("{}", "stop"));
  await gather(engine.stream({ ...request, jsonSchema: { type: "object" } }));
  expect(requests[0]).toMatchObject({ response_format: { type: "json_object", schema: '{"type":"object"}' } });
});

test("an image goes along as an address of data", async () => {
  const { engine, requests } = saying(delta("a cat", "stop"));
  await gather(
    engine.stream({ ...request, messages: [{ role: "user", text: "What?", images: [new Uint8Array([1, 2, 3])] }] }),
  );
  expect(JSON.stringify(requests[0])).toContain("data:image/png;base64,AQID");
});

test("an abort interrupts the runtime and ends with the abort", async () => {
  const { engine, heard } = saying(delta("one"), delta("two"), delta("three", "abort"));
  const abort = new AbortController();
  const said: string[] = [];
  const listen = async () => {
    for await (const chunk of engine.stream({ ...request, signal: abort.signal })) {
      if (chunk.type === "text") said.push(chunk.text);
      abort.abort();
    }
  };
  await expect(listen()).rejects.toThrow("abort");
  expect(heard.interrupts).toBe(1);
});

test("a record of the user's comes before the runtime's own, with its integrity", () => {
  const record = { weightsUrl: "https://x/w/", libraryUrl: "https://x/l.wasm", integrity: { config: "sha256-a" } };
  const config = withRecord(prebuiltAppConfig, { model: "Mine-q4f16_1", record, context: 8192 });
  expect(config.model_list).toHaveLength(prebuiltAppConfig.model_list.length + 1);
  expect(config.model_list[0]).toEqual({
    model: "https://x/w/",
    model_id: "Mine-q4f16_1",
    model_lib: "https://x/l.wasm",
    overrides: { context_window_size: 8192 },
    integrity: { config: "sha256-a" },
  });
  expect(withRecord(prebuiltAppConfig, { model: "x", context: 1 })).toBe(prebuiltAppConfig);
});

test("progress tells loading from compiling", () => {
  expect(progressOf({ progress: 0.5, text: "Fetching param cache[3/6]: 50MB fetched." }, 200)).toEqual({
    phase: "download",
    loaded: 100,
    total: 200,
  });
  expect(progressOf({ progress: 0.9, text: "Loading GPU shader modules[3/9]" }, 200).phase).toBe("compile");
});

test.each([
  ["Device was lost during generation", "gpu-lost"],
  ["This model requires WebGPU extension shader-f16, which is not enabled in this browser.", "no-gpu"],
  ["WebGPU is not available. Please check your browser", "no-gpu"],
  ["Integrity check failed for https://x/mlc-chat-config.json", "integrity"],
  ["createBuffer failed, size is too large", "memory"],
  ["Prompt tokens exceed context window size: number of prompt tokens: 5000", "context-full"],
  ["WebAssembly.instantiate(): expected magic word 00 61 73 6d", "corrupt"],
  ["Failed to fetch", "network"],
  ["something else", "unknown"],
])("%j means %s, in one sentence with a way on", (message, code) => {
  const failure = webLlmFailure(new Error(message), "Qwen");
  expect(failure).toBeInstanceOf(ModelFailure);
  expect(failure).toMatchObject({ code });
  expect((failure as ModelFailure).waysOn.length).toBeGreaterThan(0);
});
