import type { LanguageModelV4 } from "@ai-sdk/provider";
import { createStore, type ReadableStore } from "@/lib/base";
import { abortable } from "./abortable";
import type { ModelCatalogue } from "./catalogue/catalogue";
import { runsWhere, type ModelEntry } from "./catalogue/model-entry";
import type { ChatEngine, LoadOptions, LoadProgress } from "./chat-engine";
import { openCloud, openCompatible } from "./cloud/open-cloud";
import { cloudProvider } from "./cloud/providers.data";
import type { ModelFiles } from "./downloads/model-files";
import type { EngineOpener } from "./engines/open-engine";
import { given } from "./given";
import type { KeyStore } from "./keys/key-store";
import { createLanguageModel } from "./language-model";
import { forgottenWhenBroken } from "./forgotten-when-broken";
import { ModelFailure } from "./model-failure";

/** A model that is ready to answer, with what an agent has to know of it. */
export interface OpenedModel {
  readonly id: string;
  readonly label: string;
  readonly provider: LanguageModelV4;
  /** Tokens that prompt and answer share. */
  readonly contextWindow: number;
  readonly prices?: { readonly input: number; readonly output: number; readonly cacheRead?: number };
  readonly sees: boolean;
  /** Few parameters: few tools, one call a step, short outputs. */
  readonly small?: boolean;
  readonly caching?: "anthropic";
}

/** What is in the tab's memory, or on its way there. */
export type ResidentModel =
  | { readonly type: "loading"; readonly id: string; readonly progress: LoadProgress }
  | { readonly type: "ready"; readonly id: string };

export interface ModelOpener {
  /** Loads a model that runs in the tab; one elsewhere is only addressed. Failures are `ModelFailure`s with ways on. */
  readonly open: (id: string, options?: LoadOptions) => Promise<OpenedModel>;
  readonly resident: ReadableStore<ResidentModel | undefined>;
  /** Frees the memory of the model that is in the tab. */
  readonly release: () => Promise<void>;
}

export interface ModelOpenerOptions {
  readonly catalogue: ModelCatalogue;
  readonly keys: KeyStore;
  readonly files: ModelFiles;
  /** Where the runtimes' files are served; `/vendor/models` by default. */
  readonly assetsUrl?: string;
  /** Milliseconds for a piece of the tour, so that one can watch it. */
  readonly tourPace?: number;
  readonly openEngine?: EngineOpener;
}

interface Loaded {
  readonly id: string;
  readonly source: ModelEntry["source"];
  readonly engine: ChatEngine;
}

export function createModelOpener(options: ModelOpenerOptions): ModelOpener {
  const { catalogue, keys, files, assetsUrl = "/vendor/models", tourPace = 14 } = options;
  const resident = createStore<ResidentModel | undefined>(undefined);
  let loaded: Loaded | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const release = async () => {
    const engine = loaded?.engine;
    loaded = undefined;
    resident.set(undefined);
    await engine?.dispose();
  };

  /** One model at a time: two would fight for the same memory. */
  const load = async (entry: ModelEntry, { onProgress, signal }: LoadOptions): Promise<ChatEngine> => {
    if (loaded?.id === entry.id && loaded.source === entry.source) return loaded.engine;
    await release();
    const report = (progress: LoadProgress) => {
      resident.set({ type: "loading", id: entry.id, progress });
      onProgress?.(progress);
    };
    try {
      report({ phase: "download", loaded: 0, total: entry.download ?? 0 });
      const openEngine = options.openEngine ?? (await import("./engines/open-engine")).openEngine;
      const around = { files, assetsUrl, tourPace };
      const opened = await openEngine(entry, around, { onProgress: report, ...given("signal", signal) });
      const engine = forgottenWhenBroken(opened, () => (loaded?.engine === engine ? release() : undefined));
      loaded = { id: entry.id, source: entry.source, engine };
      resident.set({ type: "ready", id: entry.id });
      return engine;
    } catch (error) {
      resident.set(undefined);
      throw error;
    }
  };

  const providerOf = async (entry: ModelEntry, loading: LoadOptions): Promise<LanguageModelV4> => {
    const { source } = entry;
    if (source.type === "cloud") return openCloud(source, { key: await keys.get(keyName(source)) });
    if (source.type === "server") {
      const key = await keys.get(source.baseUrl);
      return openCompatible({ name: "own-server", baseURL: source.baseUrl, ...given("apiKey", key) }, source.model);
    }
    const turn = queue.then(() => load(entry, loading));
    queue = turn.catch(() => undefined);
    const engine = await abortable(turn, loading.signal);
    return createLanguageModel(engine, source.type === "tour" ? { small: false } : {});
  };

  return {
    resident,
    release,
    async open(id, loading = {}) {
      const entry = catalogue.find(id);
      if (!entry)
        throw new ModelFailure("model", `There is no model ${id} in the catalogue any more. Choose another one.`, [
          "choose-model",
          "use-tour",
        ]);
      return describe(entry, await providerOf(entry, loading));
    },
  };
}

/** An entry may come from anyone: what names an address of its own gets the key for that address, never the provider's. */
function keyName({ provider, baseUrl }: Extract<ModelEntry["source"], { type: "cloud" }>): string {
  const own = cloudProvider(provider)?.baseUrl;
  if (baseUrl === undefined || (own !== undefined && originOf(baseUrl) === originOf(own))) return provider;
  return baseUrl;
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : url);

function describe(entry: ModelEntry, provider: LanguageModelV4): OpenedModel {
  const { price, source } = entry;
  const prices = price && { input: price.input, output: price.output, ...given("cacheRead", price.cachedInput) };
  const free = runsWhere(entry) === "cloud" ? undefined : { input: 0, output: 0 };
  return {
    id: entry.id,
    label: entry.name,
    provider,
    contextWindow: entry.context,
    sees: entry.vision,
    small: entry.context <= 16_384,
    ...given("prices", prices ?? free),
    ...(source.type === "cloud" && source.provider === "anthropic" ? { caching: "anthropic" } : {}),
  };
}
