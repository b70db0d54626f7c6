import type { Binding } from "@/lib/engine/node/binding-host";
import { pairsOf } from "@/lib/engine/node/environment";
import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import { portsOf } from "@/lib/engine/node/messaging/message-port";
import { createRoute } from "@/lib/engine/node/messaging/route";
import type { PortCore } from "@/lib/engine/node/messaging/port-core";
import { demand } from "@/lib/engine/node/permissions/permission";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";

const threads = new Map<number, Worker>();

/** A thread is gone. Its own last word, if it had one, has been posted before. */
export function endThread(id: number, code: number): void {
  threads.get(id)?.ended(code);
}

/** C++'s half of `worker_threads.Worker`. */
class Worker extends HandleWrap {
  readonly threadId: number;
  readonly threadName: string;
  readonly messagePort: object;
  declare onexit?: ((code: number, error: unknown, reason: unknown) => void) | null;
  readonly #port: PortCore;
  readonly #limits: readonly number[];
  #isOver = false;
  #lastWord: number | undefined;

  constructor(
    _url: unknown,
    env: Record<string, string> | null | undefined,
    execArgv: readonly string[] | undefined,
    limits: Float64Array | undefined,
    _tracksFds: boolean,
    _isInternal: boolean,
    name: string,
  ) {
    super("WORKER");
    const host = thisProcess();
    demand(host, "worker");
    this.#limits = [...(limits ?? [])];
    this.threadName = name;
    const data = {
      name,
      env: pairsOf(env ?? host.state.environment),
      execArgv: execArgv ?? host.state.commandLine.execArgv,
      resourceLimits: this.#limits,
    };
    this.#port = portsOf(host).create();
    const [near, far] = createRoute(true);
    this.#port.bindRemote(near);
    this.#port.onExit = (code) => {
      this.#lastWord = code;
    };
    this.messagePort = this.#port.owner;
    const errno = host.syscalls.call(op.threadStart, [], [JSON.stringify(data)]);
    if (errno < 0)
      throw host.errors.node("ERR_WORKER_INIT_FAILED", `Worker initialization failure: ${host.errors.name(errno)}`);
    this.threadId = host.syscalls.numbers[0] ?? 0;
    threads.set(this.threadId, this);
    // Posted, not asked for: the thread starts though this one goes to sleep.
    host.startThread(this.threadId, far);
  }

  startThread(): number {
    this.setActive(true);
    return 0;
  }

  stopThread(): void {
    if (!this.#isOver) thisProcess().syscalls.call(op.threadStop, [this.threadId]);
  }

  /** Messages that are under way come first: the browser gets a task for them. */
  ended(code: number): void {
    if (this.#isOver) return;
    this.#isOver = true;
    threads.delete(this.threadId);
    const { native, loop } = thisProcess();
    native.setTimeout(() => {
      loop.postUnreferenced(() => {
        this.setActive(false);
        this.#port.closeDependents();
        this.makeCallback(this.onexit, this.#lastWord ?? code, null, null);
        this.unref();
        this.emitDestroy();
      });
    }, 1);
  }

  getResourceLimits(): Float64Array {
    return Float64Array.from(this.#limits);
  }

  startCpuProfile(): never {
    throw thisProcess().errors.unavailable("A profile of a thread");
  }

  startHeapProfile(): never {
    throw thisProcess().errors.unavailable("A heap profile of a thread");
  }

  cpuUsage(): never {
    throw thisProcess().errors.unavailable("What another thread has used of the processor");
  }

  loopStartTime(): number {
    return -1;
  }

  loopIdleTime(): number {
    return 0;
  }
}

export function createWorkerBinding({ state }: ProcessHost): Binding {
  return {
    Worker,
    isMainThread: true,
    isInternalThread: false,
    ownsProcessState: true,
    threadId: 0,
    threadName: "",
    resourceLimits: new Float64Array(4),
    getEnvMessagePort: () => state.thread?.port.owner,
  };
}
