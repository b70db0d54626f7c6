import { runsWhere, type ModelEntry } from "../catalogue/model-entry";
import { judge } from "./judge";
import type { Machine } from "./machine";

export interface Situation {
  readonly machine: Machine;
  /** For whom there are keys. */
  readonly keys: readonly string[];
  /** Base URLs of own servers, with the models that were found on them. */
  readonly servers: readonly { readonly baseUrl: string; readonly models: readonly string[] }[];
}

export interface Recommendation {
  readonly id: string;
  /** In words, with what speaks for it. */
  readonly reason: string;
}

/** The model to begin with, of those that are there. */
export function recommend(entries: readonly ModelEntry[], situation: Situation): Recommendation {
  return (
    byKey(entries, situation) ??
    byServer(entries, situation) ??
    byGpu(entries, situation) ?? {
      id: entries.find(({ source }) => source.type === "tour")?.id ?? "",
      reason: `The guided tour: there is no key and no server, and ${whyNoGpu(situation.machine)} It shows everything without any of them.`,
    }
  );
}

function byKey(entries: readonly ModelEntry[], { keys, machine }: Situation): Recommendation | undefined {
  if (!machine.online) return undefined;
  const entry = entries.find(({ source }) => source.type === "cloud" && keys.includes(source.provider));
  return (
    entry && { id: entry.id, reason: `${entry.name}: you have a key for it, and a large model does long tasks best.` }
  );
}

function byServer(entries: readonly ModelEntry[], { servers }: Situation): Recommendation | undefined {
  for (const entry of entries) {
    const { source } = entry;
    if (source.type !== "server") continue;
    const server = servers.find(({ baseUrl, models }) => baseUrl === source.baseUrl && models.includes(source.model));
    if (server)
      return {
        id: entry.id,
        reason: `${entry.name}: it runs on a server of your own, so it costs nothing and no company sees your work.`,
      };
  }
  return undefined;
}

/** The largest that fits without a doubt: more parameters, fewer mistakes. */
function byGpu(entries: readonly ModelEntry[], { machine }: Situation): Recommendation | undefined {
  const [entry] = entries
    .filter(
      (candidate) =>
        candidate.source.type === "web-llm" && !candidate.vision && judge(candidate, machine).type === "fits",
    )
    .toSorted((left, right) => (right.memory ?? 0) - (left.memory ?? 0));
  if (!entry || machine.gpu.type === "none" || runsWhere(entry) !== "here") return undefined;
  const size = ((entry.download ?? 0) / 1e9).toFixed(1);
  return {
    id: entry.id,
    reason: `${entry.name}: it runs on your GPU (${machine.gpu.name}), costs nothing and works offline after a download of ${size} GB.`,
  };
}

const whyNoGpu = ({ gpu }: Machine): string =>
  gpu.type === "none" ? `${gpu.why.charAt(0).toLowerCase()}${gpu.why.slice(1)}` : "no model fits this GPU.";
