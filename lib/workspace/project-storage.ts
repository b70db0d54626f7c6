import type { ProjectsDatabase } from "./database";
import { guardedStorage } from "./guarded-storage";
import { createIndexedStorage } from "./indexed-storage";
import type { ProjectStorage } from "./storage";

/** Where one project is kept. `mayWrite` rejects with the reason why nothing is written now; it is asked before each write. */
export function projectStorage(database: ProjectsDatabase, id: string, mayWrite?: () => Promise<void>): ProjectStorage {
  const stored = createIndexedStorage(database, id);
  return mayWrite ? guardedStorage(stored, mayWrite) : stored;
}
