import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart, LanguageModelV4Usage } from "@ai-sdk/provider";
import { createCallReader, type CallReader, type ReadEvent } from "./calls/call-reader";
import { createThinkReader } from "./calls/think-reader";
import type { ChatChunk, ChatTool, EndReason } from "./chat-engine";

/** Turns the chunks of an engine into the stream parts of the AI SDK, and calls printed as text into calls. */
export interface PartWriter {
  readonly write: (chunk: ChatChunk) => LanguageModelV4StreamPart[];
  /** Closes what is open and says how it ended. */
  readonly end: () => LanguageModelV4StreamPart[];
  readonly calls: () => number;
}

export function createPartWriter(tools: readonly ChatTool[]): PartWriter {
  const state = new WriterState(tools);
  return { write: (chunk) => state.write(chunk), end: () => state.end(), calls: () => state.calls };
}

interface OpenCall {
  readonly id: string;
  name: string;
  input: string;
}

class WriterState {
  calls = 0;
  private parts: LanguageModelV4StreamPart[] = [];
  private open: { readonly type: "text" | "reasoning"; readonly id: string } | undefined;
  private blocks = 0;
  private readonly native = new Map<number, OpenCall>();
  private readonly written = new Map<number, string>();
  private readonly reader: CallReader | undefined;
  private readonly thoughts = createThinkReader();
  private reason: EndReason = "other";
  private raw: string | undefined;
  private usage: Extract<ChatChunk, { type: "usage" }> = { type: "usage" };

  constructor(tools: readonly ChatTool[]) {
    this.reader = tools.length > 0 ? createCallReader(tools) : undefined;
  }

  write(chunk: ChatChunk): LanguageModelV4StreamPart[] {
    this.parts = [];
    switch (chunk.type) {
      case "text":
        this.pieces(this.thoughts.push(chunk.text));
        break;
      case "reasoning":
        this.say("reasoning", chunk.text);
        break;
      case "call":
        this.nativeCall(chunk);
        break;
      case "usage":
        this.usage = { ...this.usage, ...chunk };
        break;
      case "end":
        this.reason = chunk.reason;
        this.raw = chunk.raw;
        break;
    }
    return this.parts;
  }

  end(): LanguageModelV4StreamPart[] {
    this.parts = [];
    this.pieces(this.thoughts.end());
    for (const event of this.reader?.end() ?? []) this.event(event);
    this.close();
    for (const call of this.native.values()) {
      this.parts.push(
        { type: "tool-input-end", id: call.id },
        { type: "tool-call", toolCallId: call.id, toolName: call.name, input: call.input || "{}" },
      );
      this.calls += 1;
    }
    this.parts.push({ type: "finish", finishReason: this.finishReason(), usage: usageOf(this.usage) });
    return this.parts;
  }

  private pieces(pieces: readonly { readonly type: "text" | "reasoning"; readonly text: string }[]): void {
    for (const { type, text } of pieces) {
      if (type === "reasoning") this.say("reasoning", text);
      else if (this.reader) for (const event of this.reader.push(text)) this.event(event);
      else this.say("text", text);
    }
  }

  private event(event: ReadEvent): void {
    if (event.type === "text") {
      this.say("text", event.text);
      return;
    }
    const id = this.written.get(event.index) ?? `call-${crypto.randomUUID()}`;
    this.written.set(event.index, id);
    if (event.type === "call-started") {
      this.close();
      this.parts.push({ type: "tool-input-start", id, toolName: event.name });
    } else if (event.type === "call-input") this.parts.push({ type: "tool-input-delta", id, delta: event.text });
    else {
      this.parts.push(
        { type: "tool-input-end", id },
        { type: "tool-call", toolCallId: id, toolName: event.name, input: event.input },
      );
      this.calls += 1;
    }
  }

  private nativeCall(chunk: Extract<ChatChunk, { type: "call" }>): void {
    let call = this.native.get(chunk.index);
    if (!call) {
      this.close();
      call = { id: chunk.id ?? `call-${crypto.randomUUID()}`, name: chunk.name ?? "", input: "" };
      this.native.set(chunk.index, call);
      this.parts.push({ type: "tool-input-start", id: call.id, toolName: call.name });
    }
    if (!chunk.input) return;
    call.input += chunk.input;
    this.parts.push({ type: "tool-input-delta", id: call.id, delta: chunk.input });
  }

  /** Blank text alone opens no block: a call is often framed by line breaks. */
  private say(type: "text" | "reasoning", text: string): void {
    if (text === "" || (this.open?.type !== type && text.trim() === "")) return;
    if (this.open?.type !== type) {
      this.close();
      this.open = { type, id: String(this.blocks) };
      this.blocks += 1;
      this.parts.push({ type: `${type}-start`, id: this.open.id });
    }
    this.parts.push({ type: `${type}-delta`, id: this.open.id, delta: text });
  }

  private close(): void {
    if (this.open) this.parts.push({ type: `${this.open.type}-end`, id: this.open.id });
    this.open = undefined;
  }

  private finishReason(): LanguageModelV4FinishReason {
    return { unified: this.calls > 0 ? "tool-calls" : unified[this.reason], raw: this.raw };
  }
}

const unified: Readonly<Record<EndReason, LanguageModelV4FinishReason["unified"]>> = {
  stop: "stop",
  length: "length",
  calls: "tool-calls",
  filtered: "content-filter",
  interrupted: "interrupted",
  other: "other",
};

function usageOf({ input, cached, output }: Extract<ChatChunk, { type: "usage" }>): LanguageModelV4Usage {
  const fresh = input === undefined ? undefined : input - (cached ?? 0);
  return {
    inputTokens: { total: input, noCache: fresh, cacheRead: cached, cacheWrite: undefined },
    outputTokens: { total: output, text: output, reasoning: undefined },
  };
}
