import { z } from "zod/mini";

const readable = z.looseObject({
  stream: z.optional(z.boolean()),
  max_tokens: z.optional(z.number()),
  max_completion_tokens: z.optional(z.number()),
  max_output_tokens: z.optional(z.number()),
  generationConfig: z.optional(z.looseObject({ maxOutputTokens: z.optional(z.number()) })),
});

export interface ModelBody {
  readonly text: string;
  /** Model tokens to set aside before the call. */
  readonly estimate: number;
}

const usualAnswer = 4096;
const mostAnswer = 16_384;

/** The caller's question, made to tell at its end what it used. Undefined for what is no JSON object. */
export function readModelBody(json: unknown, path: string): ModelBody | undefined {
  const read = readable.safeParse(json);
  if (!read.success) return undefined;
  const { max_tokens, max_completion_tokens, max_output_tokens, generationConfig, stream } = read.data;
  const wanted = max_tokens ?? max_completion_tokens ?? max_output_tokens ?? generationConfig?.maxOutputTokens;
  const metered = stream === true && path.endsWith("/chat/completions");
  const text = JSON.stringify(metered ? { ...read.data, stream_options: { include_usage: true } } : read.data);
  const answer = Math.min(mostAnswer, Math.max(1, Math.ceil(wanted ?? usualAnswer)));
  return { text, estimate: Math.ceil(Buffer.byteLength(text) / 4) + answer };
}
