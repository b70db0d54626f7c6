/**
 * What the engine page and the kernel Worker say to each other, over one `Link`. The page serves people and previews, so
 * every call here is asynchronous; processes use system calls.
 */

export type HostFileType = "file" | "directory" | "symlink";

export interface HostEntry {
  readonly type: HostFileType | "other";
  readonly size: number;
  readonly mode: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** One thing of a tree to lay down, parents before what they hold. */
export type HostNode =
  | { readonly type: "directory"; readonly path: string; readonly mode?: number }
  | { readonly type: "file"; readonly path: string; readonly content: Uint8Array; readonly mode?: number }
  | { readonly type: "symlink"; readonly path: string; readonly target: string };

export interface HostBoot {
  /** Where the scripts of the engine are, ending in `/`. */
  readonly assets: string;
  /** The project's folder, absolute; made when it isn't there. */
  readonly cwd: string;
  /** A name under which `cwd` is kept in this browser. Without one nothing outlives the page. */
  readonly project?: string;
  readonly hostname?: string;
}

export interface HostSpawn {
  /** Looked up in `PATH` of `env` when it has no slash. */
  readonly file: string;
  /** Without the program's own name. */
  readonly args: readonly string[];
  /** `NAME=value` each. */
  readonly env: readonly string[];
  readonly cwd: string;
  /** With a size: a terminal on 0, 1 and 2. Without: a pipe on 0, and one pipe for 1 and 2 together. */
  readonly pty?: { readonly columns: number; readonly rows: number };
}

/** What the page asks of the kernel. Every failure carries a POSIX `code`. */
export type HostMethods = {
  readonly boot: (options: HostBoot) => void;

  readonly stat: (path: string, followLink: boolean) => HostEntry;
  readonly readFile: (path: string) => Uint8Array;
  /** Creates or replaces. */
  readonly writeFile: (path: string, content: Uint8Array, mode?: number) => void;
  readonly readdir: (path: string) => readonly { readonly name: string; readonly type: HostEntry["type"] }[];
  /** Answers the first folder it made, if any. */
  readonly mkdir: (path: string, recursive: boolean) => string | undefined;
  readonly remove: (path: string, options: { readonly recursive: boolean; readonly force: boolean }) => void;
  readonly rename: (from: string, to: string) => void;
  readonly symlink: (target: string, path: string) => void;
  readonly readlink: (path: string) => string;
  readonly chmod: (path: string, mode: number) => void;
  /** Lays many down at once; what is there is replaced, folders are merged. */
  readonly lay: (nodes: readonly HostNode[]) => void;
  /** All below `path`, parents first, without folders and files of the names to leave out. */
  readonly gather: (path: string, leaveOut: readonly string[]) => readonly HostNode[];
  /** The changes come by `changed` with the same `watch`, which the page chooses. */
  readonly watch: (watch: number, path: string, recursive: boolean) => void;
  readonly unwatch: (watch: number) => void;

  readonly spawn: (options: HostSpawn) => { readonly pid: number };
  readonly input: (pid: number, bytes: Uint8Array) => void;
  /** End of standard input; on a terminal as ^D. */
  readonly endInput: (pid: number) => void;
  readonly resize: (pid: number, columns: number, rows: number) => void;
  /** `tree`: the process, its group and all that descends from it. */
  readonly kill: (pid: number, signal: string, tree: boolean) => void;
  /** Bytes of output that were taken: the kernel holds a program back that is 1 MiB ahead. */
  readonly taken: (pid: number, bytes: number) => void;

  /** A connection to a listening port; `ECONNREFUSED` when none listens. */
  readonly connect: (port: number) => number;
  /** Null at the end. */
  readonly receive: (connection: number) => Uint8Array | null;
  /** Resolves when there is room for more. */
  readonly send: (connection: number, bytes: Uint8Array) => void;
  readonly endSend: (connection: number) => void;
  readonly disconnect: (connection: number) => void;
  readonly ports: () => readonly number[];

  readonly figures: () => { readonly processes: number; readonly bytes: number; readonly openFiles: number };
  /** Writes everything down and stops all processes. The Worker can be terminated afterwards. */
  readonly shutdown: () => void;
};

/** What the kernel tells the page. */
export type HostEvents = {
  readonly output: (pid: number, bytes: Uint8Array) => void;
  /** After all output. `signal` is a name such as `SIGKILL`. */
  readonly exited: (pid: number, code: number, signal: string | undefined) => void;
  readonly listening: (port: number, open: boolean) => void;
  /** `rename` when a name came or went, as `fs.watch` says it; `path` is relative to the watched one. */
  readonly changed: (
    watch: number,
    changes: readonly { readonly event: "rename" | "change"; readonly path: string }[],
  ) => void;
  /** Something for the developer's console: a fault of the engine, never of a program. */
  readonly log: (text: string) => void;
};
