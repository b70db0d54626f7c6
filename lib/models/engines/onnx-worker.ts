import {
  AutoConfig,
  AutoModelForCausalLM,
  AutoTokenizer,
  env,
  InterruptableStoppingCriteria,
  ModelRegistry,
  TextStreamer,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from "@huggingface/transformers";
import type { OnnxReply, OnnxRequest } from "./onnx-protocol";

const stopping = new InterruptableStoppingCriteria();
let tokenizer: PreTrainedTokenizer | undefined;
let model: PreTrainedModel | undefined;

const reply = (message: OnnxReply): void => {
  postMessage(message);
};

addEventListener("message", ({ data }: MessageEvent<OnnxRequest>) => {
  if (data.type === "stop") stopping.interrupt();
  else {
    workOn(data).catch((error: unknown) => {
      reply({ type: "failed", message: error instanceof Error ? error.message : String(error) });
    });
  }
});

function workOn(request: Exclude<OnnxRequest, { type: "stop" }>): Promise<void> {
  switch (request.type) {
    case "load":
      return load(request);
    case "list":
      return list(request);
    case "generate":
      return generate(request);
  }
}

async function list({ repository, precision }: Extract<OnnxRequest, { type: "list" }>): Promise<void> {
  env.allowLocalModels = false;
  const files = await Promise.all([
    ModelRegistry.get_model_files(repository, { dtype: precision as "q4", device: "wasm" }),
    ModelRegistry.get_tokenizer_files(repository),
  ]);
  reply({ type: "listed", files: files.flat() });
}

type Load = Extract<OnnxRequest, { type: "load" }>;

/** Without these settings the library would go to a CDN for its runtime and to Hugging Face for every file. */
function settle({ runtimeUrl, baseUrl }: Load): void {
  if (env.backends.onnx.wasm) env.backends.onnx.wasm.wasmPaths = runtimeUrl;
  env.allowLocalModels = baseUrl !== undefined;
  env.allowRemoteModels = baseUrl === undefined;
  if (baseUrl !== undefined) env.localModelPath = baseUrl;
}

async function load(request: Load): Promise<void> {
  settle(request);
  // Of a repository that isn't there the configuration says so; the tokenizer only breaks.
  await AutoConfig.from_pretrained(request.repository);
  tokenizer = await AutoTokenizer.from_pretrained(request.repository);
  model = await AutoModelForCausalLM.from_pretrained(request.repository, {
    dtype: request.precision as "q4",
    device: request.device,
    progress_callback: (info) => {
      if (info.status === "progress")
        reply({ type: "progress", file: info.file, loaded: info.loaded, total: info.total });
    },
  });
  reply({ type: "loaded" });
}

async function generate({
  messages,
  maxTokens,
  temperature,
}: Extract<OnnxRequest, { type: "generate" }>): Promise<void> {
  if (!tokenizer || !model) throw new Error("No model is loaded.");
  stopping.reset();
  // The library hands what it doesn't know on to the template, where some models look for `enable_thinking`.
  const options = { add_generation_prompt: true, return_dict: true, enable_thinking: false } as const;
  const prompt = tokenizer.apply_chat_template([...messages], options) as unknown as { readonly input_ids: Tensor };
  const input = prompt.input_ids.dims.at(-1) ?? 0;
  let output = 0;
  const streamer = new TextStreamer(tokenizer, {
    skip_prompt: true,
    skip_special_tokens: true,
    callback_function: (text: string) => {
      reply({ type: "text", text });
    },
    token_callback_function: (tokens: readonly bigint[]) => {
      output += tokens.length;
    },
  });
  await model.generate({
    ...prompt,
    max_new_tokens: maxTokens,
    do_sample: temperature > 0,
    ...(temperature > 0 ? { temperature } : {}),
    streamer,
    stopping_criteria: stopping,
  });
  reply({ type: "ended", reason: endReason(output, maxTokens), input, output });
}

function endReason(output: number, maxTokens: number): "stop" | "length" | "interrupted" {
  if (stopping.interrupted) return "interrupted";
  return output >= maxTokens ? "length" : "stop";
}
