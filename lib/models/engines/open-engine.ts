import type { ModelEntry } from "../catalogue/model-entry";
import type { ChatEngine, LoadOptions } from "../chat-engine";
import { fetchAhead } from "../downloads/fetch-ahead";
import type { ModelFiles } from "../downloads/model-files";
import { given } from "../given";
import { ModelFailure } from "../model-failure";
import { pacedEngine } from "./paced-engine";

export interface EngineSurroundings {
  readonly files: ModelFiles;
  readonly assetsUrl: string;
  readonly tourPace: number;
}

export type EngineOpener = (
  entry: ModelEntry,
  surroundings: EngineSurroundings,
  loading: LoadOptions,
) => Promise<ChatEngine>;

/** Brings a model into the tab. Each runtime is loaded when its first model is. */
export const openEngine: EngineOpener = async (entry, surroundings, loading) => {
  switch (entry.source.type) {
    case "tour":
      return openTour(entry, entry.source, surroundings, loading);
    case "gguf":
      return openGguf(entry, entry.source, surroundings, loading);
    case "web-llm":
      return openGpu(entry, entry.source, surroundings, loading);
    case "onnx":
      return openOnnxModel(entry, entry.source, surroundings, loading);
    default:
      throw new ModelFailure("unsupported", `${entry.name} doesn't run in this tab.`, ["choose-model"]);
  }
};

type Source<T extends ModelEntry["source"]["type"]> = Extract<ModelEntry["source"], { type: T }>;

/** The tour reads nothing but how far it is, so this many tokens are plenty for its longest turn. */
const tourWindow = 4096;

async function openTour(
  entry: ModelEntry,
  source: Source<"tour">,
  { assetsUrl, tourPace }: EngineSurroundings,
  loading: LoadOptions,
): Promise<ChatEngine> {
  const weights =
    source.script === undefined
      ? await fetchTour(`${assetsUrl}/tours/${source.tour}.gguf`, loading)
      : await compile(source.script);
  const { openWllama } = await import("./wllama-engine");
  const engine = await openWllama(
    {
      id: entry.id,
      files: [weights],
      wasmUrl: `${assetsUrl}/wllama/wllama.wasm`,
      context: tourWindow,
      calls: "text",
      gpu: false,
    },
    loading,
  );
  return tourPace > 0 ? pacedEngine(engine, tourPace) : engine;
}

async function compile(script: string): Promise<Blob> {
  const { compileTour } = await import("../tour/compile-tour");
  return new Blob([compileTour(script)]);
}

async function fetchTour(url: string, { signal }: LoadOptions): Promise<Blob> {
  const answer = await fetch(url, given("signal", signal));
  if (!answer.ok)
    throw new ModelFailure("network", `The tour could not be loaded (${answer.status}). Reload the page.`, ["retry"]);
  return answer.blob();
}

async function openGguf(
  entry: ModelEntry,
  source: Source<"gguf">,
  { files, assetsUrl }: EngineSurroundings,
  { onProgress, signal }: LoadOptions,
): Promise<ChatEngine> {
  const download = (url: string, sha256?: string) =>
    files.download(url, {
      onProgress: (loaded, total) => onProgress?.({ phase: "download", loaded, total }),
      ...given("sha256", sha256),
      ...given("signal", signal),
    });
  const weights = await download(source.url, source.sha256);
  const vision = source.visionUrl === undefined ? [] : [await download(source.visionUrl)];
  const { openWllama } = await import("./wllama-engine");
  return openWllama(
    {
      id: entry.id,
      files: [weights, ...vision],
      wasmUrl: `${assetsUrl}/wllama/wllama.wasm`,
      context: entry.context,
      calls: entry.calls,
      gpu: false,
    },
    { ...given("onProgress", onProgress), ...given("signal", signal) },
  );
}

/** Brings the files of a model to where its runtime looks for them; what has come stays when the load is given up. */
async function fetchFor(entry: ModelEntry, files: ModelFiles, hasF16: boolean, { onProgress, signal }: LoadOptions) {
  await fetchAhead(
    entry,
    { files, hasF16: () => Promise.resolve(hasF16) },
    {
      onProgress: (loaded, total) => onProgress?.({ phase: "download", loaded, total }),
      ...given("signal", signal),
    },
  );
}

async function openGpu(
  entry: ModelEntry,
  source: Source<"web-llm">,
  { files }: EngineSurroundings,
  loading: LoadOptions,
): Promise<ChatEngine> {
  const { detectMachine } = await import("../machine/detect-machine");
  const { gpu } = await detectMachine();
  if (gpu.type === "none")
    throw new ModelFailure("no-gpu", `${entry.name} needs a GPU. ${gpu.why}`, ["choose-model", "use-cpu", "use-tour"]);
  await fetchFor(entry, files, gpu.f16, loading);
  const { openWebLlm } = await import("./web-llm-engine");
  const options = {
    id: entry.id,
    model: gpu.f16 ? source.model : (source.withoutF16 ?? source.model),
    context: entry.context,
    acceptsImages: entry.vision,
    download: entry.download ?? 0,
    ...given("record", source.record),
  };
  return openWebLlm(options, loading);
}

async function openOnnxModel(
  entry: ModelEntry,
  source: Source<"onnx">,
  { assetsUrl, files }: EngineSurroundings,
  loading: LoadOptions,
): Promise<ChatEngine> {
  await fetchFor(entry, files, false, loading);
  const { openOnnx } = await import("./onnx-engine");
  const options = {
    id: entry.id,
    repository: source.repository,
    precision: source.precision,
    device: "wasm" as const,
    runtimeUrl: `${assetsUrl}/ort/`,
    context: entry.context,
    ...given("baseUrl", source.baseUrl),
  };
  return openOnnx(options, loading);
}
