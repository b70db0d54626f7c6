import type { KernelToProcess } from "../protocol/process-messages";
import type { Program } from "../protocol/spawn-spec";
import type { Description } from "./description";
import type { DescriptorTable } from "./descriptor-table";
import type { Owner } from "./file-system";
import type { Inode } from "./inode";
import type { Walker } from "./path-walk";
import type { Reader } from "./reading-list";

export type ProcessState = "starting" | "running" | "stopped" | "zombie" | "dead";

/** How a process ended: an exit code, or the signal that ended it. */
export interface Ending {
  readonly code: number;
  readonly signal: number;
}

/** What a process's Worker can be told. */
export interface Seat {
  readonly post: (message: KernelToProcess, transfer?: Transferable[]) => void;
  /** Tells it of a signal in the middle of its work, and ends the call it sleeps in. */
  readonly interrupt: (signal: number) => void;
  /** Declares the Worker dead at once, however long the browser takes to stop it. */
  readonly end: () => void;
}

/** A thread of a process, or its main one (id 0). */
export interface Thread {
  readonly id: number;
  /** The thread that made it. */
  readonly maker: number;
  /** What it's told at its start. */
  readonly data: string;
  seat: Seat | undefined;
  /** The one that started it, which is told of its end; undefined for the main one. */
  readonly parent?: Thread | undefined;
  /** Waits for the parent's port: the parent may block right after, and what it posts must arrive all the same. */
  begin?: (port: MessagePort) => void;
}

export interface ProcessUsage {
  calls: number;
  reads: number;
  writes: number;
  userMicroseconds: number;
  memory: number;
}

export interface ProcessOptions {
  readonly pid: number;
  readonly parent: Process | undefined;
  readonly root: Inode;
  readonly cwd: Inode;
  readonly startedAt: number;
  readonly files: DescriptorTable;
}

/** A process as the kernel knows it. What happens to it is decided elsewhere. */
export class Process implements Walker {
  readonly pid: number;
  readonly root: Inode;
  cwd: Inode;
  parent: Process | undefined;
  readonly children = new Set<Process>();
  state: ProcessState = "starting";
  pgid: number;
  sid: number;
  uid = 0;
  gid = 0;
  /** Whom what it makes belongs to, when that isn't itself: what the page makes is the user's. */
  makesFor: Owner | undefined;
  umask = 0o022;
  nice = 0;
  /** The terminal of its session. */
  terminal: Description | undefined;
  readonly files: DescriptorTable;
  readonly threads = new Map<number, Thread>();
  threadSequence = 0;
  program: Program = { type: "node" };
  execPath = "";
  /** By thread: where what it asks for is noted for the next start of its program. */
  readonly readers = new Map<number, Reader>();
  args: readonly string[] = [];
  argv0 = "";
  env: readonly string[] = [];
  readonly startedAt: number;
  ending: Ending | undefined;
  /** Its ending may be told: what it wrote before has been heard. */
  told = false;
  /** Set while stopped, and again while its parent hasn't been told. */
  stopSignal = 0;
  stopTold = true;
  continueTold = true;
  readonly handled = new Set<number>();
  readonly interrupting = new Set<number>();
  readonly ignored = new Set<number>();
  readonly blocked = new Set<number>();
  readonly pending: number[] = [];
  /** Someone of the page's waits for the ending, so the zombie stays. */
  keptForPage = false;
  readonly usage: ProcessUsage = { calls: 0, reads: 0, writes: 0, userMicroseconds: 0, memory: 0 };
  readonly watches = new Map<number, () => void>();
  /** What is to be undone when it ends. */
  readonly atEnd = new Set<() => void>();
  /** Calls that came while it was stopped. */
  readonly deferred: (() => void)[] = [];

  constructor(options: ProcessOptions) {
    this.pid = options.pid;
    this.parent = options.parent;
    this.root = options.root;
    this.cwd = options.cwd;
    this.startedAt = options.startedAt;
    this.files = options.files;
    this.pgid = options.parent?.pgid ?? options.pid;
    this.sid = options.parent?.sid ?? options.pid;
    this.terminal = options.parent?.terminal;
    if (options.parent === undefined) return;
    this.uid = options.parent.uid;
    this.gid = options.parent.gid;
    this.umask = options.parent.umask;
    this.nice = options.parent.nice;
  }

  get owner(): Owner {
    return this.makesFor ?? this;
  }

  get alive(): boolean {
    return this.state !== "zombie" && this.state !== "dead";
  }
}
