import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from "idb";
import type { Manifest } from "./storage";
import type { Checkpoint, WorkspaceEntry } from "./workspace";

export interface ProjectRecord {
  readonly id: string;
  readonly name: string;
  /** The template it was made from, if any. */
  readonly template?: string;
  readonly created: number;
  readonly opened: number;
  /** Whose work it is when it came from someone else; such a project opens restricted until it is trusted. */
  readonly origin?: string;
  readonly trusted: boolean;
}

interface ProjectsSchema extends DBSchema {
  projects: { key: string; value: ProjectRecord };
  entries: { key: [string, string]; value: WorkspaceEntry & { readonly project: string } };
  contents: { key: [string, string]; value: { readonly project: string; readonly hash: string; bytes: Uint8Array } };
  checkpoints: { key: [string, string]; value: Checkpoint & { readonly project: string } };
  manifests: { key: [string, string]; value: { readonly project: string; readonly id: string; manifest: Manifest } };
}

export type ProjectsDatabase = IDBPDatabase<ProjectsSchema>;

/** Everything of one project in a store whose key starts with the project's id. */
export const ofProject = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

export function openProjectsDatabase(name = "tabsmith-projects"): Promise<ProjectsDatabase> {
  return openDB<ProjectsSchema>(name, 2, {
    async upgrade(database, before, _now, transaction) {
      if (before < 1) {
        database.createObjectStore("projects", { keyPath: "id" });
        database.createObjectStore("entries", { keyPath: ["project", "path"] });
        database.createObjectStore("contents", { keyPath: ["project", "hash"] });
        database.createObjectStore("checkpoints", { keyPath: ["project", "id"] });
      }
      database.createObjectStore("manifests", { keyPath: ["project", "id"] });
      await moveManifests(transaction);
    },
    /** A later version in another tab isn't kept waiting. */
    blocking(_now, _wanted, { target }) {
      if (target instanceof IDBDatabase) target.close();
    },
  });
}

type Upgrade = IDBPTransaction<ProjectsSchema, StoreNames<ProjectsSchema>[], "versionchange">;

/** The first version kept a checkpoint and its manifest in one record, so that listing checkpoints read all of them. */
async function moveManifests(transaction: Upgrade): Promise<void> {
  const manifests = transaction.objectStore("manifests");
  let cursor = await transaction.objectStore("checkpoints").openCursor();
  while (cursor) {
    const { manifest, ...checkpoint } = cursor.value as typeof cursor.value & { readonly manifest?: Manifest };
    if (manifest) {
      await manifests.put({ project: checkpoint.project, id: checkpoint.id, manifest });
      await cursor.update(checkpoint);
    }
    cursor = await cursor.continue();
  }
}
