import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { ModelSource } from "../catalogue/model-entry";
import { given } from "../given";
import { ModelFailure } from "../model-failure";
import { cloudProvider } from "./providers.data";

type CloudSource = Extract<ModelSource, { type: "cloud" }>;

export interface CloudAccess {
  readonly key: string | undefined;
  readonly fetch?: typeof fetch;
}

/** Anthropic answers a browser only when it is told that this is meant. */
export const anthropicBrowserHeader = { "anthropic-dangerous-direct-browser-access": "true" };

/** A model of a provider, called from the tab. Each provider's package is loaded when it is first wanted. */
export async function openCloud(source: CloudSource, { key, fetch }: CloudAccess): Promise<LanguageModelV4> {
  const { provider, model } = source;
  const baseURL = source.baseUrl ?? cloudProvider(provider)?.baseUrl;
  if (baseURL === undefined) {
    throw new ModelFailure(
      "not-an-api",
      "This entry has no address. Enter the base URL of the service, which often ends in /v1.",
      ["choose-model"],
    );
  }
  if (!key && !baseURL.startsWith("/")) throw keyMissing(cloudProvider(provider)?.name ?? provider);
  const access = { baseURL, ...given("apiKey", key), ...given("fetch", fetch) };
  switch (provider) {
    case "anthropic": {
      const { createAnthropic } = await import("@ai-sdk/anthropic");
      return createAnthropic({ ...access, headers: anthropicBrowserHeader })(model);
    }
    case "openai": {
      const { createOpenAI } = await import("@ai-sdk/openai");
      return createOpenAI(access)(model);
    }
    case "google": {
      const { createGoogle } = await import("@ai-sdk/google");
      return createGoogle(access)(model);
    }
    default:
      return openCompatible({ ...access, name: provider }, model);
  }
}

export interface CompatibleAccess {
  readonly name: string;
  readonly baseURL: string;
  readonly apiKey?: string;
  readonly fetch?: typeof fetch;
}

/** A model behind OpenAI's chat interface, wherever it runs. What an open model thinks in `<think>` is no part of its answer. */
export async function openCompatible(access: CompatibleAccess, model: string): Promise<LanguageModelV4> {
  const [{ createOpenAICompatible }, { extractReasoningMiddleware, wrapLanguageModel }] = await Promise.all([
    import("@ai-sdk/openai-compatible"),
    import("ai"),
  ]);
  return wrapLanguageModel({
    model: createOpenAICompatible({ ...access, includeUsage: true })(model),
    middleware: extractReasoningMiddleware({ tagName: "think" }),
  });
}

function keyMissing(name: string): ModelFailure {
  return new ModelFailure(
    "key",
    `${name} needs a key, and none is there. Enter one in the model settings, or take the guided tour.`,
    ["enter-key", "use-tour"],
  );
}
