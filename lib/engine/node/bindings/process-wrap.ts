import type { Binding } from "@/lib/engine/node/binding-host";
import { pairsOf } from "@/lib/engine/node/environment";
import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import type { StreamHandle } from "@/lib/engine/node/handles/stream-base";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { demand } from "@/lib/engine/node/permissions/permission";
import { signalName } from "@/lib/engine/node/signal-names";
import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";
import type { SpawnSpec, Stdio } from "@/lib/engine/protocol/spawn-spec";

/** What the library says of each fd of a child. */
export interface StdioOption {
  readonly type: "ignore" | "pipe" | "overlapped" | "inherit" | "fd" | "wrap";
  readonly handle?: StreamHandle;
  readonly wrapType?: string;
  readonly fd?: number;
}

/** `UV_PROCESS_DETACHED` */
const detachedFlag = 8;
const noSuchProcess = -3;

export function stdioOf({ type, fd, handle }: StdioOption, index: number): Stdio {
  if (type === "ignore") return index < 3 ? { type: "ignore" } : { type: "closed" };
  if (type === "pipe" || type === "overlapped") return { type: "pipe" };
  return { type: "fd", fd: (type === "wrap" ? handle?.fd : fd) ?? index };
}

interface Identity {
  readonly cwd?: string | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly detached?: boolean | undefined;
}

/** Where a child runs and as whom; what isn't given is left out. */
export const identityOf = ({
  cwd,
  uid,
  gid,
  detached,
}: Identity): Pick<SpawnSpec, "cwd" | "uid" | "gid" | "detached"> => ({
  ...(typeof cwd === "string" && cwd !== "" && { cwd }),
  ...(detached && { detached: true }),
  ...(typeof uid === "number" && { uid }),
  ...(typeof gid === "number" && { gid }),
});

class Process extends HandleWrap {
  /** Set once there is a child. */
  declare pid?: number;
  declare onexit?: (code: number, signal: string) => void;
  #isOver = false;

  constructor() {
    super("PROCESSWRAP");
  }

  spawn(
    file: string,
    args: readonly string[] | undefined,
    cwd: string | undefined,
    pairs: readonly string[] | undefined,
    stdio: readonly StdioOption[] | undefined,
    flags: number,
    uid?: number,
    gid?: number,
  ): number {
    demand(thisProcess(), "child", file);
    const { syscalls, state } = thisProcess();
    const options = stdio ?? [];
    const spec: SpawnSpec = {
      file,
      args: (args ?? [file]).map(String),
      env: pairs ?? pairsOf(state.environment),
      stdio: options.map(stdioOf),
      ...identityOf({ cwd, uid, gid, detached: (flags & detachedFlag) !== 0 }),
    };
    const errno = syscalls.call(op.spawn, [], [JSON.stringify(spec)]);
    if (errno < 0) {
      for (const { handle } of options) handle?.neverOpens();
      return errno;
    }
    this.pid = syscalls.numbers[0] ?? 0;
    const ends = options.map((_, index) => syscalls.numbers[1 + index] ?? -1);
    for (const [index, option] of options.entries()) {
      const end = ends[index] ?? -1;
      if (end >= 0) option.handle?.opened(end);
    }
    this.setActive(true);
    this.#await();
    return 0;
  }

  #await(): void {
    const { syscalls } = thisProcess();
    syscalls.later(op.wait, [this.pid ?? 0, 0], [], (errno, numbers) => {
      this.#isOver = true;
      const [code = 0, signal = 0] = errno < 0 ? [1, 0] : [numbers[1], numbers[2]];
      // What the child said last may be answered already and wait for its turn: it's heard before the end.
      syscalls.later(op.nop, [], [], () => {
        this.setActive(false);
        this.makeCallback(this.onexit, signal ? 0 : code, signal ? signalName(signal) : "");
      });
    });
  }

  kill(signal: number): number {
    return this.#isOver ? noSuchProcess : thisProcess().syscalls.call(op.kill, [this.pid ?? 0, signal]);
  }
}

export const createProcessWrapBinding = (_host: ProcessHost): Binding => ({ Process });
