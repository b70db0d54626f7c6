import { basename, createStore, type Disposable, type ReadableStore } from "@/lib/base";
import type { Checkpoint, Workspace } from "@/lib/workspace";
import { exists } from "./exists";
import { createRemembered, type KeyValueMemory } from "./remembered";
import { ToldFailure } from "./told-failure";

/** A file or folder that someone deleted. Its content is in the checkpoint that was made before. */
export interface TrashEntry {
  readonly path: string;
  readonly at: number;
  readonly checkpoint: string;
}

/** What was deleted in the tree, newest first, for as long as history has it. What history leaves out never comes here. */
export interface Trash extends Disposable {
  readonly entries: ReadableStore<readonly TrashEntry[]>;
  readonly add: (paths: readonly string[], checkpoint: Checkpoint) => void;
  /** For a deletion that was taken back. */
  readonly forget: (paths: readonly string[], checkpoint: Checkpoint) => void;
  /** Refuses to replace what is there (`EEXIST`). */
  readonly putBack: (entry: TrashEntry) => Promise<void>;
  /** Empties the list, not history. Answers what lays all of it back into the list. */
  readonly empty: () => () => void;
}

const most = 200;

export function createTrash(project: string, workspace: Workspace, memory?: KeyValueMemory): Trash {
  const kept = createRemembered({ key: `tabsmith.trash.${project}`, initial: [], parse: parseTrash, memory });
  const { checkpoints } = workspace.history;
  const entries = createStore<readonly TrashEntry[]>([]);
  const refresh = () => {
    const known = new Set(checkpoints.get().map(({ id }) => id));
    entries.set(kept.get().filter(({ checkpoint }) => known.has(checkpoint)));
  };
  const stops = [kept.subscribe(refresh), checkpoints.subscribe(refresh)];
  refresh();
  const without = (paths: readonly string[], id: string) => {
    kept.set((now) => now.filter(({ path, checkpoint }) => checkpoint !== id || !paths.includes(path)));
  };
  return {
    entries,
    add(paths, { id, at }) {
      const added = paths.map((path): TrashEntry => ({ path, at, checkpoint: id }));
      kept.set((now) => [...added, ...now].slice(0, most));
    },
    forget: (paths, { id }) => {
      without(paths, id);
    },
    async putBack({ path, checkpoint }) {
      if (await exists(workspace, path))
        throw new ToldFailure("EEXIST", ({ takenThere }) => takenThere(basename(path)));
      await workspace.history.restore(checkpoint, [path]);
      without([path], checkpoint);
    },
    empty() {
      const before = kept.get();
      kept.set([]);
      return () => {
        kept.set((now) => [...now, ...before].slice(0, most));
      };
    },
    dispose() {
      for (const stop of stops) stop();
    },
  };
}

function parseTrash(raw: unknown): readonly TrashEntry[] {
  return Array.isArray(raw) ? raw.filter(isEntry) : [];
}

function isEntry(raw: unknown): raw is TrashEntry {
  if (typeof raw !== "object" || raw === null) return false;
  const { path, at, checkpoint } = raw as Readonly<Record<string, unknown>>;
  return typeof path === "string" && typeof at === "number" && typeof checkpoint === "string";
}
