import type { ProjectStorage } from "./storage";

/** Reads as the storage does; writes only when `mayWrite` doesn't reject. */
export function guardedStorage(storage: ProjectStorage, mayWrite: () => Promise<void>): ProjectStorage {
  return {
    ...storage,
    async save(batch) {
      await mayWrite();
      await storage.save(batch);
    },
    async addCheckpoint(checkpoint, manifest) {
      await mayWrite();
      await storage.addCheckpoint(checkpoint, manifest);
    },
    async removeCheckpoints(ids) {
      await mayWrite();
      await storage.removeCheckpoints(ids);
    },
    async sweep() {
      await mayWrite();
      return storage.sweep();
    },
  };
}
