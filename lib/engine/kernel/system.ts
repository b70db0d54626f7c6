import type { ThreadEnd } from "../protocol/process-messages";
import type { Limits } from "../protocol/page-messages";
import type { ByteCache } from "./byte-cache";
import type { OpenFileCount } from "./descriptor-table";
import type { Description } from "./description";
import type { FileSystem } from "./file-system";
import type { Inode, Volume } from "./inode";
import type { Network } from "./network";
import type { Process, Thread } from "./process";
import type { ProcessTable } from "./process-table";
import type { PtyTable } from "./pty-table";
import type { ReadingLists } from "./reading-list";
import type { StreamEnd } from "./stream-end";
import type { WatchTable } from "./watch-table";

/** What the kernel needs of the place it runs in. */
export interface Host {
  /** Gives the process a Worker that runs it. */
  readonly startProcess: (process: Process) => void;
  readonly startThread: (process: Process, thread: Thread, end: ThreadEnd) => void;
  readonly dial: (process: Process, service: string, request: string, far: StreamEnd) => void;
  /** Calls back with 0 or a negative errno once all that was written to the volume (or to any) is on disk. */
  readonly sync: (volume: Volume | undefined, done: (errno: number) => void) => void;
  /** Hands to the disk what was written: called before the page can hear of it. */
  readonly settle: () => void;
  /** Where a fault of the kernel's own is told. */
  readonly log: (pid: number, text: string) => void;
  readonly now: () => number;
}

/** The parts of the kernel, as system calls see them. */
export interface System {
  readonly files: FileSystem;
  readonly processes: ProcessTable;
  readonly network: Network;
  readonly ptys: PtyTable;
  readonly watches: WatchTable;
  readonly cache: ByteCache;
  readonly readings: ReadingLists;
  readonly host: Host;
  readonly limits: Limits;
  readonly openFiles: OpenFileCount;
  readonly bootedAt: number;
  /** `/dev/null`, opened for a child. */
  readonly openNull: () => Description;
  readonly pathOf: (node: Inode) => string;
  readonly endThread: (process: Process, thread: Thread, code: number) => void;
  readonly hostname: string;
}
