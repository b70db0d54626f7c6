import type { Limits } from "../protocol/page-messages";
import type { Part } from "../protocol/parts";
import { buildBaseTree, user } from "./base-tree";
import { ByteCache } from "./byte-cache";
import { Call, type Respond } from "./call";
import { dispatch } from "./call-table";
import { DeviceFile } from "./device-file";
import { FileSystem } from "./file-system";
import { pathOf } from "./inode";
import { fail } from "./kernel-error";
import { Network, type PortChange } from "./network";
import type { Process, Thread } from "./process";
import { ProcessTable } from "./process-table";
import { ProcFiles } from "./proc-files";
import { PtyTable } from "./pty-table";
import type { Host, System } from "./system";
import { ReadingLists } from "./reading-list";
import { WatchTable } from "./watch-table";

export const defaultLimits: Limits = {
  processes: 64,
  openFilesPerProcess: 4096,
  openFiles: 65_536,
  totalBytes: 2 ** 31,
  fileBytes: 2 ** 30,
  inodes: 1_000_000,
};

export interface KernelOptions {
  readonly limits?: Partial<Limits>;
  readonly hostname?: string;
  readonly host: Host;
  readonly onPort: (change: PortChange) => void;
  /** Runs something after the current turn. */
  readonly later: (run: () => void) => void;
}

/** Puts the parts of the kernel together. Starts no Worker and touches no disk: that's the host's part. */
export function createSystem(options: KernelOptions): System {
  const limits = { ...defaultLimits, ...options.limits };
  const hostname = options.hostname ?? "tabsmith";
  const { host } = options;
  const bootedAt = host.now();
  const files = new FileSystem(limits, host.now);
  const pts = buildBaseTree(files, hostname);
  const openFiles = { open: 0, max: limits.openFiles };
  const processes = new ProcessTable(limits, files, openFiles, host.now);
  processes.init.makesFor = user;
  new ProcFiles(files, processes, bootedAt).mount();
  const ptys = new PtyTable(files, pts, (pgid, signal) => {
    for (const process of processes.group(pgid)) processes.signal(process, signal);
  });
  const nothing = files.root.entries?.get("dev")?.entries?.get("null") ?? fail("ENODEV");
  return {
    files,
    processes,
    ptys,
    limits,
    host,
    bootedAt,
    hostname,
    openFiles,
    network: new Network(options.onPort),
    watches: new WatchTable(files, options.later),
    cache: new ByteCache(),
    readings: new ReadingLists(host.now),
    openNull: () => new DeviceFile("null", files, nothing, 2),
    pathOf: (node) => pathOf(node, files.root) ?? fail("ENOENT"),
    endThread,
  };
}

/** Ends a thread with all it has made, and tells its maker. */
function endThread(process: Process, thread: Thread, code: number): void {
  thread.seat?.end();
  process.threads.delete(thread.id);
  for (const other of process.threads.values()) if (other.maker === thread.id) endThread(process, other, 1);
  process.files.closeThread(thread.id);
  process.threads.get(thread.maker)?.seat?.post({ type: "threadExit", id: thread.id, code });
}

export interface Request {
  readonly op: number;
  readonly numbers?: readonly number[];
  readonly parts?: readonly Part[];
}

/** A system call on behalf of a process that has no Worker to make it. */
export function callFor(system: System, process: Process, request: Request, respond: Respond): Call {
  const call = new Call(system, process, 0, request.numbers ?? [], request.parts ?? [], respond);
  dispatch(request.op, call);
  return call;
}
