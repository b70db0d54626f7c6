import type { Tool } from "@/lib/tools";
import type { AgentModel, CallOptions, PromptMessage } from "./model";

const marked = { anthropic: { cacheControl: { type: "ephemeral" } } };

/** The instructions and the last messages are marked, so that the next step reads all before them from the cache. */
function markForCache(messages: readonly PromptMessage[]): PromptMessage[] {
  const places = new Set([
    messages.length - 1,
    messages.findLastIndex(({ role }, at) => role === "user" && at < messages.length - 1),
  ]);
  return messages.map((message, at) =>
    message.role === "system" || places.has(at)
      ? { ...message, providerOptions: { ...message.providerOptions, ...marked } }
      : message,
  );
}

/** What is sent to the provider. Instructions and tools come first and stay the same from step to step. */
export function requestOf(
  model: AgentModel,
  instructions: string,
  messages: readonly PromptMessage[],
  tools: readonly Tool[],
  signal: AbortSignal,
): CallOptions {
  const prompt: PromptMessage[] = [{ role: "system", content: instructions }, ...messages];
  return {
    prompt: model.caching === "anthropic" ? markForCache(prompt) : prompt,
    abortSignal: signal,
    ...(model.maxOutput === undefined ? {} : { maxOutputTokens: model.maxOutput }),
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map((tool) => ({
            type: "function",
            name: tool.name,
            description: tool.description,
            inputSchema: tool.schema,
          })),
          toolChoice: { type: "auto" },
        }),
  };
}
