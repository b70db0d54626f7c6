import { disposition, waitFlag } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import { signals } from "../protocol/signals.data";
import type { Waiter } from "./answer";
import { DescriptorTable, type OpenFileCount } from "./descriptor-table";
import type { FileSystem } from "./file-system";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";
import { lastWords, whenHeard } from "./last-words";
import { Process, type Ending } from "./process";
import { defaultAction, isForced } from "./signal-action";

interface ChildWaiter {
  readonly parent: Process;
  readonly pid: number;
  readonly flags: number;
  readonly waiter: Waiter;
}

export interface TableLimits {
  readonly processes: number;
  readonly openFilesPerProcess: number;
}

/** All processes: who is whose child, who waits for whom, what a signal does. Starts no Worker. */
export class ProcessTable {
  readonly #processes = new Map<number, Process>();
  readonly #waiters: ChildWaiter[] = [];
  #lastPid = 0;
  readonly init: Process;

  constructor(
    readonly limits: TableLimits,
    readonly fileSystem: FileSystem,
    readonly openFiles: OpenFileCount,
    readonly now: () => number,
  ) {
    this.init = this.create(undefined, fileSystem.root);
    this.init.state = "running";
  }

  get size(): number {
    return this.#processes.size;
  }
  all(): Process[] {
    return [...this.#processes.values()];
  }
  get(pid: number): Process | undefined {
    return this.#processes.get(pid);
  }
  demand(pid: number, self?: Process): Process {
    if (pid === 0 && self !== undefined) return self;
    return this.#processes.get(pid) ?? fail("ESRCH");
  }

  /** Fails with EAGAIN when there are too many: threads count as processes do. */
  demandRoom(): void {
    let threads = 0;
    for (const process of this.#processes.values()) threads += Math.max(1, process.threads.size);
    if (threads >= this.limits.processes + 1) fail("EAGAIN");
  }

  create(parent: Process | undefined, cwd: Inode): Process {
    const files = new DescriptorTable(this.limits.openFilesPerProcess, this.openFiles);
    this.#lastPid += 1;
    const { root } = this.fileSystem;
    const process = new Process({ pid: this.#lastPid, parent, root, cwd, startedAt: this.now(), files });
    this.#processes.set(process.pid, process);
    parent?.children.add(process);
    this.fileSystem.hold(cwd);
    return process;
  }

  group(pgid: number): Process[] {
    return this.all().filter((process) => process.pgid === pgid && process.alive);
  }

  /** Of processes that weren't there a moment ago; a process that never ran leaves no zombie. */
  forget(process: Process): void {
    process.state = "dead";
    process.files.closeAll();
    this.fileSystem.letGo(process.cwd);
    this.#processes.delete(process.pid);
    process.parent?.children.delete(process);
  }

  /** Declares a process dead: everything it held is let go at once, whoever waited is told. */
  end(process: Process, ending: Ending): void {
    if (!process.alive) return;
    process.state = "zombie";
    process.ending = ending;
    for (const thread of process.threads.values()) thread.seat?.end();
    process.threads.clear();
    process.deferred.length = 0;
    for (const undo of [...process.atEnd]) undo();
    process.atEnd.clear();
    for (const stop of process.watches.values()) stop();
    process.watches.clear();
    const unread = lastWords(process);
    process.files.closeAll();
    this.fileSystem.letGo(process.cwd);
    this.#orphan(process);
    if (process.sid === process.pid && process.terminal !== undefined) this.#hangUp(process);
    whenHeard(unread, () => {
      process.told = true;
      this.#tellParent(process);
    });
  }

  #orphan(process: Process): void {
    for (const child of process.children) {
      child.parent = this.init;
      this.init.children.add(child);
      if (child.state === "zombie") this.#reap(child);
    }
    process.children.clear();
  }

  /** The leader of a session has gone: its groups lose their terminal. */
  #hangUp(leader: Process): void {
    for (const process of this.all()) {
      if (process.sid !== leader.pid || process === leader || !process.alive) continue;
      process.terminal = undefined;
      this.signal(process, signals.SIGHUP);
      this.signal(process, signals.SIGCONT);
    }
  }

  #tellParent(process: Process): void {
    const { parent } = process;
    if (parent === undefined) return;
    this.#serveWaiters(parent);
    if (process.state !== "zombie") return;
    const unwanted = parent === this.init ? !process.keptForPage : parent.ignored.has(signals.SIGCHLD);
    if (unwanted) this.#reap(process);
    if (parent !== this.init) this.signal(parent, signals.SIGCHLD);
  }

  #reap(process: Process): void {
    process.state = "dead";
    process.parent?.children.delete(process);
    this.#processes.delete(process.pid);
  }

