import { errno } from "../protocol/errno.data";
import type {
  BootRequest,
  KernelEvent,
  KernelStats,
  PageRequestName,
  PageRequests,
  ProcessInfo,
} from "../protocol/page-messages";
import { signals } from "../protocol/signals.data";
import type { Program } from "../protocol/spawn-spec";
import { ensureDirectory } from "./base-tree";
import { bridgeStream } from "./bridges";
import { callFor } from "./kernel";
import { fail, KernelError, codeOfErrno } from "./kernel-error";
import type { Mounts } from "./mounts";
import { PageSpawner } from "./page-spawner";
import { find } from "./path-walk";
import type { Process } from "./process";
import { programContent } from "./program-file";
import { readTree, writeTree } from "./tree-transfer";
import type { System } from "./system";
import type { WorkerPool } from "./worker-pool";

/** What the door needs besides the kernel itself. */
export interface DoorHooks {
  readonly emit: (event: KernelEvent) => void;
  /** The pool, once there is one. */
  readonly pool: () => WorkerPool;
  readonly startPool: (request: BootRequest) => void;
  readonly wakes: () => number;
}

type Ask<Name extends PageRequestName> = PageRequests[Name]["ask"];
type Answer<Name extends PageRequestName> = PageRequests[Name]["answer"];

/** Answers what the page asks. Each request is a method by its name. */
export class PageDoor implements Record<PageRequestName, (request: never) => unknown> {
  readonly #spawner: PageSpawner;
  readonly #watches = new Map<number, () => void>();

  constructor(
    readonly system: System,
    readonly mounts: Mounts,
    readonly hooks: DoorHooks,
  ) {
    this.#spawner = new PageSpawner(system);
  }

  async boot(request: Ask<"boot">): Promise<Answer<"boot">> {
    this.programs({ type: "programs", programs: request.programs ?? {} });
    // Workers boot while the disk is read.
    this.hooks.startPool(request);
    let persistent = true;
    for (const spec of request.mounts ?? []) persistent = (await this.mounts.mount(spec)) && persistent;
    return { persistent: persistent && (request.mounts ?? []).length > 0 };
  }

  async mount(request: Ask<"mount">): Promise<Answer<"mount">> {
    return { persistent: await this.mounts.mount(request) };
  }

  programs({ programs }: Ask<"programs">): null {
    for (const [path, program] of Object.entries(programs)) this.#addProgram(path, program);
    return null;
  }

  #addProgram(path: string, program: Program): void {
    const slash = path.lastIndexOf("/");
    const directory = ensureDirectory(this.system.files, path.slice(0, slash));
    const name = path.slice(slash + 1);
    const entry = { path: name, mode: 0o755, content: { type: "file", bytes: programContent(program) } } as const;
    writeTree(this.system.files, directory, [entry]);
  }

  call({ op, numbers, parts }: Ask<"call">): Promise<Answer<"call">> {
    return new Promise((resolve) => {
      callFor(this.system, this.system.processes.init, { op, numbers, parts }, (error, answered, bytes) => {
        resolve({ errno: error, numbers: answered, parts: bytes.map((part) => part.slice()) });
      });
    });
  }

  spawn(request: Ask<"spawn">): Answer<"spawn"> {
    return { pid: this.#spawner.spawn(request) };
  }
  wait({ pid }: Ask<"wait">): Promise<Answer<"wait">> {
    return this.#spawner.wait(pid);
  }
  resize({ pid, columns, rows }: Ask<"resize">): null {
    this.#spawner.resize(pid, columns, rows);
    return null;
  }

  kill({ pid, signal, tree }: Ask<"kill">): null {
    const { processes } = this.system;
    const process = processes.demand(pid);
    for (const each of tree === true ? processes.tree(process) : [process]) processes.signal(each, signal);
    return null;
  }

  ps(): readonly ProcessInfo[] {
    return this.system.processes
      .all()
      .filter((process) => process !== this.system.processes.init)
      .map((process) => this.#describe(process));
  }

  #describe(process: Process): ProcessInfo {
    const { pid, pgid, sid, args, startedAt } = process;
    const state = process.state === "dead" ? "zombie" : process.state;
    const cwd = process.alive ? this.system.pathOf(process.cwd) : "";
    return { pid, ppid: process.parent?.pid ?? 0, pgid, sid, state, args, cwd, startedAt };
  }

  stats(): KernelStats {
    const { processes, files, network, openFiles } = this.system;
    let calls = 0;
    for (const process of processes.all()) calls += process.usage.calls;
    return {
      calls,
      wakes: this.hooks.wakes(),
      idleWorkers: this.hooks.pool().idle,
      processes: processes.size - 1,
      openFiles: openFiles.open,
      inodes: files.usage.inodes,
      bytes: files.usage.bytes,
      ports: network.ports(),
      unsavedBytes: this.mounts.unsaved,
    };
  }

  connect({ port, stream }: Ask<"connect">): null {
    bridgeStream(stream, this.system.network.connect(2, "127.0.0.1", port), this.system.host.settle);
    return null;
  }

  writeTree({ path, files }: Ask<"writeTree">): null {
    writeTree(this.system.files, find(this.system.processes.init, path), files);
    return null;
  }

  readTree({ path, leaveOut }: Ask<"readTree">): Answer<"readTree"> {
    return readTree(this.system.files, find(this.system.processes.init, path), new Set(leaveOut));
  }

  watch({ id, path, recursive }: Ask<"watch">): null {
    const node = find(this.system.processes.init, path);
    this.#watches.get(id)?.();
    const stop = this.system.watches.watch({
      node,
      recursive,
      send: (events) => {
        this.hooks.emit({ type: "watch", id, events });
      },
    });
    this.#watches.set(id, stop);
    return null;
  }

  unwatch({ id }: Ask<"unwatch">): null {
    this.#watches.get(id)?.();
    this.#watches.delete(id);
    return null;
  }

  sync(): null {
    const failed = this.mounts.sync();
    if (failed !== 0) throw new KernelError("EIO");
    return null;
  }

  shutdown(): null {
    for (const process of this.system.processes.all()) this.system.processes.signal(process, signals.SIGKILL);
    this.hooks.pool().endAll();
    this.mounts.close();
    return null;
  }

  adopt({ worker, port }: Ask<"adopt">): null {
    this.hooks.pool().adopt(worker, port);
    return null;
  }
}

/** How a failure is told to the page. */
export function describeFailure(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof KernelError) return { code: error.code, message: error.code };
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return { code: error.code, message: error.message };
  return { code: codeOfErrno(-errno.EIO), message: error instanceof Error ? error.message : String(error) };
}

export const noPool = (): never => fail("ENODEV");
