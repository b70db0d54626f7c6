import { isStepCount, jsonSchema, streamText, tool, type ModelMessage, type ToolSet } from "ai";
import {
  createModelCatalogue,
  createModelFiles,
  createModelOpener,
  detectMachine,
  ModelFailure,
  browserShelf,
  createDownloads,
  type ModelEntry,
} from "@/lib/models";
import { createLanguageModel } from "@/lib/models/language-model";
import { listOnnxFiles } from "@/lib/models/engines/list-onnx-files";
import { openOnnx } from "@/lib/models/engines/onnx-engine";
import { openWllama } from "@/lib/models/engines/wllama-engine";
import { endOf } from "@/lib/models/engines/gpu-watch";
import { createWebLlmEngine, openWebLlm, type WebLlmOptions } from "@/lib/models/engines/web-llm-engine";
import { browserKeyBox } from "@/lib/models/keys/browser-key-box";
import { createKeyStore } from "@/lib/models/keys/key-store";
import { builtInTools } from "@/lib/tools";
import { walkGrammar } from "./walk-grammar";
import { randomModel } from "./random-model";

const wasmUrl = "/vendor/models/wllama/wllama.wasm";

/** All tools as the agent shows them, none of which runs. */
function toolSet(): ToolSet {
  return Object.fromEntries(
    builtInTools.map(({ name, description, schema }) => [name, tool({ description, inputSchema: jsonSchema(schema) })]),
  );
}

interface Step {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  readonly finish: string;
}

type Outcome = "done" | "refused" | "failed";

/** What a failure says to the user. */
async function failureOf(work: Promise<unknown>): Promise<{ code: string; says: string }> {
  try {
    await work;
    return { code: "none", says: "" };
  } catch (error) {
    return { code: error instanceof ModelFailure ? error.code : (error as Error).name, says: (error as Error).message };
  }
}

