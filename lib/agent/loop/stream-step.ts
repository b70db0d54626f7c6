import type { AgentModel, CallOptions, StreamPart } from "../model/model";
import { readUsage } from "../model/usage";
import type { ProviderData, StepEnd } from "../log/event";
import type { Usage } from "../view";

export interface RawCall {
  readonly id: string;
  readonly name: string;
  /** JSON, or what the model took for it. */
  readonly input: string;
  readonly provider?: ProviderData;
}

/** Hears of a step as it streams. */
export interface StepSink {
  readonly delta: (type: "text" | "reasoning", id: string, delta: string) => void;
  readonly ended: (type: "text" | "reasoning", id: string, text: string, provider: ProviderData | undefined) => void;
  readonly toolInput: (id: string, name: string, delta: string) => void;
  /** A call is complete while the stream may go on. */
  readonly call: (call: RawCall) => void;
}

export interface StepOutcome {
  readonly end: StepEnd;
  readonly usage: Usage | undefined;
}

const ends: Readonly<Record<string, StepEnd>> = {
  stop: "stop",
  "tool-calls": "tool-calls",
  length: "length",
  "content-filter": "refused",
};

/** Gathers blocks by their ids; some providers reuse an id within one answer, so a start closes what was open. */
class Blocks {
  private readonly open = new Map<
    string,
    { type: "text" | "reasoning"; text: string; provider: ProviderData | undefined }
  >();
  private readonly names = new Map<string, string>();
  constructor(private readonly sink: StepSink) {}

  start(type: "text" | "reasoning", id: string, provider: unknown) {
    this.end(id, undefined);
    this.open.set(id, { type, text: "", provider: provider as ProviderData | undefined });
  }

  delta(type: "text" | "reasoning", id: string, delta: string, provider: unknown) {
    if (!this.open.has(id)) this.start(type, id, undefined);
    const block = this.open.get(id);
    if (!block) return;
    block.text += delta;
    block.provider = (provider as ProviderData | undefined) ?? block.provider;
    if (delta !== "") this.sink.delta(type, id, delta);
  }

  end(id: string, provider: unknown) {
    const block = this.open.get(id);
    if (!block) return;
    this.open.delete(id);
    const data = (provider as ProviderData | undefined) ?? block.provider;
    if (block.text !== "" || data !== undefined) this.sink.ended(block.type, id, block.text, data);
  }

  /** Ends what the stream left open, as when it was stopped or broke off. */
  endAll() {
    for (const id of [...this.open.keys()]) this.end(id, undefined);
  }

  toolInput(id: string, name: string | undefined, delta: string) {
    if (name !== undefined) this.names.set(id, name);
    this.sink.toolInput(id, this.names.get(id) ?? "", delta);
  }
}

type Handler = {
  readonly [T in StreamPart["type"]]?: (part: Extract<StreamPart, { type: T }>, blocks: Blocks, sink: StepSink) => void;
};

const handlers: Handler = {
  "text-start": (part, blocks) => {
    blocks.start("text", part.id, part.providerMetadata);
  },
  "text-delta": (part, blocks) => {
    blocks.delta("text", part.id, part.delta, part.providerMetadata);
  },
  "text-end": (part, blocks) => {
    blocks.end(part.id, part.providerMetadata);
  },
  "reasoning-start": (part, blocks) => {
    blocks.start("reasoning", part.id, part.providerMetadata);
  },
  "reasoning-delta": (part, blocks) => {
    blocks.delta("reasoning", part.id, part.delta, part.providerMetadata);
  },
  "reasoning-end": (part, blocks) => {
    blocks.end(part.id, part.providerMetadata);
  },
  "tool-input-start": (part, blocks) => {
    blocks.toolInput(part.id, part.toolName, "");
  },
  "tool-input-delta": (part, blocks) => {
    blocks.toolInput(part.id, undefined, part.delta);
  },
  "tool-call": (part, _, sink) => {
    const provider = part.providerMetadata as ProviderData | undefined;
    sink.call({ id: part.toolCallId, name: part.toolName, input: part.input, ...(provider ? { provider } : {}) });
  },
};

type Finish = Extract<StreamPart, { type: "finish" }>;
type AnyHandler = ((part: StreamPart, blocks: Blocks, sink: StepSink) => void) | undefined;

/** Reads to the end. Answers what the provider said of the whole, if it did. */
async function readAll(
  reader: ReadableStreamDefaultReader<StreamPart>,
  blocks: Blocks,
  sink: StepSink,
  signal: AbortSignal | undefined,
): Promise<Finish | undefined> {
  let finish: Finish | undefined;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    signal?.throwIfAborted();
    const part = next.value;
    if (part.type === "error") throw part.error;
    if (part.type === "finish") finish = part;
    (handlers[part.type] as AnyHandler)?.(part, blocks, sink);
  }
  signal?.throwIfAborted();
  return finish;
}

/**
 * One request and its answer. Calls are told as soon as they are complete, so tools run while the model still writes.
 * Rejects when the request or the stream fails; what ended before that has been told.
 */
export async function streamStep(model: AgentModel, options: CallOptions, sink: StepSink): Promise<StepOutcome> {
  const { provider } = model;
  const opened = typeof provider === "function" ? await provider(options.abortSignal) : provider;
  const { stream } = await opened.doStream(options);
  const blocks = new Blocks(sink);
  const reader = stream.getReader();
  let finish: Finish | undefined;
  try {
    finish = await readAll(reader, blocks, sink, options.abortSignal);
  } catch (error) {
    blocks.endAll();
    void reader.cancel().catch(() => undefined);
    throw error;
  }
  if (!finish || finish.finishReason.unified === "error") throw new Error("The stream ended before the answer did.");
  blocks.endAll();
  return { end: ends[finish.finishReason.unified] ?? "stop", usage: readUsage(finish.usage) };
}
