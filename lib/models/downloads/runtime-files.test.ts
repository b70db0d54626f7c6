import { expect, test } from "vitest";
import { onnxFiles } from "./onnx-files";
import type { RuntimeFile } from "./runtime-file";
import { webLlmFiles, webLlmFolder } from "./web-llm-files";

const folder = "https://models.test/own/resolve/main/";
const library = "https://models.test/own.wasm";

/** Answers what a model's folder says of itself. */
function folderOf(config: unknown, list: unknown) {
  const asked: string[] = [];
  const read = ({ url }: RuntimeFile) => {
    asked.push(url);
    return Promise.resolve(new Response(JSON.stringify(url.endsWith("tensor-cache.json") ? list : config)));
  };
  return { asked, read };
}

test.each([
  ["https://models.test/own", folder],
  ["https://models.test/own/", folder],
  ["https://models.test/own/resolve/v2/", "https://models.test/own/resolve/v2/"],
])("the folder of %s is %s, as the runtime has it", (model, expected) => {
  expect(webLlmFolder(model)).toBe(expected);
});

test("all files of a WebGPU model are named by the two that are read first, and only its weights come in parts", async () => {
  const { asked, read } = folderOf(
    { tokenizer_files: ["tokenizer.model", "tokenizer.json"] },
    { records: [{ dataPath: "params_shard_0.bin", nbytes: 100 }, { dataPath: "params_shard_1.bin" }] },
  );
  const files = await webLlmFiles({ model: "https://models.test/own", library }, read);
  expect(asked).toEqual([`${folder}mlc-chat-config.json`, `${folder}tensor-cache.json`]);
  expect(files).toEqual([
    { url: `${folder}mlc-chat-config.json`, cache: "webllm/config" },
    { url: `${folder}tensor-cache.json`, cache: "webllm/model" },
    { url: library, cache: "webllm/wasm" },
    { url: `${folder}tokenizer.json`, cache: "webllm/model" },
    { url: `${folder}params_shard_0.bin`, cache: "webllm/model", inParts: true, bytes: 100 },
    { url: `${folder}params_shard_1.bin`, cache: "webllm/model", inParts: true },
  ]);
});

test("a folder whose list is no JSON is said to be damaged", async () => {
  const read = () => Promise.resolve(new Response("<p>Sign in"));
  await expect(webLlmFiles({ model: "https://models.test/own", library }, read)).rejects.toMatchObject({
    code: "corrupt",
  });
});

test("the model itself comes after all that it needs", () => {
  const names = [
    "config.json",
    "generation_config.json",
    "onnx/model_q4.onnx",
    "onnx/model_q4.onnx_data",
    "tokenizer.json",
    "config.json",
  ];
  expect(onnxFiles("a/b", names)).toEqual(
    ["config.json", "generation_config.json", "tokenizer.json", "onnx/model_q4.onnx_data", "onnx/model_q4.onnx"].map(
      (name) => ({
        url: `https://huggingface.co/a/b/resolve/main/${name}`,
        cache: "transformers-cache",
        ...(name.includes(".onnx") && { inParts: true }),
        ...(name === "generation_config.json" && { optional: true }),
      }),
    ),
  );
});
