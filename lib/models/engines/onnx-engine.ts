import type { ChatChunk, ChatEngine, ChatRequest, LoadOptions } from "../chat-engine";
import { given } from "../given";
import { onnxFailure } from "./onnx-failure";
import type { OnnxReply, OnnxRequest } from "./onnx-protocol";
import { openReplies, type Replies } from "./worker-replies";

export interface OnnxOptions {
  readonly id: string;
  readonly repository: string;
  readonly precision: string;
  readonly device: "wasm" | "webgpu";
  readonly runtimeUrl: string;
  readonly baseUrl?: string;
  readonly context: number;
  readonly createWorker?: () => Worker;
}

/** Runs an ONNX model in a worker. It writes its calls as text, and nothing constrains them: what it misspells is salvaged. */
export async function openOnnx(options: OnnxOptions, { onProgress, signal }: LoadOptions = {}): Promise<ChatEngine> {
  signal?.throwIfAborted();
  const worker =
    options.createWorker?.() ?? new Worker(new URL("./onnx-worker.ts", import.meta.url), { type: "module" });
  const replies = openReplies<OnnxReply>(worker);
  const ask = (request: OnnxRequest) => {
    worker.postMessage(request);
  };
  const { repository, precision, device, runtimeUrl, baseUrl } = options;
  ask({ type: "load", repository, precision, device, runtimeUrl, ...given("baseUrl", baseUrl) });
  try {
    await loaded(replies, { ...given("onProgress", onProgress), ...given("signal", signal) });
  } catch (error) {
    worker.terminate();
    signal?.throwIfAborted();
    throw onnxFailure(error, options.id);
  }
  onProgress?.({ phase: "ready", loaded: 1, total: 1 });
  return {
    provider: "onnx",
    id: options.id,
    calls: "text",
    context: options.context,
    acceptsImages: false,
    stream: (request) => answer(request, replies, ask, options.id),
    dispose: () => Promise.resolve(worker.terminate()),
  };
}

async function loaded(replies: Replies<OnnxReply>, { onProgress, signal }: LoadOptions): Promise<void> {
  const files = new Map<string, { loaded: number; total: number }>();
  for (;;) {
    const reply = await replies.next(signal);
    if (reply.type === "failed") throw new Error(reply.message);
    if (reply.type === "loaded") return;
    if (reply.type !== "progress") continue;
    files.set(reply.file, reply);
    const all = [...files.values()];
    const sum = (key: "loaded" | "total") => all.reduce((total, file) => total + file[key], 0);
    onProgress?.({ phase: "download", loaded: sum("loaded"), total: sum("total") });
  }
}

async function* answer(
  request: ChatRequest,
  replies: Replies<OnnxReply>,
  ask: (request: OnnxRequest) => void,
  id: string,
): AsyncGenerator<ChatChunk> {
  request.signal?.throwIfAborted();
  const messages = request.messages.map(({ role, text }) => ({ role, content: text }));
  const stop = () => {
    ask({ type: "stop" });
  };
  request.signal?.addEventListener("abort", stop, { once: true });
  ask({ type: "generate", messages, maxTokens: request.maxTokens ?? 1024, temperature: request.temperature ?? 0 });
  let ended = false;
  try {
    while (!ended) {
      const reply = await replies.next();
      ended = reply.type === "ended" || reply.type === "failed";
      yield* chunksOf(reply, id);
    }
    request.signal?.throwIfAborted();
  } finally {
    request.signal?.removeEventListener("abort", stop);
    if (!ended) {
      stop();
      await drained(replies);
    }
  }
}

function* chunksOf(reply: OnnxReply, id: string): Generator<ChatChunk> {
  if (reply.type === "failed") throw onnxFailure(new Error(reply.message), id);
  if (reply.type === "text") yield { type: "text", text: reply.text };
  if (reply.type !== "ended") return;
  yield { type: "usage", input: reply.input, output: reply.output };
  yield { type: "end", reason: reply.reason };
}

/** What the last answer still had to say must not become part of the next one. */
async function drained(replies: Replies<OnnxReply>): Promise<void> {
  for (;;) {
    const { type } = await replies.next();
    if (type === "ended" || type === "failed") return;
  }
}
