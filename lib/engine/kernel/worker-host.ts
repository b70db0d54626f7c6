import type { RunMessage } from "../protocol/process-messages";
import { signals } from "../protocol/signals.data";
import { bridgeStream } from "./bridges";
import type { KernelEvent } from "../protocol/page-messages";
import type { Mounts } from "./mounts";
import type { Process, Thread } from "./process";
import type { Host, System } from "./system";
import type { WorkerPool } from "./worker-pool";

export interface HostParts {
  readonly system: () => System;
  readonly pool: () => WorkerPool;
  readonly mounts: () => Mounts;
  readonly emit: (event: KernelEvent, transfer?: Transferable[]) => void;
}

/** Times with a fraction of a millisecond, so that two changes in a row can be told apart. */
const now = (): number => performance.timeOrigin + performance.now();

function runMessage(system: System, process: Process): RunMessage {
  const { pid, program, args, argv0, execPath, env, umask, uid, gid, pgid, sid } = process;
  const cwd = system.pathOf(process.cwd);
  const ppid = process.parent?.pid ?? 0;
  return { type: "run", pid, ppid, pgid, sid, uid, gid, program, args, argv0, execPath, cwd, env, umask };
}

/** The kernel's surroundings in a browser: Workers for processes, ports to the page, the disk. */
export function createHost(parts: HostParts): Host {
  const begin = (process: Process, thread: Thread, message: () => [RunMessage, Transferable[]]) => {
    // A Worker that waits is given at once, before there is anything to cancel.
    let cancel = (): void => undefined;
    cancel = parts.pool().take((seat) => {
      process.atEnd.delete(cancel);
      if (seat === undefined) {
        parts.system().processes.end(process, { code: 0, signal: signals.SIGABRT });
        return;
      }
      if (process.threads.get(thread.id) !== thread) {
        // Stopped before it began.
        seat.end();
        return;
      }
      thread.seat = seat;
      seat.assign(process, thread.id);
      if (process.state === "starting") process.state = "running";
      seat.post(...message());
    });
    if (thread.seat === undefined && process.alive) process.atEnd.add(cancel);
  };
  return {
    now,
    startProcess(process) {
      const main: Thread = { id: 0, maker: 0, data: "", seat: undefined };
      process.threads.set(0, main);
      begin(process, main, () => [runMessage(parts.system(), process), []]);
    },
    startThread(process, thread, end) {
      begin(process, thread, () => {
        const run = runMessage(parts.system(), process);
        return [{ ...run, thread: { id: thread.id, end, data: thread.data } }, [end.port]];
      });
    },
    dial(process, service, request, far) {
      const { port1, port2 } = new MessageChannel();
      bridgeStream(port1, far, this.settle);
      parts.emit({ type: "dialled", pid: process.pid, service, request, stream: port2 }, [port2]);
    },
    sync(volume, done) {
      done(parts.mounts().sync(volume));
    },
    settle() {
      parts.mounts().commit();
    },
    log(pid, text) {
      parts.emit({ type: "log", pid, text });
    },
  };
}
