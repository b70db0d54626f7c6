import type { LanguageModel } from "ai";

/** The AI SDK's model interface: the layer that every provider speaks. */
export type ProviderModel = Extract<LanguageModel, { specificationVersion: "v4" }>;
export type CallOptions = Parameters<ProviderModel["doStream"]>[0];
export type Prompt = CallOptions["prompt"];
export type PromptMessage = Prompt[number];
type StreamResult = Awaited<ReturnType<ProviderModel["doStream"]>>;
export type StreamPart = StreamResult["stream"] extends ReadableStream<infer P> ? P : never;
export type ProviderUsage = Extract<StreamPart, { type: "finish" }>["usage"];

/** US dollars for a million tokens. */
export interface Prices {
  readonly input: number;
  readonly output: number;
  readonly cacheRead?: number;
  readonly cacheWrite?: number;
}

/** A model as the agent needs it. */
export interface AgentModel {
  readonly id: string;
  readonly label: string;
  /** Or the way to it, taken at each step: a model may have to be downloaded, a key to be asked for. */
  readonly provider: ProviderModel | ((signal: AbortSignal | undefined) => Promise<ProviderModel>);
  /** Tokens that prompt and answer share. */
  readonly contextWindow: number;
  readonly maxOutput?: number;
  readonly prices?: Prices;
  readonly sees: boolean;
  /** The provider takes pictures in the results of tools; for others they come after, as if a person had sent them. */
  readonly seesResults?: boolean;
  /** Few parameters: few tools, one call a step, short outputs. */
  readonly small?: boolean;
  /** How a stable prefix is marked for the provider's cache; others cache by themselves. */
  readonly caching?: "anthropic";
}
