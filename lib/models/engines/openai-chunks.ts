import type { ChatCall, ChatChunk, ChatMessage, ChatTool, EndReason } from "../chat-engine";
import { given } from "../given";

interface CallDelta {
  readonly index: number;
  readonly id?: string;
  readonly function?: { readonly name?: string; readonly arguments?: string };
}

/** The pieces of OpenAI's streamed answer that runtimes in the tab fill in. */
export interface OpenAiChunk {
  readonly choices: readonly {
    readonly delta: {
      readonly content?: string | null;
      readonly reasoning_content?: string | null;
      readonly tool_calls?: readonly CallDelta[];
    };
    readonly finish_reason: string | null;
  }[];
  readonly usage?: { readonly prompt_tokens: number; readonly completion_tokens: number } | null;
  readonly timings?: { readonly prompt_n: number; readonly cache_n: number; readonly predicted_n: number };
}

const reasons: Readonly<Record<string, EndReason>> = {
  stop: "stop",
  length: "length",
  tool_calls: "calls",
  content_filter: "filtered",
  abort: "interrupted",
};

export function* fromOpenAiChunk(chunk: OpenAiChunk): Generator<ChatChunk> {
  const [choice] = chunk.choices;
  const delta = choice?.delta;
  if (delta?.reasoning_content) yield { type: "reasoning", text: delta.reasoning_content };
  if (delta?.content) yield { type: "text", text: delta.content };
  for (const call of delta?.tool_calls ?? []) yield callPiece(call);
  yield* usageOf(chunk);
  const reason = choice?.finish_reason;
  if (reason) yield { type: "end", reason: reasons[reason] ?? "other", raw: reason };
}

function callPiece({ index, id, function: named }: CallDelta): ChatChunk {
  return {
    type: "call",
    index,
    ...given("id", id),
    ...given("name", named?.name),
    ...given("input", named?.arguments),
  };
}

function* usageOf({ usage, timings }: OpenAiChunk): Generator<ChatChunk> {
  if (timings) {
    const { prompt_n: fresh, cache_n: cached, predicted_n: output } = timings;
    yield { type: "usage", input: fresh + cached, cached, output };
  } else if (usage) yield { type: "usage", input: usage.prompt_tokens, output: usage.completion_tokens };
}

export interface OpenAiToolCall {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
}

export type OpenAiMessage =
  | { role: "system" | "user"; content: string }
  | { role: "assistant"; content: string; tool_calls?: OpenAiToolCall[] }
  | { role: "tool"; content: string; tool_call_id: string };

/** Images are left out: each runtime wants them in a way of its own. */
export function toOpenAiMessage(message: ChatMessage): OpenAiMessage {
  switch (message.role) {
    case "tool":
      return { role: "tool", content: message.text, tool_call_id: message.id };
    case "assistant":
      return message.calls.length > 0
        ? { role: "assistant", content: message.text, tool_calls: message.calls.map(toOpenAiCall) }
        : { role: "assistant", content: message.text };
    default:
      return { role: message.role, content: message.text };
  }
}

const toOpenAiCall = ({ id, name, input }: ChatCall): OpenAiToolCall => ({
  id,
  type: "function",
  function: { name, arguments: input },
});

export function toOpenAiTool({ name, description, schema }: ChatTool) {
  return { type: "function" as const, function: { name, description, parameters: schema } };
}
