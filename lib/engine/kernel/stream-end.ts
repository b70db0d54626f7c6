import { endOfStream, handleKind, O_RDWR, S_IFIFO, S_IFSOCK, socketFamily } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import { answer, type Answer, type Waiter } from "./answer";
import type { ByteQueue } from "./byte-queue";
import { Description } from "./description";
import { noBytes } from "./inode";
import { fail } from "./kernel-error";
import { plainStat } from "./stat-numbers";

/** Where writers that take no notice of how much room there is are refused. */
const pushedMax = 1 << 20;

export interface SocketName {
  readonly family: number;
  readonly address: string;
  readonly port: number;
}

export const unnamed: SocketName = { family: socketFamily.unix, address: "", port: 0 };

/** What can be read from and written to as a stream of bytes, and may carry open files along. */
export interface StreamLike {
  readonly incoming: ByteQueue | undefined;
  readonly outgoing: ByteQueue | undefined;
}

/** One end of a pipe or of a connection. */
export class StreamEnd extends Description implements StreamLike {
  override readonly kind: number;
  /** Both, once connected; a socket that isn't has neither. */
  incoming: ByteQueue | undefined;
  outgoing: ByteQueue | undefined;
  local: SocketName = unnamed;
  remote: SocketName = unnamed;
  readonly #mode: number;

  constructor(
    incoming: ByteQueue | undefined,
    outgoing: ByteQueue | undefined,
    readonly family: number | "pipe" = socketFamily.unix,
    flags: number = O_RDWR,
  ) {
    super(flags);
    this.incoming = incoming;
    this.outgoing = outgoing;
    this.kind = family === "pipe" || family === socketFamily.unix ? handleKind.pipe : handleKind.tcp;
    this.#mode = (family === "pipe" ? S_IFIFO : S_IFSOCK) | (family === "pipe" ? 0o600 : 0o777);
  }

  override stat(): number[] {
    return plainStat(this.#mode);
  }

  protected override closed(): void {
    this.outgoing?.end();
    this.incoming?.break();
  }

  override read(length: number, _position: number, waiter: Waiter): undefined {
    this.#readable().read(length, waiter, (bytes, passed) => {
      passed?.release();
      waiter.finish(0, [bytes?.length ?? 0], [bytes ?? noBytes]);
    });
  }

  override write(bytes: Uint8Array, _position: number, waiter: Waiter): Answer | undefined {
    this.#writable().write(bytes, waiter);
    return undefined;
  }

  /** As `read`, but the end is an error of its own and a passed file is handed on. */
  receive(max: number, waiter: Waiter, adopt: (file: Description) => number): void {
    this.#readable().read(max, waiter, (bytes, passed) => {
      if (bytes === undefined) waiter.finish(endOfStream);
      else waiter.finish(0, [bytes.length, passed === undefined ? -1 : adopt(passed)], [bytes]);
    });
  }

  send(bytes: Uint8Array, waiter: Waiter, passed?: Description): void {
    this.#writable().write(bytes, waiter, passed);
  }

  tryWrite(bytes: Uint8Array): number {
    return this.#writable().tryWrite(bytes);
  }

  /** Takes all of it: the writer has been told that there is room. */
  pushWrite(bytes: Uint8Array): number {
    const queue = this.#writable();
    if (queue.broken || queue.ended) return queue.tryWrite(bytes);
    if (queue.size > pushedMax) return -errno.ENOBUFS;
    queue.push(bytes);
    return this.room;
  }

  /** Bytes that can be written now without waiting. */
  get room(): number {
    return this.outgoing === undefined ? 0 : Math.max(0, this.outgoing.capacity - this.outgoing.size);
  }

  shutdown(how: number): void {
    if (this.incoming === undefined && this.outgoing === undefined) fail("ENOTCONN");
    if (how !== 0) this.outgoing?.end();
    if (how !== 1) this.incoming?.end();
  }

  /** Both sides see a broken connection. */
  reset(): void {
    this.outgoing?.break(-errno.ECONNRESET);
    this.incoming?.break(-errno.ECONNRESET);
  }

  override poll(): number {
    return (this.incoming?.poll().readable ?? 0) | (this.outgoing?.poll().writable ?? 0);
  }

  override onPoll(changed: () => void): () => void {
    const undo = [this.incoming?.onChange(changed), this.outgoing?.onChange(changed)];
    return () => {
      for (const each of undo) each?.();
    };
  }

  #readable(): ByteQueue {
    if (this.incoming === undefined) return fail(this.family === "pipe" ? "EBADF" : "ENOTCONN");
    return this.incoming;
  }

  #writable(): ByteQueue {
    if (this.outgoing === undefined) return fail(this.family === "pipe" ? "EBADF" : "ENOTCONN");
    return this.outgoing;
  }
}

export const state = (end: StreamEnd): Answer =>
  answer([end.incoming?.size ?? 0, end.outgoing?.size ?? 0, end.incoming?.ended === true ? 1 : 0], []);
