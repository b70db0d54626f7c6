import type { ModelPrice } from "./model-entry";

export interface TokenCount {
  readonly input: number;
  readonly cachedInput?: number;
  readonly output: number;
}

/** What tokens cost in US dollars. Cached input without a price of its own costs a tenth, as is usual. */
export function costOf(
  price: ModelPrice | undefined,
  { input, cachedInput = 0, output }: TokenCount,
): number | undefined {
  if (!price) return undefined;
  const fresh = Math.max(0, input - cachedInput);
  const cached = price.cachedInput ?? price.input / 10;
  return (fresh * price.input + cachedInput * cached + output * price.output) / 1_000_000;
}
