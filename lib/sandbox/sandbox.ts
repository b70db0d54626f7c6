import type { Disposable } from "@/lib/base";

/** What a path is. Times are milliseconds since 1970. */
export interface Entry {
  readonly type: "file" | "directory" | "symlink";
  readonly size: number;
  readonly mode: number;
  readonly modified: number;
  /** Where a symbolic link points, where the driver can tell. */
  readonly target?: string;
}

export interface ListedEntry {
  readonly name: string;
  readonly type: Entry["type"];
}

export interface FileChange {
  readonly type: "created" | "changed" | "removed";
  /** Absolute. */
  readonly path: string;
}

/**
 * The files of the sandbox. Paths are absolute or relative to `cwd`.
 * Every rejection is an error whose `code` is POSIX's (`ENOENT`, `EISDIR`, `EEXIST` …).
 */
export interface SandboxFiles {
  read: (path: string) => Promise<Uint8Array>;
  /** Creates the file or replaces its content; the folder must exist. */
  write: (path: string, content: Uint8Array | string) => Promise<void>;
  list: (path: string) => Promise<readonly ListedEntry[]>;
  /** Doesn't follow a link in the last place. */
  stat: (path: string) => Promise<Entry>;
  /** Makes missing parents too; a folder that is there already is fine. */
  mkdir: (path: string) => Promise<void>;
  /** Removes a file or a whole folder. */
  remove: (path: string) => Promise<void>;
  rename: (from: string, to: string) => Promise<void>;
  /**
   * Everything below `path`, also what programs do. Changes come in batches;
   * what happened before another call was answered is told before that answer.
   */
  watch: (path: string, onChange: (changes: readonly FileChange[]) => void) => Disposable;
}

/** A tree of files to lay down at once. */
export type FileTree = { readonly [name: string]: FileTreeEntry };
export type FileTreeEntry =
  | { readonly type: "file"; readonly content: Uint8Array | string; readonly mode?: number }
  | { readonly type: "directory"; readonly entries: FileTree }
  | { readonly type: "symlink"; readonly target: string };

export interface Exit {
  readonly code: number;
  readonly signal?: string;
}

export interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** With a size the program runs on a terminal; without one its output is plain. */
  readonly pty?: { readonly columns: number; readonly rows: number };
  /** Aborting kills the program and what it started. */
  readonly signal?: AbortSignal;
}

export interface SandboxProcess {
  /** Standard output and error together, in the order in which they were written. */
  readonly output: ReadableStream<string>;
  /** Resolves after the output has been delivered. */
  readonly exit: Promise<Exit>;
  write: (input: string) => Promise<void>;
  resize: (size: { columns: number; rows: number }) => void;
  kill: (signal?: string) => void;
}

export interface PortEvent {
  readonly type: "opened" | "closed";
  readonly port: number;
  /** Where a preview frame shows it. */
  readonly url: string;
  /** Why this browser can't show its pages, such as without a service worker; undefined where it can. */
  readonly unshown?: string;
}

export interface PreviewEvent {
  readonly type: "console" | "uncaught-error" | "unhandled-rejection";
  readonly level?: "log" | "info" | "warn" | "error" | "debug";
  readonly message: string;
  readonly stack?: string;
  readonly port: number;
  readonly pathname: string;
}

export interface SandboxCapabilities {
  /** The version of Node that programs see, such as `v24.21.0`. */
  readonly node: string;
  readonly npm: boolean;
  readonly git: boolean;
  readonly python: boolean;
  readonly preview: boolean;
  /** Files survive a reload of the tab inside the sandbox itself. */
  readonly persistent: boolean;
}

/** A computer that runs a project: files, processes, ports. The same for every driver; see `contract.ts`. */
export interface Sandbox {
  readonly driver: "engine" | "webcontainer";
  /** The project's folder, absolute. */
  readonly cwd: string;
  readonly capabilities: SandboxCapabilities;
  readonly files: SandboxFiles;
  spawn: (command: string, args: readonly string[], options?: SpawnOptions) => Promise<SandboxProcess>;
  onPort: (listener: (event: PortEvent) => void) => Disposable;
  onPreview: (listener: (event: PreviewEvent) => void) => Disposable;
  /** Lays a tree down in `cwd` (or below it, at `at`); what is there and not named stays. */
  mount: (tree: FileTree, at?: string) => Promise<void>;
  /** The files under `cwd` (or below it, at `at`) as they are now, without the names to leave out. */
  snapshot: (options?: { readonly at?: string; readonly leaveOut?: readonly string[] }) => Promise<FileTree>;
  /** Bytes that its files and programs take of the device's memory, at least; undefined where nobody can tell. */
  memory: () => Promise<number | undefined>;
  dispose: () => Promise<void>;
}
