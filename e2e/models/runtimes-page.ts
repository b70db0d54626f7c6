import { browserShelf, createDownloads, createModelFiles, type ModelEntry } from "@/lib/models";
import { endOf } from "@/lib/models/engines/gpu-watch";
import { listOnnxFiles } from "@/lib/models/engines/list-onnx-files";
import { openOnnx } from "@/lib/models/engines/onnx-engine";
import { createWebLlmEngine, openWebLlm, type WebLlmOptions } from "@/lib/models/engines/web-llm-engine";
import { createLanguageModel } from "@/lib/models/language-model";
import { builtInTools } from "@/lib/tools";
import { failureOf } from "./failure-of";

/** An ONNX model on the processor; without `baseUrl` by the name of its repository alone, as the app opens it. */
const onnxOptions = (workerUrl: string, repository: string, baseUrl?: string) => ({
  id: "onnx",
  repository,
  precision: "fp32" as const,
  device: "wasm" as const,
  runtimeUrl: `${location.origin}/vendor/models/ort/`,
  context: 8192,
  createWorker: () => new Worker(workerUrl, { type: "module" }),
  ...(baseUrl !== undefined && { baseUrl }),
});

/** What tests ask of the runtimes that bring their own workers and caches. */
export const runtimesPage = {
  async onnx(workerUrl: string, baseUrl: string, repository: string) {
    const progress: string[] = [];
    const engine = await openOnnx(onnxOptions(workerUrl, repository, baseUrl), {
      onProgress: ({ phase }) => void progress.push(phase),
    });
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
    failureOf(openOnnx(onnxOptions(workerUrl, repository, baseUrl))),

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

  /** What the app itself keeps for offline use may come at any time. */
  cachedUrls: async () => {
    const names = (await caches.keys()).filter((name) => !name.startsWith("tabsmith-"));
    const stored = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => `${name} ${url}`)),
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
    const engine = await openOnnx(onnxOptions(onnxWorker, repository));
    await engine.dispose();
    return engine.id;
  },

  async cache(name: string, files: Readonly<Record<string, string>>) {
    const cache = await caches.open(name);
    for (const [url, text] of Object.entries(files)) await cache.put(url, new Response(text));
  },
};
