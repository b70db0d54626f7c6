import type { FileEntry, FileStat } from "./file-facts";
import type { TreeFile } from "./page-messages";
import type { SignalName } from "./signals.data";

/** What the app and the engine page say to each other, over one `Link`. Failures carry a POSIX `code`. */

/** The engine page tells its embedder that it is there; the port leads to `EngineMethods`. */
export interface EngineHello {
  readonly type: "tabsmith:engine";
  readonly version: 1;
}

export interface EngineBoot {
  /** The project's folder, absolute. */
  readonly cwd: string;
  /** A name under which the folder is kept in this browser. */
  readonly project?: string;
}

export interface EngineFacts {
  readonly cwd: string;
  readonly persistent: boolean;
  /** The version of Node that programs see, such as `v24.21.0`. */
  readonly node: string;
  /** Paths of the programs that are there without being installed. */
  readonly programs: readonly string[];
}

export interface EngineSpawn {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pty?: { readonly columns: number; readonly rows: number };
}

export interface EngineChange {
  readonly type: "created" | "changed" | "removed";
  /** Absolute. */
  readonly path: string;
}

export interface EnginePort {
  readonly type: "open" | "close";
  readonly port: number;
  readonly url: string;
  /** Why this browser can't show its pages; undefined where it can. */
  readonly unshown?: string;
}

/** Texts come from the project's pages: whoever shows them must not trust them. */
export interface EnginePreviewEvent {
  readonly type: "console" | "uncaught-error" | "unhandled-rejection";
  readonly level?: "log" | "info" | "warn" | "error" | "debug";
  readonly message: string;
  readonly stack?: string;
  readonly port: number;
  readonly pathname: string;
}

export type EngineMethods = {
  readonly boot: (options: EngineBoot) => EngineFacts;
  readonly read: (path: string) => Uint8Array;
  readonly write: (path: string, content: Uint8Array | string) => void;
  readonly list: (path: string) => readonly FileEntry[];
  readonly lstat: (path: string) => FileStat;
  readonly stat: (path: string) => FileStat;
  readonly mkdir: (path: string) => void;
  readonly remove: (path: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly lay: (path: string, files: readonly TreeFile[]) => void;
  readonly gather: (path: string, leaveOut: readonly string[]) => readonly TreeFile[];
  readonly watch: (watch: number, path: string) => void;
  readonly unwatch: (watch: number) => void;
  /**
   * Answers the pid. The ports carry byte streams that the page doesn't relay: on a terminal both ways over `output`,
   * else input over a port of its own.
   */
  readonly spawn: (options: EngineSpawn, output: MessagePort, input?: MessagePort) => number;
  readonly wait: (pid: number) => { readonly code: number; readonly signal: SignalName | undefined };
  readonly resize: (pid: number, columns: number, rows: number) => void;
  readonly kill: (pid: number, signal: SignalName) => void;
  /** Bytes that files and programs take of the device's memory, at least. */
  readonly memory: () => number;
  readonly shutdown: () => void;
};

/** What the engine page tells the app. */
export type AppMethods = {
  readonly port: (change: EnginePort) => void;
  readonly preview: (event: EnginePreviewEvent) => void;
  readonly changed: (watch: number, changes: readonly EngineChange[]) => void;
  readonly fault: (message: string) => void;
};
