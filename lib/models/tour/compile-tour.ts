import { asByteLetters, byteLetters, writeGguf, type GgufTensor, type GgufValue } from "./gguf";
import { parseTour } from "./parse-tour";
import { tourRuns, type TourRun } from "./tour-pieces";
import type { Tour } from "./tour-script";
import { stateToken, tourTemplate } from "./tour-template";

/** Numbers in a token's vector. With this many signs, any two random vectors are far apart. */
const width = 128;
const inner = 32;
/** How much louder the right token is made: at any temperature that is in use the others stay unheard. */
const gain = 4;
const normal = 1;
const control = 3;

/** A one-layer language model that was computed instead of trained: each token tells the one that follows it. */
export interface TourModel {
  readonly tokens: readonly string[];
  readonly kinds: readonly number[];
  readonly start: number;
  readonly end: number;
  /** `tokens` × `width`, row by row. */
  readonly embedding: Float32Array;
  readonly output: Float32Array;
  readonly width: number;
}

/** The GGUF file of a tour that was written in Markdown. The same text gives the same bytes. */
export function compileTour(markdown: string): Uint8Array<ArrayBuffer> {
  const tour = parseTour(markdown);
  return tourGguf(tour, tourModel(tour));
}

export function tourModel(tour: Tour): TourModel {
  const tokens = [...byteLetters];
  const kinds = tokens.map(() => normal);
  const add = (text: string, kind: number): number => {
    kinds.push(kind);
    return tokens.push(text) - 1;
  };
  const start = add("<|start|>", control);
  const end = add("<|end|>", control);
  const chains = tourRuns(tour).map((run) => chainOf(run, add));
  while (tokens.length % 32 > 0) add(`<|unused_${tokens.length}|>`, control);
  const embedding = randomSigns(tokens.length * width);
  const output = new Float32Array(tokens.length * width);
  // The last number of a vector says whether the turn ends here; it is what the end listens to.
  for (let token = 0; token < tokens.length; token += 1) embedding[token * width + width - 1] = -1;
  output[end * width + width - 1] = gain * width;
  for (const chain of chains) {
    embedding[(chain.at(-1) ?? end) * width + width - 1] = 1;
    for (const [at, token] of chain.entries()) {
      const before = chain[at - 1];
      if (before === undefined) continue;
      for (let channel = 0; channel < width - 1; channel += 1) {
        output[token * width + channel] = gain * (embedding[before * width + channel] ?? 0);
      }
    }
  }
  return { tokens, kinds, start, end, embedding, output, width };
}

function chainOf({ state, pieces }: TourRun, add: (text: string, kind: number) => number): number[] {
  return [add(stateToken(state), control), ...pieces.map((piece) => add(asByteLetters(piece), normal))];
}

/** Plus and minus one in an order that is the same every time. */
function randomSigns(length: number): Float32Array<ArrayBuffer> {
  let state = 0x9e3779b9;
  return Float32Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0x10000 ? 1 : -1;
  });
}

function tourGguf(tour: Tour, model: TourModel): Uint8Array<ArrayBuffer> {
  const zeros = (name: string, from: number, to: number): GgufTensor => ({
    name: `blk.0.${name}.weight`,
    dimensions: [from, to],
    data: new Float32Array(from * to),
  });
  const ones = (name: string): GgufTensor => ({ name, dimensions: [width], data: new Float32Array(width).fill(1) });
  return writeGguf(tourHeader(tour, model), [
    { name: "token_embd.weight", dimensions: [width, model.tokens.length], data: model.embedding },
    ones("output_norm.weight"),
    { name: "output.weight", dimensions: [width, model.tokens.length], data: model.output },
    ones("blk.0.attn_norm.weight"),
    ...["attn_q", "attn_k", "attn_v", "attn_output"].map((name) => zeros(name, width, width)),
    ones("blk.0.ffn_norm.weight"),
    zeros("ffn_gate", width, inner),
    zeros("ffn_up", width, inner),
    zeros("ffn_down", inner, width),
  ]);
}

function tourHeader(tour: Tour, model: TourModel): Record<string, GgufValue> {
  const text = (value: string): GgufValue => ({ kind: "string", value });
  const count = (value: number): GgufValue => ({ kind: "u32", value });
  const float = (value: number): GgufValue => ({ kind: "f32", value });
  return {
    "general.architecture": text("llama"),
    "general.name": text(tour.title),
    "general.description": text("A guided tour: a script as weights. It plays the same steps whatever is typed."),
    "general.alignment": count(32),
    "general.file_type": count(0),
    "llama.context_length": count(8192),
    "llama.embedding_length": count(width),
    "llama.block_count": count(1),
    "llama.feed_forward_length": count(inner),
    "llama.attention.head_count": count(1),
    "llama.attention.head_count_kv": count(1),
    "llama.attention.layer_norm_rms_epsilon": float(1e-6),
    "llama.rope.dimension_count": count(width),
    "llama.rope.freq_base": float(10_000),
    "llama.vocab_size": count(model.tokens.length),
    "tokenizer.ggml.model": text("gpt2"),
    "tokenizer.ggml.pre": text("gpt-2"),
    "tokenizer.ggml.tokens": { kind: "array", of: "string", value: model.tokens },
    "tokenizer.ggml.token_type": { kind: "array", of: "i32", value: model.kinds },
    "tokenizer.ggml.merges": { kind: "array", of: "string", value: [] },
    "tokenizer.ggml.bos_token_id": count(model.start),
    "tokenizer.ggml.eos_token_id": count(model.end),
    "tokenizer.ggml.padding_token_id": count(model.start),
    "tokenizer.ggml.add_bos_token": { kind: "bool", value: true },
    "tokenizer.chat_template": text(tourTemplate(tour)),
  };
}
