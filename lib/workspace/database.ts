import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { StoredCheckpoint } from "./storage";
import type { WorkspaceEntry } from "./workspace";

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
  checkpoints: { key: [string, string]; value: StoredCheckpoint & { readonly project: string } };
}

export type ProjectsDatabase = IDBPDatabase<ProjectsSchema>;

/** Everything of one project in a store whose key starts with the project's id. */
export const ofProject = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

export function openProjectsDatabase(name = "tabsmith-projects"): Promise<ProjectsDatabase> {
  return openDB<ProjectsSchema>(name, 1, {
    upgrade(database) {
      database.createObjectStore("projects", { keyPath: "id" });
      database.createObjectStore("entries", { keyPath: ["project", "path"] });
      database.createObjectStore("contents", { keyPath: ["project", "hash"] });
      database.createObjectStore("checkpoints", { keyPath: ["project", "id"] });
    },
  });
}
