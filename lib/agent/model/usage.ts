import type { Usage } from "../view";
import type { Prices, ProviderUsage } from "./model";

export function readUsage(usage: ProviderUsage): Usage {
  return {
    input: usage.inputTokens.total ?? 0,
    output: usage.outputTokens.total ?? 0,
    reasoning: usage.outputTokens.reasoning ?? 0,
    cacheRead: usage.inputTokens.cacheRead ?? 0,
    cacheWrite: usage.inputTokens.cacheWrite ?? 0,
  };
}

/** Undefined where the prices aren't known. A cache price that isn't known counts as the full one. */
export function dollarsOf(usage: Usage, prices: Prices | undefined): number | undefined {
  if (!prices) return undefined;
  const fresh = Math.max(0, usage.input - usage.cacheRead - usage.cacheWrite);
  const cached =
    usage.cacheRead * (prices.cacheRead ?? prices.input) + usage.cacheWrite * (prices.cacheWrite ?? prices.input);
  return (fresh * prices.input + cached + usage.output * prices.output) / 1_000_000;
}

/** A rough count, for what no provider has counted yet: four characters a token, a picture about 1,500. */
export function estimateTokens(value: unknown): number {
  if (typeof value === "string") return Math.ceil(value.length / 4);
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + estimateTokens(item), 0);
  if (typeof value !== "object" || value === null) return 1;
  const entries = Object.entries(value);
  if ("mediaType" in value) return 1500;
  return entries.reduce((sum, [, item]) => sum + estimateTokens(item) + 1, 2);
}
