import { farHost } from "@/lib/engine/node/far-names";
import { dialHost } from "@/lib/engine/node/handles/dial";
import { StreamHandle, type WriteRequest } from "@/lib/engine/node/handles/stream-base";
import { thisProcess } from "@/lib/engine/node/this-process";
import { socketFamily } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

const canceled = -125;
const alreadyInUse = -98;

/** A stream that may also listen or connect: TCP sockets and unix pipes. */
export class ServerHandle extends StreamHandle {
  #onconnection: unknown;
  /** What `bind` found wrong; told by `listen` or `connect`, as libuv does. */
  #delayed = 0;

  get onconnection(): unknown {
    return this.#onconnection;
  }
  set onconnection(callback: unknown) {
    this.#onconnection = callback;
  }

  /** What it was to be bound to is somebody else's. */
  protected get isTaken(): boolean {
    return this.#delayed < 0;
  }

  /** A handle for a connection that has come in. */
  accepted(): StreamHandle {
    throw new TypeError("A server handle must say what it accepts.");
  }

  #socket(family: number): number {
    if (this.fd >= 0) return 0;
    const errno = thisProcess().syscalls.call(op.socket, [family]);
    if (errno === 0) this.fd = thisProcess().syscalls.numbers[0] ?? -1;
    return errno;
  }

  bound(family: number, port: number, address: string, flags = 0): number {
    const errno = this.#socket(family) || thisProcess().syscalls.call(op.bind, [this.fd, port, flags], [address]);
    if (errno !== alreadyInUse) return errno;
    this.#delayed = errno;
    return 0;
  }

  listen(backlog: number): number {
    if (this.#delayed < 0) return this.#delayed;
    const errno = thisProcess().syscalls.call(op.listen, [this.fd, backlog]);
    if (errno < 0) return errno;
    this.setActive(true);
    this.#accept();
    return 0;
  }

  #accept(): void {
    if (this.isClosing || this.fd < 0) return;
    thisProcess().syscalls.later(op.accept, [this.fd], [], (errno, numbers) => {
      const fd = numbers[0] ?? -1;
      if (errno === canceled || (this.isClosing && errno < 0)) return;
      if (this.isClosing) thisProcess().syscalls.call(op.close, [fd]);
      else this.#connected(errno, fd);
    });
  }

  #connected(errno: number, fd: number): void {
    this.#accept();
    if (errno < 0) {
      this.makeCallback(this.#onconnection, errno, undefined);
      return;
    }
    const connection = this.accepted();
    connection.opened(fd);
    this.makeCallback(this.#onconnection, 0, connection);
  }

  /** The stream to the page takes the place of a socket. */
  #dial(request: WriteRequest, host: string, port: number): number {
    dialHost(host, port, (errno, fd) => {
      if (this.isClosing && errno === 0) thisProcess().syscalls.call(op.close, [fd]);
      const connected = !this.isClosing && errno === 0;
      if (connected) this.opened(fd);
      request.makeCallback(request.oncomplete, this.isClosing ? canceled : errno, this, request, connected, connected);
    });
    return 0;
  }

  connecting(request: WriteRequest, family: number, port: number, address: string): number {
    const far = family === socketFamily.unix ? undefined : farHost(address);
    if (far !== undefined) return this.#dial(request, far, port);
    const errno = this.#delayed || this.#socket(family);
    if (errno < 0) return errno;
    thisProcess().loop.retain();
    thisProcess().syscalls.later(op.connect, [this.fd, port], [address], (status) => {
      thisProcess().loop.release();
      const connected = !this.isClosing && status === 0;
      if (connected) this.opened(this.fd);
      const outcome = this.isClosing ? canceled : status;
      request.makeCallback(request.oncomplete, outcome, this, request, connected, connected);
    });
    return 0;
  }
}
