import { createStore, messageOf, type ReadableStore } from "@/lib/base";
import type { ModelEntry } from "../catalogue/model-entry";
import { isAbort } from "../engines/wllama-failure";
import { detectMachine } from "../machine/detect-machine";
import { fetchAhead, type Ahead } from "./fetch-ahead";
import type { ModelFiles } from "./model-files";
import { deleteStoredModel, listStoredModels, type StoredModel } from "./stored-models";

export type DownloadState =
  | { readonly type: "running"; readonly loaded: number; readonly total: number }
  | { readonly type: "paused" }
  | { readonly type: "failed"; readonly says: string };

/** Downloads of models, and what has been downloaded. */
export interface Downloads {
  /** By the entry's id; one that is done is in `stored` alone. */
  readonly states: ReadableStore<ReadonlyMap<string, DownloadState>>;
  readonly stored: ReadableStore<readonly StoredModel[]>;
  /** Bytes that the browser still lends this page, where it says so. */
  readonly free: ReadableStore<number | undefined>;
  /** For a model that `comesAhead`. */
  readonly start: (entry: ModelEntry) => Promise<void>;
  readonly pause: (id: string) => void;
  readonly remove: (entry: ModelEntry) => Promise<void>;
  readonly refresh: (entries: readonly ModelEntry[]) => Promise<void>;
}

async function freeBytes(): Promise<number | undefined> {
  const { quota, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return quota === undefined ? undefined : Math.max(0, quota - usage);
}

async function hasF16(): Promise<boolean> {
  const { gpu } = await detectMachine();
  return gpu.type === "gpu" && gpu.f16;
}

export function createDownloads(files: ModelFiles, ahead: Partial<Ahead> = {}): Downloads {
  const states = createStore<ReadonlyMap<string, DownloadState>>(new Map());
  const stored = createStore<readonly StoredModel[]>([]);
  const free = createStore<number | undefined>(undefined);
  const running = new Map<string, AbortController>();
  let known: readonly ModelEntry[] = [];
  const note = (id: string, state: DownloadState | undefined) => {
    const next = new Map(states.get());
    if (state) next.set(id, state);
    else next.delete(id);
    states.set(next);
  };
  const refresh = async (entries: readonly ModelEntry[]) => {
    known = entries;
    const [found, room] = await Promise.all([listStoredModels(entries, files), freeBytes()]);
    stored.set(found);
    free.set(room);
  };
  const fetchAll = (entry: ModelEntry, signal: AbortSignal) => {
    const onProgress = (loaded: number, total: number) => {
      note(entry.id, { type: "running", loaded, total });
    };
    return fetchAhead(entry, { files, hasF16, ...ahead }, { signal, onProgress });
  };
  return {
    states,
    stored,
    free,
    refresh,
    async start(entry) {
      if (running.has(entry.id)) return;
      const abort = new AbortController();
      running.set(entry.id, abort);
      note(entry.id, { type: "running", loaded: 0, total: entry.download ?? 0 });
      try {
        await navigator.storage?.persist?.();
        await fetchAll(entry, abort.signal);
        note(entry.id, undefined);
      } catch (error) {
        note(entry.id, isAbort(error) ? { type: "paused" } : { type: "failed", says: messageOf(error) });
      } finally {
        running.delete(entry.id);
        await refresh(known);
      }
    },
    pause(id) {
      running.get(id)?.abort();
    },
    async remove(entry) {
      running.get(entry.id)?.abort();
      await deleteStoredModel(entry, files);
      note(entry.id, undefined);
      await refresh(known);
    },
  };
}
