/** Reads what a provider says of how much was used from a body that passes by, be it JSON or a stream of events. */
export interface UsageMeter {
  readonly feed: (piece: Uint8Array) => void;
  /** Model tokens; estimated from the length where the provider said nothing. */
  readonly total: (sentBytes: number) => number;
}

const bytesPerToken = 4;
const overlap = 80;

/** A quote inside of a model's own words is escaped there, so that what a model writes never counts as a number of its provider. */
const numbers =
  /"(input_tokens|output_tokens|cache_read_input_tokens|cache_creation_input_tokens|prompt_tokens|completion_tokens|total_tokens|totalTokenCount)"\s*:\s*(\d{1,12})/gu;

export function createUsageMeter(): UsageMeter {
  const found = new Map<string, number>();
  const decoder = new TextDecoder();
  let carried = "";
  let received = 0;
  const of = (name: string) => found.get(name) ?? 0;
  return {
    feed(piece) {
      received += piece.length;
      const text = carried + decoder.decode(piece, { stream: true });
      for (const [, name = "", count] of text.matchAll(numbers)) found.set(name, Math.max(of(name), Number(count)));
      carried = text.slice(-overlap);
    },
    total(sentBytes) {
      if (found.size === 0) return Math.ceil((sentBytes + received) / bytesPerToken);
      const parts = ["input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"];
      const sums = [
        parts.reduce((sum, name) => sum + of(name), 0),
        of("prompt_tokens") + of("completion_tokens"),
        of("total_tokens"),
        of("totalTokenCount"),
      ];
      return Math.max(...sums);
    },
  };
}
