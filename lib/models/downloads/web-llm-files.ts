import { z } from "zod/mini";
import { ModelFailure } from "../model-failure";
import type { RuntimeFile } from "./runtime-file";

const chatConfig = z.object({ tokenizer_files: z.optional(z.array(z.string())) });
const tensorList = z.object({ records: z.array(z.object({ dataPath: z.string(), nbytes: z.optional(z.number()) })) });

/** The names of the runtime's caches. */
export const webLlmCaches = { model: "webllm/model", config: "webllm/config", library: "webllm/wasm" } as const;

/** The folder of a model's files, as the runtime writes it into its caches. */
export function webLlmFolder(model: string): string {
  const folder = model.endsWith("/") ? model : `${model}/`;
  return new URL(/.+\/resolve\/.+\//u.test(folder) ? folder : `${folder}resolve/main/`).href;
}

interface WebLlmFiles {
  readonly model: string;
  readonly library: string;
}

/** All files of a WebGPU model, the small ones first. `read` fetches the two that name the others. */
export async function webLlmFiles(
  { model, library }: WebLlmFiles,
  read: (file: RuntimeFile) => Promise<Response>,
): Promise<readonly RuntimeFile[]> {
  const folder = webLlmFolder(model);
  const at = (name: string, cache: string): RuntimeFile => ({ url: new URL(name, folder).href, cache });
  const config = at("mlc-chat-config.json", webLlmCaches.config);
  const list = at("tensor-cache.json", webLlmCaches.model);
  const { tokenizer_files: tokenizers = [] } = chatConfig.parse(await jsonOf(await read(config)));
  const { records } = tensorList.parse(await jsonOf(await read(list)));
  const tokenizer = ["tokenizer.json", "tokenizer.model"].find((name) => tokenizers.includes(name));
  return [
    config,
    list,
    { url: library, cache: webLlmCaches.library },
    ...(tokenizer === undefined ? [] : [at(tokenizer, webLlmCaches.model)]),
    ...records.map(({ dataPath, nbytes }) => ({
      ...at(dataPath, webLlmCaches.model),
      inParts: true as const,
      ...(nbytes !== undefined && { bytes: nbytes }),
    })),
  ];
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.clone().json();
  } catch (error) {
    throw new ModelFailure(
      "corrupt",
      "What the model's folder says of itself can't be read. Look at the address in its record.",
      ["choose-model"],
      { cause: error },
    );
  }
}