async function blobOf(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

const page = {
  /** Plays the tour as the agent would, from a click on; `outcomes` says how each call ends. */
  async tour(prompt: string, outcomes: readonly Outcome[], steps: number) {
    const began = performance.now();
    const keys = await createKeyStore(browserKeyBox("e2e"));
    const models = createModelOpener({
      catalogue: createModelCatalogue(),
      keys,
      files: createModelFiles(browserShelf()),
      tourPace: 0,
    });
    const { provider: model } = await models.open("tour/first-app");
    const messages: ModelMessage[] = [{ role: "user", content: prompt }];
    const played: Step[] = [];
    let firstCall: number | undefined;
    let results = 0;
    while (played.length < steps) {
      const result = streamText({
        model,
        instructions: "You are a coding agent.",
        messages,
        tools: toolSet(),
        stopWhen: isStepCount(1),
        maxRetries: 0,
      });
      for await (const part of result.stream) if (part.type === "tool-call") firstCall ??= performance.now() - began;
      const calls = await result.toolCalls;
      messages.push(...(await result.responseMessages));
      played.push({
        text: await result.text,
        finish: await result.finishReason,
        calls: calls.map(({ toolName, input }) => ({ name: toolName, input: input as unknown })),
      });
      for (const { toolCallId, toolName } of calls) {
        const outcome = outcomes[results++] ?? "done";
        const output =
          outcome === "done"
            ? { type: "text" as const, value: "ok" }
            : {
                type: "error-text" as const,
                value: outcome === "refused" ? `The user refused this call of ${toolName}.` : "It broke.",
              };
        messages.push({ role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] });
      }
      if (calls.length === 0) messages.push({ role: "user", content: "Go on." });
    }
    await models.release();
    return { played, firstCall, isolated: crossOriginIsolated };
  },

  /** Asks a model of random weights for one call for each seed. */
  async randomCalls(seeds: number) {
    const engine = await openWllama({
      id: "random",
      files: [new Blob([randomModel(7)])],
      wasmUrl,
      context: 4096,
      calls: "native",
      gpu: false,
    });
    const tools = [
      {
        name: "Read",
        description: "Read a file",
        schema: {
          type: "object",
          properties: { file_path: { type: "string", maxLength: 12 }, limit: { type: "integer" } },
          required: ["file_path"],
          additionalProperties: false,
        },
      },
      {
        name: "Bash",
        description: "Run",
        schema: {
          type: "object",
          properties: { command: { type: "string", maxLength: 16 }, run_in_background: { type: "boolean" } },
          required: ["command"],
          additionalProperties: false,
        },
      },
    ];
    const answers: string[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) {
      const model = createLanguageModel(engine, { small: false });
      const { content } = await model.doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text: `Do something, ${seed}.` }] }],
        tools: tools.map(({ name, description, schema }) => ({
          type: "function",
          name,
          description,
          inputSchema: schema as never,
        })),
        toolChoice: { type: "required" },
        seed,
        temperature: 1,
        maxOutputTokens: 400,
      });
      answers.push(
        JSON.stringify(
          content.map((part) =>
            part.type === "tool-call" ? { name: part.toolName, input: JSON.parse(part.input) as unknown } : part,
          ),
        ),
      );
    }
    await engine.dispose();
    return answers;
  },

  walkGrammar,

  async onnx(workerUrl: string, baseUrl: string, repository: string) {
    const progress: string[] = [];
    const engine = await openOnnx(
      {
        id: "onnx",
        repository,
        precision: "fp32",
        device: "wasm",
        runtimeUrl: `${location.origin}/vendor/models/ort/`,
        baseUrl,
        context: 8192,
        createWorker: () => new Worker(workerUrl, { type: "module" }),
      },
      { onProgress: ({ phase }) => void progress.push(phase) },
    );
    const words: string[] = [];
    const model = createLanguageModel(engine, { small: false });
    const { stream } = await model.doStream({
      prompt: [{ role: "user", content: [{ type: "text", text: "Hi." }] }],
      tools: builtInTools.map(({ name, schema }) => ({ type: "function", name, inputSchema: schema as never })),
    });
    const calls: { name: string; input: unknown }[] = [];
    for await (const part of stream) {
      if (part.type === "text-delta") words.push(part.delta);
      if (part.type === "tool-call") calls.push({ name: part.toolName, input: JSON.parse(part.input) as unknown });
    }
    await engine.dispose();
    return { words, calls, progress: [...new Set(progress)] };
  },

  onnxFailure: (workerUrl: string, baseUrl: string, repository: string) =>
    failureOf(
      openOnnx({
        id: "onnx",
        repository,
        precision: "fp32",
        device: "wasm",
        runtimeUrl: `${location.origin}/vendor/models/ort/`,
        baseUrl,
        context: 8192,
        createWorker: () => new Worker(workerUrl, { type: "module" }),
      }),
    ),

  /** What bad files say. */
  async wllamaFailures() {
    const whole = await blobOf("/vendor/models/tours/first-app.gguf");
    const open = (file: Blob) =>
      failureOf(openWllama({ id: "A model", files: [file], wasmUrl, context: 4096, calls: "text", gpu: false }));
    const abort = new AbortController();
    const cancelled = failureOf(
      openWllama(
        { id: "A model", files: [whole], wasmUrl, context: 4096, calls: "text", gpu: false },
        { signal: abort.signal },
      ),
    );
    abort.abort();
    return {
      truncated: await open(whole.slice(0, Math.floor(whole.size / 2))),
      nonsense: await open(new Blob(["This is no model, but it has some length."])),
      cancelled: await cancelled,
      intact: await open(whole),
    };
  },

  webLlmFailure: (options: Omit<WebLlmOptions, "createWorker">, workerUrl: string, cancelAfter?: number) =>
    failureOf(
      openWebLlm(
        { ...options, createWorker: () => new Worker(workerUrl, { type: "module" }) },
        cancelAfter === undefined ? {} : { signal: AbortSignal.timeout(cancelAfter) },
      ),
    ),

  /** A runtime that falls silent in the middle of a sentence, on a GPU of its worker's. Resolves once that is lost. */
  async silentOnGpu(workerUrl: string) {
    const worker = new Worker(workerUrl, { type: "module" });
    const end = endOf(worker);
    await new Promise((resolve) => {
      worker.addEventListener("message", resolve, { once: true });
    });
    async function* words() {
      yield { choices: [{ index: 0, delta: { content: "Hello wor" }, finish_reason: null }] };
      await new Promise(() => undefined);
    }
    const runtime = { chat: { completions: { create: () => Promise.resolve(words()) } } };
    const options = { id: "Own", context: 4096, acceptsImages: false };
    const engine = createWebLlmEngine(runtime as never, options, () => undefined, end);
    const said: string[] = [];
    const failure = await failureOf(
      (async () => {
        for await (const chunk of engine.stream({ messages: [], tools: [], toolChoice: "auto" })) {
          if (chunk.type === "text") said.push(chunk.text);
          document.title = "speaking";
        }
      })(),
    );
    return { said, failure };
  },

  cachedUrls: async () => {
    const stored = await Promise.all(
      (await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => `${name} ${url}`),
      ),
    );
    return stored.flat();
  },

  /** What the app says is on this computer of an own WebGPU model, before and after it is deleted. */
  async ownWebLlm(entry: ModelEntry) {
    const downloads = createDownloads(createModelFiles(browserShelf("e2e-models")));
    await downloads.refresh([entry]);
    const before = downloads.stored.get().map(({ id, complete }) => ({ id, complete }));
    await downloads.remove(entry);
    return { before, after: downloads.stored.get() };
  },

  /** Fetches a model before it is asked: pauses once, in the middle of its weights, and goes on. */
  async fetchedAhead(entry: ModelEntry, onnxWorker: string) {
    const downloads = createDownloads(createModelFiles(browserShelf("e2e-models"), { partBytes: 1000 }), {
      listOnnx: (source, signal) => listOnnxFiles(source, signal, () => new Worker(onnxWorker, { type: "module" })),
    });
    await downloads.refresh([entry]);
    const look = () => ({ state: downloads.states.get().get(entry.id), stored: downloads.stored.get()[0] });
    const stop = downloads.states.subscribe(() => {
      const { state } = look();
      if (state?.type === "running" && state.loaded > 100_000) downloads.pause(entry.id);
    });
    await downloads.start(entry);
    stop();
    const paused = look();
    await downloads.start(entry);
    return { paused, whole: look() };
  },

  /** An ONNX model as the app opens it: by the name of its repository alone. */
  async onnxOfHub(onnxWorker: string, repository: string) {
    const engine = await openOnnx({
      id: "onnx",
      repository,
      precision: "fp32",
      device: "wasm",
      runtimeUrl: `${location.origin}/vendor/models/ort/`,
      context: 8192,
      createWorker: () => new Worker(onnxWorker, { type: "module" }),
    });
    await engine.dispose();
    return engine.id;
  },

  async cache(name: string, files: Readonly<Record<string, string>>) {
    const cache = await caches.open(name);
    for (const [url, text] of Object.entries(files)) await cache.put(url, new Response(text));
  },

  machine: detectMachine,

  async download(url: string) {
    const files = createModelFiles(browserShelf("e2e-models"), { partBytes: 100_000 });
    const file = await files.download(url);
    const listed = await files.list();
    const again = await files.open(url);
    await files.remove(url);
    return { size: file.size, listed, again: again?.size, left: await files.list() };
  },

  /** The longest the page didn't answer while a model came and spoke. */
  async longestTask() {
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: "longtask" });
    await page.tour("Hi.", [], 3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    observer.disconnect();
    return longest;
  },
};

export type ModelsPage = typeof page;

Object.assign(globalThis, { modelsPage: page });