  /** Answers `pid code signal stopped`; ECHILD when there's nobody to wait for. */
  wait(parent: Process, pid: number, flags: number, waiter: Waiter): void {
    const entry: ChildWaiter = { parent, pid, flags, waiter };
    if (this.#candidates(entry).length === 0) fail("ECHILD");
    if (this.#serve(entry)) return;
    if ((flags & waitFlag.noHang) !== 0) {
      waiter.finish(0, [0, 0, 0, 0]);
      return;
    }
    this.#waiters.push(entry);
    waiter.onCancel = () => {
      this.#forget(entry);
    };
  }

  #candidates({ parent, pid }: ChildWaiter): Process[] {
    return [...parent.children].filter((child) => {
      if (pid > 0) return child.pid === pid;
      if (pid === -1) return true;
      return child.pgid === (pid === 0 ? parent.pgid : -pid);
    });
  }

  #serveWaiters(parent: Process): void {
    for (const entry of this.#waiters.filter((each) => each.parent === parent)) {
      if (!this.#waiters.includes(entry) || this.#serve(entry) || this.#candidates(entry).length > 0) continue;
      this.#forget(entry);
      entry.waiter.finish(-errno.ECHILD);
    }
  }

  /** Before it is answered: the answer may end other processes, and so come back here. */
  #forget(entry: ChildWaiter): void {
    const at = this.#waiters.indexOf(entry);
    if (at >= 0) this.#waiters.splice(at, 1);
  }

  #serve(entry: ChildWaiter): boolean {
    for (const child of this.#candidates(entry)) {
      if (child.state === "zombie" && child.told) {
        const { code = 0, signal = 0 } = child.ending ?? {};
        this.#reap(child);
        this.#forget(entry);
        entry.waiter.finish(0, [child.pid, code, signal, 0]);
        return true;
      }
      if ((entry.flags & waitFlag.untraced) !== 0 && child.state === "stopped" && !child.stopTold) {
        child.stopTold = true;
        this.#forget(entry);
        entry.waiter.finish(0, [child.pid, 0, child.stopSignal, 1]);
        return true;
      }
      if ((entry.flags & waitFlag.continued) !== 0 && !child.continueTold) {
        child.continueTold = true;
        this.#forget(entry);
        entry.waiter.finish(0, [child.pid, 0, signals.SIGCONT, 2]);
        return true;
      }
    }
    return false;
  }

  /** Delivers a signal: to a handler if there's one, else its default action is taken here and now. */
  signal(process: Process, signal: number): void {
    if (signal === 0 || !process.alive || process === this.init) return;
    if (signal === signals.SIGCONT) this.#continue(process);
    if (!isForced(signal) && this.#divert(process, signal)) return;
    const action = defaultAction(signal);
    if (action === "end") this.end(process, { code: 0, signal });
    else if (action === "stop") this.#stop(process, signal);
  }

  /** Whether the process has said what is to happen instead of the default. */
  #divert(process: Process, signal: number): boolean {
    if (process.blocked.has(signal)) {
      if (!process.pending.includes(signal)) process.pending.push(signal);
      return true;
    }
    if (process.ignored.has(signal)) return true;
    const seat = process.threads.get(0)?.seat;
    if (process.interrupting.has(signal)) seat?.interrupt(signal);
    else if (process.handled.has(signal)) seat?.post({ type: "signal", signal });
    else return false;
    return true;
  }

  #stop(process: Process, signal: number): void {
    if (process.state === "stopped") return;
    process.state = "stopped";
    process.stopSignal = signal;
    process.stopTold = false;
    if (process.parent === undefined) return;
    this.#serveWaiters(process.parent);
    if (process.parent !== this.init) this.signal(process.parent, signals.SIGCHLD);
  }

  #continue(process: Process): void {
    if (process.state !== "stopped") return;
    process.state = "running";
    process.continueTold = false;
    process.stopTold = true;
    for (const run of process.deferred.splice(0)) run();
    if (process.parent !== undefined) this.#serveWaiters(process.parent);
  }

  /** Returns the disposition there was. */
  setDisposition(process: Process, signal: number, wanted: number): number {
    const kept = [
      [disposition.handler, process.handled],
      [disposition.ignore, process.ignored],
      [disposition.interrupt, process.interrupting],
    ] as const;
    const before = kept.find(([, has]) => has.has(signal))?.[0] ?? disposition.default;
    for (const [each, has] of kept)
      if (each === wanted) has.add(signal);
      else has.delete(signal);
    return before;
  }

  setBlocked(process: Process, blocked: Iterable<number>): void {
    process.blocked.clear();
    for (const signal of blocked) if (!isForced(signal)) process.blocked.add(signal);
    const freed = process.pending.filter((signal) => !process.blocked.has(signal));
    process.pending.splice(0, process.pending.length, ...process.pending.filter((each) => !freed.includes(each)));
    for (const signal of freed) this.signal(process, signal);
  }

  /** A process and everything below it, children first. */
  tree(process: Process): Process[] {
    return [...[...process.children].flatMap((child) => this.tree(child)), process];
  }
}
