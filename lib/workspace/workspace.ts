import type { Disposable, ReadableStore } from "@/lib/base";

export interface WorkspaceEntry {
  /** Relative to the project, with `/`, without a leading one. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink";
  readonly size: number;
  readonly mode: number;
  readonly modified: number;
}

export interface WorkspaceChange {
  readonly type: "created" | "changed" | "removed";
  readonly path: string;
  /** Who did it: the editor, the agent's tools, a program in the sandbox, or a restore. */
  readonly by: "editor" | "agent" | "program" | "restore";
}

export interface Checkpoint {
  readonly id: string;
  readonly at: number;
  readonly label: string;
  readonly automatic: boolean;
}

export interface FileDifference {
  readonly path: string;
  readonly type: "added" | "changed" | "removed";
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
}

/** Content-addressed snapshots of the project. Restoring makes a checkpoint first, so it can be undone. */
export interface History {
  readonly checkpoints: ReadableStore<readonly Checkpoint[]>;
  checkpoint: (label: string, options?: { readonly automatic?: boolean }) => Promise<Checkpoint>;
  /** Without `to`: against the files as they are now. */
  diff: (from: string, to?: string) => Promise<readonly FileDifference[]>;
  /** All files, or only those named. Answers the checkpoint that undoes it. */
  restore: (id: string, paths?: readonly string[]) => Promise<Checkpoint>;
}

export type Author = WorkspaceChange["by"];

/** The project as the app's own truth. Paths are relative to it; an error carries a POSIX `code`. */
export interface Workspace {
  readonly id: string;
  readonly history: History;
  readText: (path: string) => Promise<string>;
  readBytes: (path: string) => Promise<Uint8Array>;
  /** Makes missing folders. Resolves when it is saved. */
  writeText: (path: string, text: string, by?: Author) => Promise<void>;
  writeBytes: (path: string, bytes: Uint8Array, by?: Author) => Promise<void>;
  stat: (path: string) => Promise<WorkspaceEntry>;
  list: (path: string) => Promise<readonly WorkspaceEntry[]>;
  /** Every file, folders left out, what the ignore rules name left out unless asked for. */
  walk: (options?: { readonly under?: string; readonly ignored?: boolean }) => AsyncIterable<WorkspaceEntry>;
  mkdir: (path: string, by?: Author) => Promise<void>;
  rename: (from: string, to: string, by?: Author) => Promise<void>;
  remove: (path: string, by?: Author) => Promise<void>;
  onChange: (listener: (changes: readonly WorkspaceChange[]) => void) => Disposable;
  dispose: () => Promise<void>;
}
