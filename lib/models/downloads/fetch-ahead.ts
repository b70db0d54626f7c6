import type { ModelEntry, ModelSource } from "../catalogue/model-entry";
import { given } from "../given";
import type { DownloadOptions, ModelFiles } from "./model-files";
import { onnxFiles } from "./onnx-files";
import { keepAll, keepForRuntime } from "./runtime-file";
import { webLlmFiles } from "./web-llm-files";

type Watching = Pick<DownloadOptions, "onProgress" | "signal">;
type Source<T extends ModelSource["type"]> = Extract<ModelSource, { type: T }>;

/** Where to, and what for: `f16` where the GPU has 16-bit floats; the worker lists an ONNX model's files. */
export interface Ahead {
  readonly files: ModelFiles;
  readonly hasF16: () => Promise<boolean>;
  readonly listOnnx?: (source: Source<"onnx">, signal: AbortSignal | undefined) => Promise<readonly string[]>;
}

/** Whether a model's files can be fetched before it is asked, to be there without a network. */
export function comesAhead({ source }: ModelEntry): boolean {
  if (source.type === "onnx") return source.baseUrl === undefined;
  return source.type === "gguf" || source.type === "web-llm";
}

/** Fetches what isn't there yet of a model, into the place where its runtime looks. Aborting pauses; what has come stays. */
export async function fetchAhead(entry: ModelEntry, ahead: Ahead, watching: Watching): Promise<void> {
  const { source } = entry;
  if (source.type === "gguf") await fetchGguf(source, ahead, watching);
  if (source.type === "web-llm") await fetchWebLlm(entry, source, ahead, watching);
  if (source.type === "onnx" && source.baseUrl === undefined) await fetchOnnx(entry, source, ahead, watching);
}

async function fetchGguf({ url, sha256, visionUrl }: Source<"gguf">, { files }: Ahead, watching: Watching) {
  await files.download(url, { ...watching, ...given("sha256", sha256) });
  if (visionUrl !== undefined) await files.download(visionUrl, watching);
}

async function fetchWebLlm(entry: ModelEntry, source: Source<"web-llm">, ahead: Ahead, watching: Watching) {
  const { recordOf } = await import("./web-llm-records");
  const record = recordOf(entry, source, await ahead.hasF16());
  // A model that keeps a list of its own is fetched by its runtime alone.
  if (!record || record.model_manifest !== undefined) return;
  const read = (file: Parameters<typeof keepForRuntime>[0]) =>
    keepForRuntime(file, ahead.files, given("signal", watching.signal));
  const wanted = await webLlmFiles({ model: record.model, library: record.model_lib }, read);
  await keepAll(wanted, ahead.files, entry.download ?? 0, watching);
}

async function fetchOnnx(entry: ModelEntry, source: Source<"onnx">, { files, ...ahead }: Ahead, watching: Watching) {
  const list = ahead.listOnnx ?? (await import("../engines/list-onnx-files")).listOnnxFiles;
  const wanted = onnxFiles(source.repository, await list(source, watching.signal));
  await keepAll(wanted, files, entry.download ?? 0, watching);
}
