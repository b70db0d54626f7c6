import { tourModel } from "../../lib/models/tour/compile-tour";
import { parseTour } from "../../lib/models/tour/parse-tour";

/** The files of a repository as Transformers.js wants it: a tour's chain of tokens as an ONNX graph, begun by its first step. */
export function onnxRepository(script: string): Readonly<Record<string, Uint8Array | string>> {
  const model = tourModel(parseTour(script));
  const { tokens, kinds, start, end } = model;
  const first = tokens.indexOf("<|step_0|>");
  return {
    "onnx/model.onnx": graph(model),
    "config.json": JSON.stringify({
      architectures: ["LlamaForCausalLM"],
      model_type: "llama",
      hidden_size: model.width,
      head_dim: model.width,
      intermediate_size: 32,
      num_attention_heads: 1,
      num_key_value_heads: 1,
      num_hidden_layers: 1,
      vocab_size: tokens.length,
      max_position_embeddings: 8192,
      rms_norm_eps: 1e-6,
      bos_token_id: start,
      eos_token_id: end,
    }),
    "generation_config.json": JSON.stringify({
      bos_token_id: start,
      eos_token_id: end,
      pad_token_id: start,
      do_sample: false,
    }),
    "tokenizer_config.json": JSON.stringify({
      tokenizer_class: "GPT2Tokenizer",
      bos_token: "<|start|>",
      eos_token: "<|end|>",
      pad_token: "<|start|>",
      model_max_length: 8192,
      clean_up_tokenization_spaces: false,
      chat_template: "{{- '<|step_0|>' }}",
    }),
    "tokenizer.json": JSON.stringify({
      version: "1.0",
      truncation: null,
      padding: null,
      added_tokens: tokens.flatMap((content, id) =>
        kinds[id] === 1
          ? []
          : [
              {
                id,
                content,
                single_word: false,
                lstrip: false,
                rstrip: false,
                normalized: false,
                special: id !== first,
              },
            ],
      ),
      normalizer: null,
      pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
      post_processor: null,
      decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
      model: {
        type: "BPE",
        dropout: null,
        unk_token: null,
        continuing_subword_prefix: null,
        end_of_word_suffix: null,
        fuse_unk: false,
        byte_fallback: false,
        ignore_merges: false,
        vocab: Object.fromEntries(tokens.map((token, id) => [token, id])),
        merges: [],
      },
    }),
  };
}

type Bytes = Uint8Array<ArrayBuffer>;
const joined = (...parts: readonly Bytes[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** Protocol Buffers by hand: numbers, then fields with a number or with bytes. */
function varint(value: number | bigint): Bytes {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}
const numberField = (field: number, value: number): Bytes => joined(varint(field << 3), varint(value));
const bytesField = (field: number, value: Bytes | string): Bytes => {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return joined(varint((field << 3) | 2), varint(bytes.length), Uint8Array.from(bytes));
};

const float = 1;
const int64 = 7;

function tensor(name: string, dimensions: readonly number[], data: Float32Array | BigInt64Array): Bytes {
  const bytes = new Uint8Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer);
  const type = data instanceof Float32Array ? float : int64;
  return joined(
    ...dimensions.map((size) => numberField(1, size)),
    numberField(2, type),
    bytesField(8, name),
    bytesField(9, bytes),
  );
}

function valueInfo(name: string, type: number, dimensions: readonly (number | string)[]): Bytes {
  const shape = joined(
    ...dimensions.map((size) => bytesField(1, typeof size === "number" ? numberField(1, size) : bytesField(2, size))),
  );
  return joined(bytesField(1, name), bytesField(2, bytesField(1, joined(numberField(1, type), bytesField(2, shape)))));
}

function node(operator: string, inputs: readonly string[], outputs: readonly string[], axis?: number): Bytes {
  const attribute =
    axis === undefined ? [] : [bytesField(5, joined(bytesField(1, "axis"), numberField(3, axis), numberField(20, 2)))];
  return joined(
    ...inputs.map((name) => bytesField(1, name)),
    ...outputs.map((name) => bytesField(2, name)),
    bytesField(4, operator),
    ...attribute,
  );
}

/** logits = embedding[token] · outputᵀ; the cache of keys and values is carried along, as the library expects one. */
function graph({ embedding, output, tokens, width }: ReturnType<typeof tourModel>): Bytes {
  const turned = new Float32Array(output.length);
  for (let token = 0; token < tokens.length; token += 1) {
    for (let channel = 0; channel < width; channel += 1)
      turned[channel * tokens.length + token] = output[token * width + channel] ?? 0;
  }
  const past = ["batch", 1, "past", width];
  const total = ["batch", 1, "total", width];
  const parts = [
    ...[
      node("Gather", ["E", "input_ids"], ["x"]),
      node("MatMul", ["x", "O"], ["logits"]),
      node("Unsqueeze", ["x", "one"], ["kv"]),
      node("Concat", ["past_key_values.0.key", "kv"], ["present.0.key"], 2),
      node("Concat", ["past_key_values.0.value", "kv"], ["present.0.value"], 2),
    ].map((bytes) => bytesField(1, bytes)),
    bytesField(2, "tour"),
    ...[
      tensor("E", [tokens.length, width], embedding),
      tensor("O", [width, tokens.length], turned),
      tensor("one", [1], BigInt64Array.from([1n])),
    ].map((bytes) => bytesField(5, bytes)),
    ...[
      valueInfo("input_ids", int64, ["batch", "seq"]),
      valueInfo("attention_mask", int64, ["batch", "total"]),
      valueInfo("position_ids", int64, ["batch", "seq"]),
      valueInfo("past_key_values.0.key", float, past),
      valueInfo("past_key_values.0.value", float, past),
    ].map((bytes) => bytesField(11, bytes)),
    ...[
      valueInfo("logits", float, ["batch", "seq", tokens.length]),
      valueInfo("present.0.key", float, total),
      valueInfo("present.0.value", float, total),
    ].map((bytes) => bytesField(12, bytes)),
  ];
  return joined(
    numberField(1, 8),
    bytesField(2, "tabsmith"),
    bytesField(7, joined(...parts)),
    bytesField(8, joined(bytesField(1, ""), numberField(2, 17))),
  );
}
