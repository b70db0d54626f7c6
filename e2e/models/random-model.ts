import { byteLetters, writeGguf, type GgufTensor, type GgufValue } from "../../lib/models/tour/gguf";

/** A language model of random weights: it says nothing that makes sense, so what is valid is so by constraint alone. */
export function randomModel(seed: number): Uint8Array<ArrayBuffer> {
  const [width, inner, layers] = [64, 128, 2];
  const tokens = [...byteLetters, "<|start|>", "<|user|>", "<|end|>"];
  while (tokens.length % 8 > 0) tokens.push(`<|unused_${tokens.length}|>`);
  const random = generator(seed);
  const normal = () => Math.sqrt(-2 * Math.log(random() + 1e-9)) * Math.cos(2 * Math.PI * random());
  const matrix = (name: string, from: number, to: number, scale: number): GgufTensor => ({
    name: `${name}.weight`,
    dimensions: [from, to],
    data: Float32Array.from({ length: from * to }, () => normal() * scale),
  });
  const ones = (name: string): GgufTensor => ({
    name: `${name}.weight`,
    dimensions: [width],
    data: new Float32Array(width).fill(1),
  });
  const embedding = matrix("token_embd", width, tokens.length, 1);
  const output = matrix("output", width, tokens.length, 0.3);
  likePrintable(embedding.data, output.data, width, tokens.length);
  const blocks = Array.from({ length: layers }, (_, at) => `blk.${at}.`).flatMap((block) => [
    ones(`${block}attn_norm`),
    ...["attn_q", "attn_k", "attn_v", "attn_output"].map((name) => matrix(block + name, width, width, 0.1)),
    ones(`${block}ffn_norm`),
    matrix(`${block}ffn_gate`, width, inner, 0.1),
    matrix(`${block}ffn_up`, width, inner, 0.1),
    matrix(`${block}ffn_down`, inner, width, 0.1),
  ]);
  return writeGguf(header(tokens, { width, inner, layers }), [embedding, ones("output_norm"), output, ...blocks]);
}

/** The first number of a vector is constant and holds every token back that isn't printable. */
function likePrintable(embedding: Float32Array, output: Float32Array, width: number, count: number): void {
  for (let token = 0; token < count; token += 1) {
    embedding[token * width] = 4;
    output[token * width] = (token >= 32 && token < 127) || token === count - 6 ? 0 : -30;
  }
}

function header(
  tokens: readonly string[],
  { width, inner, layers }: { width: number; inner: number; layers: number },
): Record<string, GgufValue> {
  const text = (value: string): GgufValue => ({ kind: "string", value });
  const count = (value: number): GgufValue => ({ kind: "u32", value });
  return {
    "general.architecture": text("llama"),
    "general.name": text("random"),
    "llama.context_length": count(4096),
    "llama.embedding_length": count(width),
    "llama.block_count": count(layers),
    "llama.feed_forward_length": count(inner),
    "llama.attention.head_count": count(2),
    "llama.attention.head_count_kv": count(2),
    "llama.attention.layer_norm_rms_epsilon": { kind: "f32", value: 1e-5 },
    "llama.rope.dimension_count": count(width / 2),
    "llama.vocab_size": count(tokens.length),
    "tokenizer.ggml.model": text("gpt2"),
    "tokenizer.ggml.pre": text("gpt-2"),
    "tokenizer.ggml.tokens": { kind: "array", of: "string", value: tokens },
    "tokenizer.ggml.token_type": { kind: "array", of: "i32", value: tokens.map((_, at) => (at < 256 ? 1 : 3)) },
    "tokenizer.ggml.merges": { kind: "array", of: "string", value: [] },
    "tokenizer.ggml.bos_token_id": count(256),
    "tokenizer.ggml.eos_token_id": count(258),
    "tokenizer.ggml.padding_token_id": count(256),
    "tokenizer.ggml.add_bos_token": { kind: "bool", value: false },
    "tokenizer.chat_template": text("{%- for message in messages -%}<|user|>{{ message.content }}{%- endfor -%}"),
  };
}

/** Numbers between 0 and 1 that are the same for the same seed. */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
