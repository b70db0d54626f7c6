import { LoggerWithoutDebug, Wllama, type AssetsPathConfig } from "@wllama/wllama/esm/index.js";
import { abortable } from "../abortable";
import type { ChatChunk, ChatEngine, ChatMessage, ChatRequest, LoadOptions } from "../chat-engine";
import { given } from "../given";
import { ModelFailure } from "../model-failure";
import { assertGguf } from "./check-gguf";
import { callSchema } from "./call-schema";
import { fromOpenAiChunk, toOpenAiMessage, toOpenAiTool } from "./openai-chunks";
import { wllamaFailure } from "./wllama-failure";

export interface WllamaOptions {
  readonly id: string;
  /** The GGUF file, its parts in order, and its `mmproj` if it can see. */
  readonly files: readonly Blob[];
  /** Where `wllama.wasm` is served. */
  readonly wasmUrl: string;
  readonly context: number;
  readonly calls: ChatEngine["calls"];
  /** Layers go to the GPU where there is one. Without it nothing asks for a GPU. */
  readonly gpu: boolean;
}

type ChatParameters = Parameters<Wllama["createChatCompletion"]>[0];

/** Runs a GGUF model on the processor, in a worker that the runtime starts. */
export async function openWllama(
  options: WllamaOptions,
  { onProgress, signal }: LoadOptions = {},
): Promise<ChatEngine> {
  signal?.throwIfAborted();
  const assets: AssetsPathConfig = { default: options.wasmUrl };
  const wllama = new Wllama(assets, { suppressNativeLog: true, logger: LoggerWithoutDebug });
  // Its default for browsers without JSPI is code from a CDN.
  wllama.setCompat(null);
  const stop = () => void wllama.exit();
  signal?.addEventListener("abort", stop, { once: true });
  onProgress?.({ phase: "compile", loaded: 0, total: 0 });
  try {
    await abortable(load(wllama, options), signal);
  } catch (error) {
    await wllama.exit();
    signal?.throwIfAborted();
    throw wllamaFailure(error, "loading", options.id);
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  onProgress?.({ phase: "ready", loaded: 1, total: 1 });
  return engineOf(wllama, options);
}

async function load(wllama: Wllama, { files, context, gpu, id }: WllamaOptions): Promise<void> {
  for (const file of files) await assertGguf(file, id);
  await wllama.loadModel([...files], {
    n_ctx: context,
    n_parallel: 1,
    jinja: true,
    ...(gpu ? {} : { n_gpu_layers: 0 }),
  });
}

function engineOf(wllama: Wllama, options: WllamaOptions): ChatEngine {
  const acceptsImages = wllama.supportInputModality("image");
  return {
    provider: "wllama",
    id: options.id,
    calls: options.calls,
    context: wllama.getLoadedContextInfo().n_ctx,
    acceptsImages,
    async *stream(request) {
      try {
        yield* answer(wllama, request, options);
      } catch (error) {
        request.signal?.throwIfAborted();
        throw wllamaFailure(error, "answering", options.id);
      }
    },
    dispose: () => wllama.exit(),
  };
}

async function* answer(wllama: Wllama, request: ChatRequest, { calls, id }: WllamaOptions): AsyncGenerator<ChatChunk> {
  if (!wllama.isModelLoaded())
    throw new ModelFailure("unsupported", `${id} was put away. Choose it again.`, ["choose-model"]);
  const stream = await wllama.createChatCompletion({ ...parametersOf(request, calls), stream: true });
  for await (const chunk of stream) yield* fromOpenAiChunk(chunk);
}

function parametersOf(request: ChatRequest, calls: ChatEngine["calls"]): ChatParameters {
  const schema = request.jsonSchema ?? (request.toolChoice === "required" ? callSchema(request.tools) : undefined);
  const native = calls === "native" && request.tools.length > 0 && !schema;
  const parameters = {
    messages: request.messages.map(withImages),
    ...given("tools", native ? request.tools.map(toOpenAiTool) : undefined),
    ...given("response_format", schema && { type: "json_schema", json_schema: { name: "answer", schema } }),
    ...given("max_tokens", request.maxTokens),
    ...given("temperature", request.temperature),
    ...given("top_p", request.topP),
    ...given("seed", request.seed),
    ...given("stop", request.stop),
    ...given("abortSignal", request.signal),
    cache_prompt: true,
  };
  return parameters as ChatParameters;
}

function withImages(message: ChatMessage): ChatParameters["messages"][number] {
  if (message.role !== "user" || !message.images) return toOpenAiMessage(message);
  const images = message.images.map((image) => ({ type: "image" as const, data: Uint8Array.from(image).buffer }));
  return { role: "user", content: [...images, { type: "text", text: message.text }] };
}
