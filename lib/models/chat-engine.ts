/** One thing an assistant asked for. `input` is JSON text, as it was written. */
export interface ChatCall {
  readonly id: string;
  readonly name: string;
  readonly input: string;
}

export type ChatMessage =
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "user"; readonly text: string; readonly images?: readonly Uint8Array[] }
  | { readonly role: "assistant"; readonly text: string; readonly calls: readonly ChatCall[] }
  | {
      readonly role: "tool";
      readonly id: string;
      readonly name: string;
      readonly text: string;
      readonly outcome: "done" | "failed" | "refused";
    };

export interface ChatTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
  /** `required`: the answer must be a call. */
  readonly toolChoice: "auto" | "required";
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** The answer must be JSON of this schema. */
  readonly jsonSchema?: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
}

export type EndReason = "stop" | "length" | "calls" | "filtered" | "interrupted" | "other";

/** A piece of an answer. Call pieces with the same `index` belong together; the first one carries the name. */
export type ChatChunk =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  | {
      readonly type: "call";
      readonly index: number;
      readonly id?: string;
      readonly name?: string;
      readonly input?: string;
    }
  | { readonly type: "usage"; readonly input?: number; readonly cached?: number; readonly output?: number }
  | { readonly type: "end"; readonly reason: EndReason; readonly raw?: string };

/**
 * A language model that runs behind one narrow port, whatever the runtime is.
 * An engine whose `calls` is `text` is shown the tools in its prompt and writes its calls into the answer;
 * one whose `calls` is `native` takes `tools` and yields `call` chunks.
 */
export interface ChatEngine {
  readonly provider: string;
  readonly id: string;
  readonly calls: "native" | "text";
  /** Tokens of prompt and answer together. */
  readonly context: number;
  readonly acceptsImages: boolean;
  /** Stops when `request.signal` is aborted, by throwing its reason or by ending with `interrupted`. */
  readonly stream: (request: ChatRequest) => AsyncIterable<ChatChunk>;
  /** Frees the memory. The engine can't be used afterwards. */
  readonly dispose: () => Promise<void>;
}

/** How far a model has come on its way into memory. `total` is 0 while it isn't known. */
export interface LoadProgress {
  readonly phase: "download" | "compile" | "ready";
  readonly loaded: number;
  readonly total: number;
}

export interface LoadOptions {
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}
