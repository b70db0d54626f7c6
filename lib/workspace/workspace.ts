import type { Disposable, ReadableStore } from "@/lib/base";

export interface WorkspaceEntry {
  /** Relative to the project, with `/`, without a leading one. The project itself is the empty path. */
  readonly path: string;
  readonly type: "file" | "directory" | "symlink";
  readonly size: number;
  readonly mode: number;
  readonly modified: number;
  /** Names the content of a file: the same bytes have the same name. */
  readonly hash?: string;
  /** Where a symbolic link points. */
  readonly target?: string;
}

/** Who did it: the editor, the agent's tools, a program in the sandbox, or a restore. */
export type Author = "editor" | "agent" | "program" | "restore";

export interface WorkspaceChange {
  readonly type: "created" | "changed" | "removed";
  readonly path: string;
  readonly by: Author;
}

export type Edit =
  /**
   * Makes missing folders; keeps the mode of a file that is there.
   * With `expected`, fails with `ESTALE` unless the file still has that hash (null: unless there is none).
   */
  | {
      readonly type: "write";
      readonly path: string;
      readonly content: Uint8Array | string;
      readonly mode?: number;
      readonly expected?: string | null;
    }
  /** Makes missing parents too; a folder that is there already is fine. */
  | { readonly type: "mkdir"; readonly path: string }
  | { readonly type: "symlink"; readonly path: string; readonly target: string }
  /** A folder goes with all that is in it. */
  | { readonly type: "remove"; readonly path: string }
  /** Refuses to replace what is there (`EEXIST`). */
  | { readonly type: "rename"; readonly from: string; readonly to: string };

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
  /** The content of one file as it was, or undefined when it wasn't there. */
  readAt: (id: string, path: string) => Promise<Uint8Array | undefined>;
}

/** The project as the app's own truth. Paths are relative to it; an error carries a POSIX `code`. */
export interface Workspace {
  readonly id: string;
  readonly history: History;
  readText: (path: string) => Promise<string>;
  readBytes: (path: string) => Promise<Uint8Array>;
  /** All edits or none. Resolves when they are saved. */
  apply: (edits: readonly Edit[], by?: Author) => Promise<void>;
  writeText: (path: string, text: string, by?: Author) => Promise<void>;
  writeBytes: (path: string, bytes: Uint8Array, by?: Author) => Promise<void>;
  mkdir: (path: string, by?: Author) => Promise<void>;
  rename: (from: string, to: string, by?: Author) => Promise<void>;
  remove: (path: string, by?: Author) => Promise<void>;
  /** Doesn't follow a link in the last place. */
  stat: (path: string) => Promise<WorkspaceEntry>;
  /** What a path leads to in the end, with every link on the way followed. */
  follow: (path: string) => Promise<WorkspaceEntry>;
  /** The entries of a folder, folders first, each kind by name. */
  list: (path: string) => Promise<readonly WorkspaceEntry[]>;
  /** Every file and link below, by path. What history leaves out is left out unless asked for. */
  walk: (options?: { readonly under?: string; readonly ignored?: boolean }) => AsyncIterable<WorkspaceEntry>;
  onChange: (listener: (changes: readonly WorkspaceChange[]) => void) => Disposable;
  dispose: () => Promise<void>;
}
