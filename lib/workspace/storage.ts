import type { Checkpoint, WorkspaceEntry } from "./workspace";

/** A file of a checkpoint: what is needed to lay it down again. */
export type ManifestEntry = Pick<WorkspaceEntry, "path" | "type" | "mode" | "hash" | "target" | "size">;

/** All files of a checkpoint. As long as the project is large, so it is read only when it is asked for. */
export type Manifest = readonly ManifestEntry[];

/** What is saved at once: either all of it is there after a crash, or nothing. */
export interface Batch {
  readonly put: readonly WorkspaceEntry[];
  readonly remove: readonly string[];
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

/** Where one project is kept. Contents are named by the hash of their bytes and stored once. */
export interface ProjectStorage {
  entries: () => Promise<readonly WorkspaceEntry[]>;
  content: (hash: string) => Promise<Uint8Array | undefined>;
  /** Resolves when it would survive a crash. Rejects with `ENOSPC` when the browser gives no more room. */
  save: (batch: Batch) => Promise<void>;
  checkpoints: () => Promise<readonly Checkpoint[]>;
  manifest: (checkpoint: string) => Promise<Manifest | undefined>;
  addCheckpoint: (checkpoint: Checkpoint, manifest: Manifest) => Promise<void>;
  removeCheckpoints: (ids: readonly string[]) => Promise<void>;
  /** Forgets contents that no file and no checkpoint names; answers how many. */
  sweep: () => Promise<number>;
  close: () => Promise<void>;
}
