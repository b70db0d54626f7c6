import { AsyncObject } from "@/lib/engine/node/async-object";
import type { Binding } from "@/lib/engine/node/binding-host";
import { ServerHandle } from "@/lib/engine/node/handles/server-handle";
import type { StreamHandle, WriteRequest } from "@/lib/engine/node/handles/stream-base";
import { thisProcess } from "@/lib/engine/node/this-process";
import { socketFamily } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

const pipeType = { socket: 0, server: 1, ipc: 2 } as const;

const badDescriptor = -9;
/** libuv's `UV_READABLE` and `UV_WRITABLE`, and what they are in modes. */
const others = [
  [1, 0o444],
  [2, 0o222],
] as const;

export class Pipe extends ServerHandle {
  readonly #ipc: boolean;
  /** The path of ours that clients connect to. It goes with the server, so that the next one can take it. */
  #path: string | undefined;

  constructor(type: number) {
    super(type === pipeType.server ? "PIPESERVERWRAP" : "PIPEWRAP");
    this.#ipc = type === pipeType.ipc;
  }

  get isIpc(): boolean {
    return this.#ipc;
  }

  override accepted(): StreamHandle {
    return new Pipe(pipeType.socket);
  }

  open(fd: number): number {
    if (fd === 1 || fd === 2) this.blocking = true;
    this.opened(fd);
    return 0;
  }

  bind(path: string): number {
    const errno = this.bound(socketFamily.unix, 0, path);
    if (errno === 0 && !this.isTaken && !path.startsWith("\0")) this.#path = path;
    return errno;
  }

  override release(): void {
    super.release();
    if (this.#path !== undefined) thisProcess().syscalls.call(op.unlink, [], [this.#path]);
  }

  connect(request: WriteRequest, path: string): number {
    return this.connecting(request, socketFamily.unix, 0, path);
  }

  /** Lets others read, write or both: they connect by the path. */
  fchmod(wanted: number): number {
    const { syscalls } = thisProcess();
    if (this.#path === undefined) return badDescriptor;
    const mode = others.reduce((sum, [flag, bits]) => sum | ((wanted & flag) === 0 ? 0 : bits), 0o700);
    return syscalls.call(op.chmod, [mode], [this.#path]);
  }
}

class PipeConnectWrap extends AsyncObject {
  constructor() {
    super("PIPECONNECTWRAP");
  }
}

export const createPipeWrapBinding = (): Binding => ({ Pipe, PipeConnectWrap });
