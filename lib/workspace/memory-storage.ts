import type { ProjectStorage, StoredCheckpoint } from "./storage";
import type { WorkspaceEntry } from "./workspace";

/** Keeps a project for as long as the page lives: for tests, and where the browser gives no storage at all. */
export function createMemoryStorage(): ProjectStorage {
  const entries = new Map<string, WorkspaceEntry>();
  const contents = new Map<string, Uint8Array>();
  const checkpoints = new Map<string, StoredCheckpoint>();
  const keep = (more: ReadonlyMap<string, Uint8Array>) => {
    for (const [hash, bytes] of more) contents.set(hash, bytes.slice());
  };
  return {
    entries: async () => [...entries.values()],
    content: async (hash) => contents.get(hash)?.slice(),
    async save(batch) {
      keep(batch.contents);
      for (const path of batch.remove) entries.delete(path);
      for (const entry of batch.put) entries.set(entry.path, entry);
    },
    checkpoints: async () => [...checkpoints.values()],
    async addCheckpoint(checkpoint, more = new Map()) {
      keep(more);
      checkpoints.set(checkpoint.id, checkpoint);
    },
    async removeCheckpoints(ids) {
      for (const id of ids) checkpoints.delete(id);
    },
    close: async () => undefined,
  };
}
