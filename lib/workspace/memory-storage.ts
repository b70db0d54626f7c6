import type { Manifest, ProjectStorage } from "./storage";
import type { Checkpoint, WorkspaceEntry } from "./workspace";

/** Keeps a project for as long as the page lives: for tests, and where the browser gives no storage at all. */
export function createMemoryStorage(): ProjectStorage {
  const entries = new Map<string, WorkspaceEntry>();
  const contents = new Map<string, Uint8Array>();
  const checkpoints = new Map<string, Checkpoint>();
  const manifests = new Map<string, Manifest>();
  return {
    entries: async () => [...entries.values()],
    content: async (hash) => contents.get(hash)?.slice(),
    async save(batch) {
      for (const [hash, bytes] of batch.contents) contents.set(hash, bytes.slice());
      for (const path of batch.remove) entries.delete(path);
      for (const entry of batch.put) entries.set(entry.path, entry);
    },
    checkpoints: async () => [...checkpoints.values()],
    manifest: async (id) => manifests.get(id),
    async addCheckpoint(checkpoint, manifest) {
      checkpoints.set(checkpoint.id, checkpoint);
      manifests.set(checkpoint.id, manifest);
    },
    async removeCheckpoints(ids) {
      for (const id of ids) {
        checkpoints.delete(id);
        manifests.delete(id);
      }
    },
    async sweep() {
      const used = new Set<string | undefined>([...entries.values()].map(({ hash }) => hash));
      for (const manifest of manifests.values()) for (const { hash } of manifest) used.add(hash);
      const unused = [...contents.keys()].filter((hash) => !used.has(hash));
      for (const hash of unused) contents.delete(hash);
      return unused.length;
    },
    close: async () => undefined,
  };
}
