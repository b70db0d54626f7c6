import type { Program } from "./spawn-spec";
import type { WatchEvent } from "./process-messages";

/** Where a mount keeps its files. `opfs` survives a reload; `name` is its folder in the origin's private file system. */
export type Backing = { readonly type: "memory" } | { readonly type: "opfs"; readonly name: string };

export interface MountSpec {
  readonly path: string;
  readonly backing: Backing;
}

export interface Limits {
  readonly processes: number;
  readonly openFilesPerProcess: number;
  readonly openFiles: number;
  /** Bytes in all files together. */
  readonly totalBytes: number;
  readonly fileBytes: number;
  readonly inodes: number;
}

export interface BootRequest {
  readonly type: "boot";
  /** The script of a process Worker. */
  readonly processUrl: string;
  readonly processType?: WorkerType;
  /** Handed to every process Worker in its `start` message. */
  readonly processData?: unknown;
  /** How many booted Workers wait for work. */
  readonly pool?: number;
  /** `page`: the page makes the Workers when it's told `worker-wanted`. Only for hosts without nested Workers. */
  readonly workers?: "nested" | "page";
  readonly mounts?: readonly MountSpec[];
  /** Path of each program, such as `/usr/bin/node`. Each becomes an executable file. */
  readonly programs?: Readonly<Record<string, Program>>;
  readonly limits?: Partial<Limits>;
  readonly hostname?: string;
}

export type SpawnStreams =
  | { readonly type: "pty"; readonly columns: number; readonly rows: number; readonly port: MessagePort }
  /** A stream that isn't given is `/dev/null`. `stdout` and `stderr` may share a port by leaving `stderr` out and setting `merge`. */
  | {
      readonly type: "pipes";
      readonly stdin?: MessagePort;
      readonly stdout?: MessagePort;
      readonly stderr?: MessagePort;
      readonly merge?: boolean;
    };

export interface TreeFile {
  /** Relative to the path of the request. */
  readonly path: string;
  readonly mode?: number;
  readonly content:
    | { readonly type: "file"; readonly bytes: Uint8Array | string }
    | { readonly type: "directory" }
    | { readonly type: "symlink"; readonly target: string };
}

export interface ProcessInfo {
  readonly pid: number;
  readonly ppid: number;
  readonly pgid: number;
  readonly sid: number;
  readonly state: "starting" | "running" | "stopped" | "zombie";
  readonly args: readonly string[];
  readonly cwd: string;
  readonly startedAt: number;
}

export interface KernelStats {
  readonly calls: number;
  readonly wakes: number;
  readonly idleWorkers: number;
  readonly processes: number;
  readonly openFiles: number;
  readonly inodes: number;
  readonly bytes: number;
  readonly ports: readonly number[];
  /** Bytes written that aren't known to be on disk yet. */
  readonly unsavedBytes: number;
}

/** Each request of the page, with what it answers. */
export interface PageRequests {
  boot: { ask: BootRequest; answer: { readonly persistent: boolean } };
  mount: { ask: { readonly type: "mount" } & MountSpec; answer: { readonly persistent: boolean } };
  programs: {
    ask: { readonly type: "programs"; readonly programs: Readonly<Record<string, Program>> };
    answer: null;
  };
  /** Any system call of the table, as the kernel's own process 1, without `fork`-like ones. */
  call: {
    ask: {
      readonly type: "call";
      readonly op: number;
      readonly numbers: readonly number[];
      readonly parts: readonly (string | Uint8Array)[];
    };
    answer: {
      readonly errno: number;
      readonly numbers: readonly number[];
      readonly parts: readonly Uint8Array[];
    };
  };
  spawn: {
    ask: {
      readonly type: "spawn";
      readonly file: string;
      readonly args: readonly string[];
      readonly env?: readonly string[];
      readonly cwd?: string;
      readonly streams: SpawnStreams;
    };
    answer: { readonly pid: number };
  };
  /** Of a process that `spawn` made. All its output has been posted before this answers. */
  wait: {
    ask: { readonly type: "wait"; readonly pid: number };
    answer: { readonly code: number; readonly signal: number };
  };
  kill: {
    ask: { readonly type: "kill"; readonly pid: number; readonly signal: number; readonly tree?: boolean };
    answer: null;
  };
  resize: {
    ask: { readonly type: "resize"; readonly pid: number; readonly columns: number; readonly rows: number };
    answer: null;
  };
  ps: { ask: { readonly type: "ps" }; answer: readonly ProcessInfo[] };
  stats: { ask: { readonly type: "stats" }; answer: KernelStats };
  /** A byte stream to whatever listens there; ECONNREFUSED if nothing does. */
  connect: {
    ask: { readonly type: "connect"; readonly port: number; readonly stream: MessagePort };
    answer: null;
  };
  writeTree: {
    ask: { readonly type: "writeTree"; readonly path: string; readonly files: readonly TreeFile[] };
    answer: null;
  };
  /** Everything below `path`; a folder comes before what is in it. `leaveOut` are names, at any depth. */
  readTree: {
    ask: { readonly type: "readTree"; readonly path: string; readonly leaveOut?: readonly string[] };
    answer: readonly (TreeFile & { readonly mode: number })[];
  };
  watch: {
    ask: { readonly type: "watch"; readonly id: number; readonly path: string; readonly recursive: boolean };
    answer: null;
  };
  unwatch: { ask: { readonly type: "unwatch"; readonly id: number }; answer: null };
  /** Returns once everything that was written is on disk. */
  sync: { ask: { readonly type: "sync" }; answer: null };
  /** Kills all processes, saves, lets go of the disk. The Worker can be terminated afterwards. */
  shutdown: { ask: { readonly type: "shutdown" }; answer: null };
  /** A Worker that the page made because of `worker-wanted`. */
  adopt: { ask: { readonly type: "adopt"; readonly worker: number; readonly port: MessagePort }; answer: null };
}

export type PageRequestName = keyof PageRequests;

export interface PageToKernel {
  readonly id: number;
  readonly request: PageRequests[PageRequestName]["ask"];
}

export type KernelEvent =
  | {
      readonly type: "port-opened" | "port-closed";
      readonly port: number;
      readonly address: string;
      readonly pid: number;
    }
  | { readonly type: "watch"; readonly id: number; readonly events: readonly WatchEvent[] }
  /** A process dialled a service of the page (see `op.dial`). */
  | {
      readonly type: "dialled";
      readonly pid: number;
      readonly service: string;
      readonly request: string;
      readonly stream: MessagePort;
    }
  | { readonly type: "log"; readonly pid: number; readonly text: string }
  /** The disk refused or lost something: files live in memory only from now on. */
  | { readonly type: "storage-failed"; readonly path: string; readonly text: string }
  | { readonly type: "worker-wanted"; readonly worker: number; readonly url: string }
  | { readonly type: "worker-done"; readonly worker: number };

export type KernelToPage =
  | { readonly type: "answer"; readonly id: number; readonly ok: true; readonly value: unknown }
  | {
      readonly type: "answer";
      readonly id: number;
      readonly ok: false;
      readonly code: string;
      readonly message: string;
    }
  | { readonly type: "event"; readonly event: KernelEvent };
