import { createStore, type ReadableStore, type Store } from "@/lib/base";
import type { ModelEntry } from "./model-entry";
import { parseEntries } from "./parse-entry";
import { presets } from "./presets.data";

/** All models that can be chosen: the app's own, with the user's changes and additions over them. */
export interface ModelCatalogue {
  readonly entries: ReadableStore<readonly ModelEntry[]>;
  readonly find: (id: string) => ModelEntry | undefined;
  /** Adds an entry or puts it in the place of the one with its id. */
  readonly put: (...entries: readonly ModelEntry[]) => void;
  /** Takes away what the user added; a preset that was changed is itself again. */
  readonly remove: (id: string) => void;
  readonly isOwn: (id: string) => boolean;
  /** Answers how many entries came in. */
  readonly importJson: (json: string) => number;
  /** The user's entries. */
  readonly exportJson: () => string;
}

/** `own` holds the user's entries and may outlive the tab. */
export function createModelCatalogue(
  own: Store<readonly ModelEntry[]> = createStore<readonly ModelEntry[]>([]),
): ModelCatalogue {
  const entries = createStore(merge(own.get()));
  own.subscribe(() => {
    entries.set(merge(own.get()));
  });
  const put = (...added: readonly ModelEntry[]) => {
    const ids = new Set(added.map(({ id }) => id));
    own.set((now) => [...now.filter(({ id }) => !ids.has(id)), ...added]);
  };
  return {
    entries,
    find: (id) => entries.get().find((entry) => entry.id === id),
    put,
    remove: (id) => {
      own.set((now) => now.filter((entry) => entry.id !== id));
    },
    isOwn: (id) => own.get().some((entry) => entry.id === id),
    importJson(json) {
      const added = parseEntries(json);
      put(...added);
      return added.length;
    },
    exportJson: () => JSON.stringify({ models: own.get() }, null, 2),
  };
}

function merge(own: readonly ModelEntry[]): readonly ModelEntry[] {
  const changed = new Map(own.map((entry) => [entry.id, entry]));
  const offered = presets.map((preset) => changed.get(preset.id) ?? preset);
  return [...offered, ...own.filter(({ id }) => !presets.some((preset) => preset.id === id))];
}
