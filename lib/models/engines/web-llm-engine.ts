import type {
  AppConfig,
  ChatCompletionChunk,
  InitProgressReport,
  MLCEngineInterface,
  ModelRecord,
} from "@mlc-ai/web-llm";
import { abortable } from "../abortable";
import type { WebLlmRecord } from "../catalogue/model-entry";
import type { ChatChunk, ChatEngine, ChatRequest, LoadOptions, LoadProgress } from "../chat-engine";
import { given } from "../given";
import { callTags } from "./call-schema";
import { endOf } from "./gpu-watch";
import { fromOpenAiChunk, toOpenAiMessage } from "./openai-chunks";
import { webLlmFailure } from "./web-llm-failure";
import { whileThere } from "./while-there";

export interface WebLlmOptions {
  readonly id: string;
  /** The id of the runtime's record. */
  readonly model: string;
  readonly record?: WebLlmRecord;
  readonly context: number;
  readonly acceptsImages: boolean;
  /** Bytes that are expected, for progress. */
  readonly download: number;
  readonly createWorker?: () => Worker;
}

/** Runs a model on the GPU, in a worker. */
export async function openWebLlm(
  options: WebLlmOptions,
  { onProgress, signal }: LoadOptions = {},
): Promise<ChatEngine> {
  signal?.throwIfAborted();
  const { CreateWebWorkerMLCEngine, prebuiltAppConfig } = await import("@mlc-ai/web-llm");
  const worker =
    options.createWorker?.() ?? new Worker(new URL("./web-llm-worker.ts", import.meta.url), { type: "module" });
  const end = endOf(worker);
  const loading = CreateWebWorkerMLCEngine(worker, options.model, {
    appConfig: withRecord(prebuiltAppConfig, options),
    logLevel: "SILENT",
    initProgressCallback: (report) => onProgress?.(progressOf(report, options.download)),
  });
  try {
    const engine = await abortable(Promise.race([loading, end]), signal);
    onProgress?.({ phase: "ready", loaded: 1, total: 1 });
    const stop = () => {
      worker.terminate();
    };
    return createWebLlmEngine(engine, options, stop, end);
  } catch (error) {
    worker.terminate();
    signal?.throwIfAborted();
    throw webLlmFailure(error, options.id);
  }
}

/** The runtime's list, with the user's own record in front of one of the same name. */
export function withRecord(
  config: AppConfig,
  { model, record, context }: Pick<WebLlmOptions, "model" | "record" | "context">,
): AppConfig {
  if (!record) return config;
  const own: ModelRecord = {
    model: record.weightsUrl,
    model_id: model,
    model_lib: record.libraryUrl,
    overrides: { context_window_size: context },
    ...given(
      "integrity",
      record.integrity && {
        ...given("config", record.integrity.config),
        ...given("model_lib", record.integrity.library),
      },
    ),
  };
  return { ...config, model_list: [own, ...config.model_list.filter(({ model_id: id }) => id !== model)] };
}

/** The runtime reports a share and a sentence; the sentence tells whether it loads or compiles. */
export function progressOf(
  { progress, text }: Pick<InitProgressReport, "progress" | "text">,
  download: number,
): LoadProgress {
  const compiling = /shader|compil|finish/i.test(text);
  if (compiling) return { phase: "compile", loaded: progress, total: 1 };
  return { phase: "download", loaded: Math.round(progress * download), total: download };
}

/** The port over an engine of the runtime. Apart from loading, so that any engine with its interface will do. */
export function createWebLlmEngine(
  engine: Pick<MLCEngineInterface, "chat" | "interruptGenerate" | "unload">,
  { id, context, acceptsImages }: Pick<WebLlmOptions, "id" | "context" | "acceptsImages">,
  onDispose: () => void = () => undefined,
  end: Promise<never> = new Promise(() => undefined),
): ChatEngine {
  let isThere = true;
  end.catch(() => {
    isThere = false;
  });
  return {
    provider: "web-llm",
    id,
    calls: "text",
    context,
    acceptsImages,
    async *stream(request) {
      const interrupt = () => {
        engine.interruptGenerate();
      };
      request.signal?.throwIfAborted();
      request.signal?.addEventListener("abort", interrupt, { once: true });
      try {
        yield* answer(engine, request, id, end);
        request.signal?.throwIfAborted();
      } catch (error) {
        request.signal?.throwIfAborted();
        throw webLlmFailure(error, id);
      } finally {
        request.signal?.removeEventListener("abort", interrupt);
      }
    },
    async dispose() {
      if (isThere) await Promise.race([engine.unload(), end]).catch(() => undefined);
      onDispose();
    },
  };
}

/** Told not to think, the runtime writes an empty thought, which confuses a model that knows no thoughts. */
const thinks = /qwen-?3|deepseek-r1|smollm3/i;

type CompletionParameters = Parameters<MLCEngineInterface["chat"]["completions"]["create"]>[0];

async function* answer(
  engine: Pick<MLCEngineInterface, "chat">,
  request: ChatRequest,
  id: string,
  end: Promise<never>,
): AsyncGenerator<ChatChunk> {
  const parameters = {
    messages: request.messages.map(toWebLlmMessage),
    stream: true,
    stream_options: { include_usage: true },
    ...given("response_format", responseFormat(request)),
    ...given("max_tokens", request.maxTokens),
    ...given("temperature", request.temperature),
    ...given("top_p", request.topP),
    ...given("seed", request.seed),
    ...given("stop", request.stop),
    ...given("extra_body", thinks.test(id) ? { enable_thinking: false } : undefined),
  };
  const begin = () =>
    engine.chat.completions.create(parameters as CompletionParameters) as Promise<AsyncIterable<ChatCompletionChunk>>;
  for await (const chunk of whileThere(begin, end)) yield* fromOpenAiChunk(chunk);
}

/** Text stays free; from `<tool_call>` on only a well-formed call can follow. */
function responseFormat({ jsonSchema, tools, toolChoice }: ChatRequest): Record<string, unknown> | undefined {
  if (jsonSchema) return { type: "json_object", schema: JSON.stringify(jsonSchema) };
  if (tools.length === 0) return undefined;
  return { type: "structural_tag", structural_tag: callTags(tools, toolChoice === "required") };
}

function toWebLlmMessage(message: ChatRequest["messages"][number]) {
  if (message.role !== "user" || !message.images) return toOpenAiMessage(message);
  const images = message.images.map((image) => ({
    type: "image_url",
    image_url: { url: `data:image/png;base64,${base64(image)}` },
  }));
  return { role: "user", content: [{ type: "text", text: message.text }, ...images] };
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
