import type { ModelEntry } from "../catalogue/model-entry";
import type { ModelFiles } from "./model-files";
import { onnxCache, onnxFolder } from "./onnx-files";
import { sizeOf } from "./runtime-file";
import { webLlmCaches, webLlmFolder } from "./web-llm-files";

/** A model of which something is on this computer. */
export interface StoredModel {
  readonly id: string;
  readonly name: string;
  /** Unknown where the browser's cache doesn't tell. */
  readonly bytes: number | undefined;
  readonly complete: boolean;
}

type WebLlmSource = Extract<ModelEntry["source"], { type: "web-llm" }>;

/** What lies in any of the places in which the runtimes keep their files. */
export async function listStoredModels(
  entries: readonly ModelEntry[],
  files: ModelFiles,
): Promise<readonly StoredModel[]> {
  const stored = await Promise.all(entries.map((entry) => lookUp(entry, files)));
  return stored.filter((found) => found !== undefined);
}

async function lookUp(entry: ModelEntry, files: ModelFiles): Promise<StoredModel | undefined> {
  const { id, name, source } = entry;
  switch (source.type) {
    case "gguf": {
      const urls = [source.url, source.visionUrl].filter((url) => url !== undefined);
      const found = (await files.list()).filter(({ url }) => urls.includes(url));
      if (found.length === 0) return undefined;
      const complete = found.length === urls.length && found.every((file) => file.complete);
      return { id, name, bytes: found.reduce((sum, { loaded }) => sum + loaded, 0), complete };
    }
    case "onnx": {
      const pieces = await onnxPieces(source.repository, files);
      if (pieces.kept.length + pieces.parts.length === 0) return undefined;
      const complete = pieces.parts.length === 0 && pieces.kept.some(({ request }) => request.url.endsWith(".onnx"));
      return { id, name, bytes: await bytesOf(pieces), complete };
    }
    case "web-llm": {
      if (!(await caches.has(webLlmCaches.config))) return undefined;
      const pieces = await webLlmPieces(entry, source, files);
      if (pieces.kept.length + pieces.parts.length === 0) return undefined;
      return { id, name, bytes: await bytesOf(pieces), complete: await isWhole(entry, source) };
    }
    default:
      return undefined;
  }
}

/** Frees what a model takes, wherever it lies. */
export async function deleteStoredModel(entry: ModelEntry, files: ModelFiles): Promise<void> {
  const { source } = entry;
  if (source.type === "gguf") {
    await files.remove(source.url);
    if (source.visionUrl !== undefined) await files.remove(source.visionUrl);
  }
  if (source.type === "onnx") await removePieces(await onnxPieces(source.repository, files), files);
  if (source.type === "web-llm") await removePieces(await webLlmPieces(entry, source, files), files);
}

async function isWhole(entry: ModelEntry, source: WebLlmSource): Promise<boolean> {
  const [{ hasModelInCache }, { recordsOf }] = await Promise.all([
    import("@mlc-ai/web-llm"),
    import("./web-llm-records"),
  ]);
  const found = recordsOf(entry, source).map(([model, config]) => hasModelInCache(model, config).catch(() => false));
  return (await Promise.all(found)).includes(true);
}

/** Whatever is here of a model whose runtime keeps its files in caches: whole files there, and parts of one on its way. */
async function piecesOf(beginnings: readonly string[], cacheNames: readonly string[], files: ModelFiles) {
  const isOurs = (url: string) => beginnings.some((beginning) => url.startsWith(beginning));
  const kept: { readonly cache: Cache; readonly request: Request }[] = [];
  for (const name of cacheNames) {
    if (!(await caches.has(name))) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) if (isOurs(request.url)) kept.push({ cache, request });
  }
  const parts = (await files.list()).filter(({ url }) => isOurs(url));
  return { kept, parts };
}

async function bytesOf({ kept, parts }: Awaited<ReturnType<typeof piecesOf>>): Promise<number | undefined> {
  let bytes = parts.reduce((sum, { loaded }) => sum + loaded, 0);
  for (const { cache, request } of kept) {
    const file = await cache.match(request);
    if (file) bytes += sizeOf(file);
  }
  return bytes > 0 ? bytes : undefined;
}

async function removePieces({ kept, parts }: Awaited<ReturnType<typeof piecesOf>>, files: ModelFiles): Promise<void> {
  for (const { cache, request } of kept) await cache.delete(request);
  for (const { url } of parts) await files.remove(url);
}

const webLlmPieces = async (entry: ModelEntry, source: WebLlmSource, files: ModelFiles) => {
  const { recordsOf } = await import("./web-llm-records");
  const records = recordsOf(entry, source).flatMap(([id, { model_list: list }]) =>
    list.filter(({ model_id: other }) => other === id),
  );
  const beginnings = records.flatMap(({ model, model_lib: library }) => [webLlmFolder(model), library]);
  return piecesOf(beginnings, Object.values(webLlmCaches), files);
};

const onnxPieces = (repository: string, files: ModelFiles) => piecesOf([onnxFolder(repository)], [onnxCache], files);
