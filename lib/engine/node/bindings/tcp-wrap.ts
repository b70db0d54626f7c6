import { AsyncObject } from "@/lib/engine/node/async-object";
import type { Binding } from "@/lib/engine/node/binding-host";
import { PostedWrites } from "@/lib/engine/node/handles/posted-writes";
import { ServerHandle } from "@/lib/engine/node/handles/server-handle";
import type { StreamHandle, WriteRequest } from "@/lib/engine/node/handles/stream-base";
import { thisProcess } from "@/lib/engine/node/this-process";
import { socketFamily } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

const tcpType = { socket: 0, server: 1 } as const;

interface Address {
  address?: string;
  port?: number;
  family?: string;
}

export class TCP extends ServerHandle {
  protected override readonly posted = new PostedWrites();

  constructor(type: number) {
    super(type === tcpType.server ? "TCPSERVERWRAP" : "TCPWRAP");
  }

  override accepted(): StreamHandle {
    return new TCP(tcpType.socket);
  }

  open(fd: number): number {
    this.opened(fd);
    return 0;
  }

  bind(address: string, port: number, flags = 0): number {
    return this.bound(socketFamily.ipv4, port, address, flags);
  }

  bind6(address: string, port: number, flags = 0): number {
    return this.bound(socketFamily.ipv6, port, address, flags);
  }

  connect(request: WriteRequest, address: string, port: number): number {
    return this.connecting(request, socketFamily.ipv4, port, address);
  }

  connect6(request: WriteRequest, address: string, port: number): number {
    return this.connecting(request, socketFamily.ipv6, port, address);
  }

  #name(into: Address, peer: number): number {
    const { syscalls } = thisProcess();
    if (this.fd < 0) return -9;
    const errno = syscalls.call(op.sockname, [this.fd, peer]);
    if (errno < 0) return errno;
    const [family = 0, port = 0] = syscalls.numbers;
    into.address = textOf(syscalls.parts()[0]);
    into.port = port;
    into.family = family === socketFamily.ipv6 ? "IPv6" : "IPv4";
    return 0;
  }

  getsockname(into: Address): number {
    return this.#name(into, 0);
  }

  getpeername(into: Address): number {
    return this.#name(into, 1);
  }

  setNoDelay(): number {
    return 0;
  }

  setKeepAlive(): number {
    return 0;
  }

  setTypeOfService(): number {
    return 0;
  }

  getTypeOfService(): number {
    return 0;
  }

  reset(callback?: () => void): number {
    if (this.fd >= 0) thisProcess().syscalls.call(op.resetSocket, [this.fd]);
    this.close(callback);
    return 0;
  }
}

class TCPConnectWrap extends AsyncObject {
  constructor() {
    super("TCPCONNECTWRAP");
  }
}

export const createTcpWrapBinding = (): Binding => ({ TCP, TCPConnectWrap });
