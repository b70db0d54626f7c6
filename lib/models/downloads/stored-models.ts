import type { AppConfig } from "@mlc-ai/web-llm";
import type { ModelEntry } from "../catalogue/model-entry";
import { given } from "../given";
import type { ModelFiles } from "./model-files";

/** A model of which something is on this computer. */
export interface StoredModel {
  readonly id: string;
  readonly name: string;
  /** Unknown where the browser's cache doesn't tell. */
  readonly bytes: number | undefined;
  readonly complete: boolean;
}

const onnxCache = "transformers-cache";

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
      const keys = await onnxKeys(source.repository);
      return keys.length > 0 ? { id, name, bytes: undefined, complete: true } : undefined;
    }
    case "web-llm": {
      if (!(await caches.has("webllm/model"))) return undefined;
      const { hasModelInCache } = await import("@mlc-ai/web-llm");
      for (const [model, config] of await recordsOf(entry, source)) {
        if (await hasModelInCache(model, config).catch(() => false))
          return { id, name, bytes: entry.download, complete: true };
      }
      return undefined;
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
  if (source.type === "onnx") {
    const cache = await caches.open(onnxCache);
    for (const request of await onnxKeys(source.repository)) await cache.delete(request);
  }
  if (source.type === "web-llm") {
    const { deleteModelAllInfoInCache, hasModelInCache } = await import("@mlc-ai/web-llm");
    for (const [model, config] of await recordsOf(entry, source)) {
      if (await hasModelInCache(model, config).catch(() => false)) await deleteModelAllInfoInCache(model, config);
    }
  }
}

/** The versions of a model, each with the list that knows it: an own record stands in no other. */
async function recordsOf(
  { context }: ModelEntry,
  { model, withoutF16, record }: Extract<ModelEntry["source"], { type: "web-llm" }>,
): Promise<readonly (readonly [string, AppConfig])[]> {
  const [{ prebuiltAppConfig }, { withRecord }] = await Promise.all([
    import("@mlc-ai/web-llm"),
    import("../engines/web-llm-engine"),
  ]);
  return [model, withoutF16].flatMap((id) =>
    id === undefined ? [] : [[id, withRecord(prebuiltAppConfig, { model: id, context, ...given("record", record) })]],
  );
}

async function onnxKeys(repository: string): Promise<readonly Request[]> {
  if (!(await caches.has(onnxCache))) return [];
  return (await (await caches.open(onnxCache)).keys()).filter(({ url }) => url.includes(`/${repository}/`));
}
