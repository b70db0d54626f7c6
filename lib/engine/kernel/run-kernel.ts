import type { BootRequest, KernelEvent, KernelToPage, PageToKernel } from "../protocol/page-messages";
import { signals } from "../protocol/signals.data";
import { foreseenAt, namesAt } from "../protocol/slot";
import { keepLists } from "./kept-lists";
import { createSystem } from "./kernel";
import { Mounts } from "./mounts";
import { openOpfsFiles } from "./opfs-files";
import { describeFailure, noPool, PageDoor } from "./page-door";
import { startServeLoop, type ServeLoop } from "./serve-loop";
import type { System } from "./system";
import { createHost } from "./worker-host";
import { WorkerPool } from "./worker-pool";
import type { WorkerSeat } from "./worker-seat";

/** What a dedicated Worker's global scope offers, as far as the kernel uses it. */
export interface KernelScope {
  postMessage: (message: KernelToPage, transfer?: Transferable[]) => void;
  addEventListener: (type: "message", listener: (event: MessageEvent<PageToKernel>) => void) => void;
}

/** Runs a kernel in this Worker. The first request must be `boot`. */
export function runKernel(scope: KernelScope): void {
  let door: PageDoor | undefined;
  const emit = (event: KernelEvent, transfer: Transferable[] = []) => {
    scope.postMessage({ type: "event", event }, transfer);
  };
  scope.addEventListener("message", ({ data: { id, request } }) => {
    if (request.type === "boot") door ??= openDoor(request, emit);
    const answer = async (): Promise<unknown> => {
      const open = door ?? noPool();
      const method = open[request.type] as (given: typeof request) => unknown;
      const value = await method.call(open, request);
      // What the page is told has been done is kept first.
      open.mounts.commit();
      return value;
    };
    void answer()
      .then((value): KernelToPage => ({ type: "answer", id, ok: true, value }))
      .catch((error: unknown): KernelToPage => ({ type: "answer", id, ok: false, ...describeFailure(error) }))
      .then((message) => {
        scope.postMessage(message);
        return undefined;
      });
  });
}

type Emit = (event: KernelEvent, transfer?: Transferable[]) => void;

function openDoor(request: BootRequest, emit: Emit): PageDoor {
  let pool: WorkerPool | undefined;
  let loop: ServeLoop | undefined;
  const thePool = () => pool ?? noPool();
  const host = createHost({ system: () => system, pool: thePool, mounts: () => mounts, emit });
  const system = createSystem({
    host,
    ...(request.limits && { limits: request.limits }),
    ...(request.hostname !== undefined && { hostname: request.hostname }),
    onPort: emit,
    later: (run) => setTimeout(run, 0),
  });
  const mounts = new Mounts(system.files, {
    openFiles: openOpfsFiles,
    onFailed: (path, text) => {
      emit({ type: "storage-failed", path, text });
    },
  });
  void keepLists(system.readings).catch(() => undefined);
  return new PageDoor(system, mounts, {
    emit,
    pool: thePool,
    wakes: () => loop?.wakes() ?? 0,
    startPool: (boot) => {
      if (pool !== undefined) return;
      pool = createPool(system, boot, emit);
      const bell = new Int32Array(pool.bell);
      system.files.onNames = () => {
        Atomics.add(bell, namesAt, 1);
      };
      system.files.onForeseen = () => {
        Atomics.add(bell, foreseenAt, 1);
      };
      loop = startLoop(pool, mounts);
    },
  });
}

function createPool(system: System, boot: BootRequest, emit: Emit): WorkerPool {
  return new WorkerPool(system, {
    url: boot.processUrl,
    type: boot.processType ?? "classic",
    data: boot.processData,
    size: boot.pool ?? 2,
    log: (pid, text) => {
      emit({ type: "log", pid, text });
    },
    onBroken: (seat) => {
      breakSeat(system, seat);
    },
    ...(boot.workers === "page" && {
      page: {
        want: (worker: number) => {
          emit({ type: "worker-wanted", worker, url: boot.processUrl });
        },
        done: (worker: number) => {
          emit({ type: "worker-done", worker });
        },
      },
    }),
  });
}

const outOfMemory = "\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n";

/** The Worker has gone: a thread takes only itself along, a main thread its process, as an abort does. */
function breakSeat(system: System, { process, thread }: WorkerSeat): void {
  const broken = process?.threads.get(thread);
  if (process === undefined || broken === undefined) return;
  if (broken.id !== 0) {
    system.endThread(process, broken, 1);
    return;
  }
  const text = new TextEncoder().encode(outOfMemory);
  process.files.peek(2)?.write(text, -1, { finish: () => undefined, onCancel: undefined });
  system.processes.end(process, { code: 0, signal: signals.SIGABRT });
}

function startLoop(pool: WorkerPool, mounts: Mounts): ServeLoop {
  return startServeLoop(
    new Int32Array(pool.bell),
    (index) => {
      pool.serve(index);
    },
    () => {
      mounts.commitSoon();
    },
  );
}
