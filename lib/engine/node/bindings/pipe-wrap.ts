import { AsyncObject } from "@/lib/engine/node/async-object";
import type { Binding } from "@/lib/engine/node/binding-host";
import { ServerHandle } from "@/lib/engine/node/handles/server-handle";
import type { StreamHandle, WriteRequest } from "@/lib/engine/node/handles/stream-base";
import { socketFamily } from "@/lib/engine/protocol/constants";

const pipeType = { socket: 0, server: 1, ipc: 2 } as const;

export class Pipe extends ServerHandle {
  readonly #ipc: boolean;

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
    return this.bound(socketFamily.unix, 0, path);
  }

  connect(request: WriteRequest, path: string): number {
    return this.connecting(request, socketFamily.unix, 0, path);
  }

  fchmod(): number {
    return 0;
  }
}

class PipeConnectWrap extends AsyncObject {
  constructor() {
    super("PIPECONNECTWRAP");
  }
}

export const createPipeWrapBinding = (): Binding => ({ Pipe, PipeConnectWrap });
