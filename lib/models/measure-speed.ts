import type { LanguageModelV4 } from "@ai-sdk/provider";

export interface Speed {
  /** Until the first word. */
  readonly firstWord: number;
  readonly tokensPerSecond: number;
  readonly tokens: number;
}

/** How fast a model answers, by one short question. A cloud model charges for it: some hundred tokens. */
export async function measureSpeed(model: LanguageModelV4, signal?: AbortSignal): Promise<Speed> {
  const began = performance.now();
  const text = "Count from one to fifty in English words, nothing else.";
  const { stream } = await model.doStream({
    prompt: [{ role: "user", content: [{ type: "text", text }] }],
    maxOutputTokens: 200,
    ...(signal ? { abortSignal: signal } : {}),
  });
  let first: number | undefined;
  let letters = 0;
  let counted: number | undefined;
  for await (const part of stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "finish") counted = part.usage.outputTokens.total;
    if (part.type !== "text-delta" && part.type !== "reasoning-delta") continue;
    first ??= performance.now();
    letters += part.delta.length;
  }
  const ended = performance.now();
  const tokens = counted ?? Math.ceil(letters / 4);
  const seconds = Math.max((ended - (first ?? began)) / 1000, 0.001);
  return { firstWord: (first ?? ended) - began, tokensPerSecond: tokens / seconds, tokens };
}
