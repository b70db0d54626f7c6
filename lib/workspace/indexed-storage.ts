import { Failure } from "@/lib/base";
import { ofProject, type ProjectsDatabase } from "./database";
import type { ProjectStorage } from "./storage";

/** Keeps a project in the app origin's IndexedDB. Every batch is one transaction. */
export function createIndexedStorage(database: ProjectsDatabase, project: string): ProjectStorage {
  return {
    async entries() {
      const records = await database.getAll("entries", ofProject(project));
      return records.map(({ project: _project, ...entry }) => entry);
    },
    content: async (hash) => (await database.get("contents", [project, hash]))?.bytes,
    save: (batch) =>
      withRoom(async () => {
        const transaction = database.transaction(["entries", "contents"], "readwrite");
        const entries = transaction.objectStore("entries");
        const contents = transaction.objectStore("contents");
        const requests: Promise<unknown>[] = [transaction.done];
        for (const [hash, bytes] of batch.contents) requests.push(contents.put({ project, hash, bytes }));
        for (const path of batch.remove) requests.push(entries.delete([project, path]));
        for (const entry of batch.put) requests.push(entries.put({ ...entry, project }));
        await Promise.all(requests);
      }),
    async checkpoints() {
      const records = await database.getAll("checkpoints", ofProject(project));
      return records.map(({ project: _project, ...checkpoint }) => checkpoint);
    },
    manifest: async (id) => (await database.get("manifests", [project, id]))?.manifest,
    addCheckpoint: (checkpoint, manifest) =>
      withRoom(async () => {
        const transaction = database.transaction(["checkpoints", "manifests"], "readwrite");
        await Promise.all([
          transaction.objectStore("checkpoints").put({ ...checkpoint, project }),
          transaction.objectStore("manifests").put({ project, id: checkpoint.id, manifest }),
          transaction.done,
        ]);
      }),
    async removeCheckpoints(ids) {
      const transaction = database.transaction(["checkpoints", "manifests"], "readwrite");
      const stores = (["checkpoints", "manifests"] as const).map((name) => transaction.objectStore(name));
      const keys = ids.map((id): [string, string] => [project, id]);
      await Promise.all([...stores.flatMap((store) => keys.map((key) => store.delete(key))), transaction.done]);
    },
    async sweep() {
      const transaction = database.transaction(["entries", "contents", "manifests"], "readwrite");
      const used = new Set<string>();
      for (const { hash } of await transaction.objectStore("entries").getAll(ofProject(project)))
        if (hash) used.add(hash);
      let cursor = await transaction.objectStore("manifests").openCursor(ofProject(project));
      while (cursor) {
        for (const { hash } of cursor.value.manifest) if (hash) used.add(hash);
        cursor = await cursor.continue();
      }
      const contents = transaction.objectStore("contents");
      const unused = (await contents.getAllKeys(ofProject(project))).filter(([, hash]) => !used.has(hash));
      await Promise.all([...unused.map((key) => contents.delete(key)), transaction.done]);
      return unused.length;
    },
    close: async () => undefined,
  };
}

async function withRoom<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError")
      throw new Failure("ENOSPC", "The browser's storage is full. Delete a project or a downloaded model to go on.", {
        cause: error,
      });
    throw error;
  }
}
