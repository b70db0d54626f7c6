import type { AgentModel, ProviderModel } from "@/lib/agent";
import type { ModelEntry } from "@/lib/models";
import type { ModelDesk } from "./model-desk";

/** The catalogue as the agent takes it. A model is opened, and downloaded if need be, when it is first asked. */
export function agentModels(desk: ModelDesk): readonly AgentModel[] {
  return desk.catalogue.entries.get().map((entry) => agentModel(desk, entry));
}

const cached = new WeakMap<ModelEntry, AgentModel>();

function agentModel(desk: ModelDesk, entry: ModelEntry): AgentModel {
  const known = cached.get(entry);
  if (known) return known;
  const made: AgentModel = {
    id: entry.id,
    label: entry.name,
    provider: openedWhenAsked(desk, entry.id),
    contextWindow: entry.context,
    sees: entry.vision,
    small: entry.source.type !== "tour" && entry.context <= 16_384,
    ...pricesOf(entry),
    ...(entry.source.type === "cloud" && entry.source.provider === "anthropic" && { caching: "anthropic" as const }),
  };
  cached.set(entry, made);
  return made;
}

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

function openedWhenAsked({ opener }: ModelDesk, id: string): ProviderModel {
  const open = async (signal: AbortSignal | undefined): Promise<ProviderModel> =>
    (await opener.open(id, signal ? { signal } : {})).provider;
  return {
    specificationVersion: "v4",
    provider: "tabsmith",
    modelId: id,
    supportedUrls: {},
    doStream: async (options) => (await open(options.abortSignal)).doStream(options),
    doGenerate: async (options) => (await open(options.abortSignal)).doGenerate(options),
  };
}
