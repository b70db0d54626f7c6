import type { AgentModel, ProviderModel } from "@/lib/agent";
import { Failure } from "@/lib/base";
import { runsWhere, type CloudProviderId, type ModelEntry } from "@/lib/models";
import type { ModelDesk } from "./model-desk";

/**
 * The catalogue as the agent takes it. A model is opened, and downloaded if need be, when it is first asked.
 * While `mayUseKeys` says no, as in a project that isn't trusted, only models that run in this tab answer.
 */
export function createAgentModels(desk: ModelDesk, mayUseKeys: () => boolean): () => readonly AgentModel[] {
  const cached = new WeakMap<ModelEntry, AgentModel>();
  const modelOf = (entry: ModelEntry): AgentModel => {
    const made = cached.get(entry) ?? agentModel(desk, entry, mayUseKeys);
    cached.set(entry, made);
    return made;
  };
  return () => desk.catalogue.entries.get().map(modelOf);
}

function agentModel(desk: ModelDesk, entry: ModelEntry, mayUseKeys: () => boolean): AgentModel {
  return {
    id: entry.id,
    label: entry.name,
    provider: openedWhenAsked(desk, entry, mayUseKeys),
    contextWindow: entry.context,
    sees: entry.vision,
    seesResults: entry.source.type === "cloud" && takesPicturesFromTools.has(entry.source.provider),
    small: entry.source.type !== "tour" && entry.context <= 16_384,
    ...pricesOf(entry),
    ...(entry.source.type === "cloud" && entry.source.provider === "anthropic" && { caching: "anthropic" as const }),
  };
}

/** The interface that all others share lets only a person send pictures. */
const takesPicturesFromTools: ReadonlySet<CloudProviderId> = new Set(["anthropic", "openai", "google"]);

function pricesOf({ price, source }: ModelEntry): Pick<AgentModel, "prices"> {
  if (price)
    return {
      prices: {
        input: price.input,
        output: price.output,
        ...(price.cachedInput !== undefined && { cacheRead: price.cachedInput }),
      },
    };
  return source.type === "cloud" ? {} : { prices: { input: 0, output: 0 } };
}

function openedWhenAsked({ opener }: ModelDesk, entry: ModelEntry, mayUseKeys: () => boolean): ProviderModel {
  const { id } = entry;
  const open = async (signal: AbortSignal | undefined): Promise<ProviderModel> => {
    if (runsWhere(entry) !== "here" && !mayUseKeys())
      throw new Failure(
        "EACCES",
        "This project is someone else's work and isn't trusted, so no key and no server of yours is used for it. Trust it in the bar above, or choose a model that runs in this tab.",
      );
    return (await opener.open(id, signal ? { signal } : {})).provider;
  };
  return {
    specificationVersion: "v4",
    provider: "tabsmith",
    modelId: id,
    supportedUrls: {},
    doStream: async (options) => (await open(options.abortSignal)).doStream(options),
    doGenerate: async (options) => (await open(options.abortSignal)).doGenerate(options),
  };
}
