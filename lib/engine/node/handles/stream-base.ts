import type { AsyncWrap } from "@/lib/engine/node/async-wrap";
import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import type { PostedWrites } from "@/lib/engine/node/handles/posted-writes";
import { bytesOfText, joinChunks } from "@/lib/engine/node/handles/stream-bytes";
import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";

/** Places in `streamBaseState`, shared with the library. */
export const streamState = {
  readBytesOrError: 0,
  arrayBufferOffset: 1,
  bytesWritten: 2,
  lastWriteWasAsync: 3,
} as const;

const canceled = -125;
const badDescriptor = -9;
const endOfFile = -4095;
const readAhead = 65536;
/** Bytes that may be on their way here unread. Half of them taken, the kernel is told to go on. */
const window = 65536;

export interface WriteRequest extends AsyncWrap {
  oncomplete?: (...args: unknown[]) => void;
}

type Held = { readonly bytes: Uint8Array; readonly ticket: number } | { readonly errno: number };

/** C++'s `LibuvStreamWrap` over an fd of the kernel's. */
export class StreamHandle extends HandleWrap {
  fd = -1;
  /** Writes wait until all is taken: for stdout and stderr, whose output must not be overtaken by `process.exit()`. */
  blocking = false;
  /** A second fd came with the bytes (IPC). */
  declare onPassed?: (fd: number) => void;
  /** For connections, whose writes needn't wait for the kernel. */
  protected readonly posted: PostedWrites | undefined;
  #onread: unknown;
  #wanted = false;
  #ticket = 0;
  /** Of the reading under way: bytes that came, and bytes taken of which the kernel doesn't know yet. */
  #underWay = 0;
  #taken = 0;
  #held: Held[] = [];
  #delivering = false;
  #userBuffer: Uint8Array | undefined;
  #bytesRead = 0;
  #bytesWritten = 0;
  #queued = 0;

  get onread(): unknown {
    return this.#onread;
  }
  set onread(callback: unknown) {
    this.#onread = callback;
  }
  /** TLS asks it of what it wraps. */
  get isStreamBase(): boolean {
    return true;
  }
  /** An HTTP parser takes a socket over that isn't taken yet; here it gets its bytes through the library. */
  get ["_consumed"](): boolean {
    return true;
  }
  set ["_consumed"](_: boolean) {}
  get bytesRead(): number {
    return this.#bytesRead;
  }
  get bytesWritten(): number {
    return this.#bytesWritten;
  }
  get writeQueueSize(): number {
    return this.#queued;
  }

  /** Starts reading if that was asked for before there was an fd. */
  opened(fd: number): void {
    this.fd = fd;
    this.#pull();
  }

  /** The child that this was to be a stream of couldn't be started: it ends before it begins. */
  neverOpens(): void {
    this.#held.push({ errno: endOfFile });
  }

  readStart(): number {
    if (this.isClosing) return badDescriptor;
    this.#wanted = true;
    this.setActive(true);
    this.#deliver();
    this.#pull();
    return 0;
  }

  readStop(): number {
    if (!this.#wanted) return 0;
    this.#wanted = false;
    this.setActive(false);
    if (this.#ticket !== 0 && this.fd >= 0) thisProcess().syscalls.call(op.streamStop, [this.fd]);
    return 0;
  }

  useUserBuffer(buffer: Uint8Array): void {
    this.#userBuffer = buffer;
  }

  #pull(): void {
    if (!this.#wanted || this.#ticket !== 0 || this.fd < 0 || this.#held.length > 0) return;
    this.#underWay = 0;
    this.#taken = 0;
    const user = this.#userBuffer?.byteLength;
    const ask = user === undefined ? [this.fd, readAhead, window] : [this.fd, user];
    const ticket = thisProcess().syscalls.later(op.streamRead, ask, [], (errno, numbers, [bytes], more) => {
      if (!more) this.#ticket = 0;
      if (this.isClosing) return;
      const passed = numbers[1] ?? -1;
      if (errno === 0 && passed >= 0) this.onPassed?.(passed);
      if (errno === 0 && bytes) this.#came(bytes, ticket);
      else if (errno !== canceled) this.#held.push({ errno: errno || endOfFile });
      this.#give();
    });
    this.#ticket = ticket;
  }

  #came(bytes: Uint8Array, ticket: number): void {
    this.#held.push({ bytes, ticket });
    this.#underWay += bytes.length;
  }

  #grant({ length }: Uint8Array, ticket: number): void {
    if (ticket !== this.#ticket || ticket === 0) return;
    this.#taken += length;
    if (this.#taken < window / 2) return;
    thisProcess().syscalls.grant(ticket, this.#taken);
    this.#underWay -= this.#taken;
    this.#taken = 0;
  }

  /** What came after `readStop` waits for the next `readStart`, and then comes on a turn of its own. */
  #deliver(): void {
    if (this.#held.length === 0 || this.#delivering) return;
    this.#delivering = true;
    thisProcess().loop.post(() => {
      this.#delivering = false;
      this.#give();
    });
  }

  #give(): void {
    if (!this.#wanted || this.isClosing) return;
    const next = this.#held.shift();
    if (!next) this.#pull();
    else if ("bytes" in next) this.#giveBytes(next.bytes, next.ticket);
    else this.#giveEnd(next.errno);
  }

  #giveBytes(bytes: Uint8Array, ticket: number): void {
    this.#bytesRead += bytes.length;
    this.#grant(bytes, ticket);
    try {
      this.#handOver(bytes);
    } finally {
      // An error of the program's doesn't stop the stream.
      if (this.#held.length > 0) this.#deliver();
      else this.#pull();
    }
  }

  #handOver(bytes: Uint8Array): void {
    const { state } = thisProcess().streams;
    state[streamState.readBytesOrError] = bytes.length;
    const user = this.#userBuffer;
    if (!user) {
      state[streamState.arrayBufferOffset] = bytes.byteOffset;
      this.makeCallback(this.#onread, bytes.buffer);
      return;
    }
    user.set(bytes);
    state[streamState.arrayBufferOffset] = 0;
    const next = this.makeCallback(this.#onread);
    if (next instanceof Uint8Array) this.#userBuffer = next;
  }

  #giveEnd(errno: number): void {
    this.#wanted = false;
    this.setActive(false);
    thisProcess().streams.state[streamState.readBytesOrError] = errno;
    thisProcess().streams.state[streamState.arrayBufferOffset] = 0;
    this.makeCallback(this.#onread, undefined);
  }

  #write(request: WriteRequest, bytes: Uint8Array, passed = -1): number {
    thisProcess().streams.state[streamState.bytesWritten] = bytes.length;
    thisProcess().streams.state[streamState.lastWriteWasAsync] = 0;
    if (this.fd < 0) return badDescriptor;
    this.#bytesWritten += bytes.length;
    const taken = passed < 0 ? this.#writeNow(bytes) : 0;
    if (taken < 0 || taken >= bytes.length) return Math.min(taken, 0);
    thisProcess().streams.state[streamState.lastWriteWasAsync] = 1;
    this.#writeLater(request, bytes.slice(taken), passed);
    return 0;
  }

  /** As `uv_try_write`: what fits goes at once, in order. Returns how much was taken, or a negative errno. */
  #writeNow(bytes: Uint8Array): number {
    if (this.#queued > 0) return 0;
    return this.posted?.take(this.fd, bytes) ?? this.#writeAndWait(bytes);
  }

  #writeAndWait(bytes: Uint8Array): number {
    let taken = 0;
    while (taken < bytes.length) {
      const rest = taken === 0 ? bytes : bytes.subarray(taken);
      const errno = this.blocking
        ? thisProcess().syscalls.call(op.write, [this.fd, -1], [rest])
        : thisProcess().syscalls.call(op.tryWrite, [this.fd], [rest]);
      if (errno < 0) return errno;
      const [count = 0, room = 0] = thisProcess().syscalls.numbers;
      this.posted?.learn(room);
      if (count === 0) break;
      taken += count;
    }
    return taken;
  }

  #writeLater(request: WriteRequest, rest: Uint8Array, passed: number): void {
    this.#queued += rest.length;
    thisProcess().loop.retain();
    thisProcess().syscalls.later(op.streamWrite, [this.fd, passed], [rest], (errno) => {
      thisProcess().loop.release();
      this.#queued -= rest.length;
      const status = this.isClosing && errno === 0 ? canceled : errno;
      request.makeCallback(request.oncomplete, status, this, undefined);
    });
  }

  writeBuffer(request: WriteRequest, view: ArrayBufferView): number {
    return this.#write(request, new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }
  writeUtf8String(request: WriteRequest, text: string, handle?: StreamHandle): number {
    return this.#write(request, bytesOfText(text, "utf8"), handle?.fd);
  }
  writeAsciiString(request: WriteRequest, text: string): number {
    return this.#write(request, bytesOfText(text, "latin1"));
  }
  writeLatin1String(request: WriteRequest, text: string): number {
    return this.#write(request, bytesOfText(text, "latin1"));
  }
  writeUcs2String(request: WriteRequest, text: string): number {
    return this.#write(request, bytesOfText(text, "utf16le"));
  }
  writev(request: WriteRequest, chunks: readonly unknown[], allBuffers: boolean): number {
    return this.#write(request, joinChunks(chunks, allBuffers));
  }

  shutdown(request: WriteRequest): number {
    if (this.fd < 0) return -107;
    thisProcess().loop.retain();
    const { fd } = this;
    const finish = (errno: number): void => {
      thisProcess().loop.release();
      request.makeCallback(request.oncomplete, errno);
    };
    thisProcess().syscalls.later(op.shutdown, [fd, 1], [], finish);
    return 0;
  }

  setBlocking(on: boolean): number {
    this.blocking = on;
    return 0;
  }

  override release(): void {
    this.#wanted = false;
    // A reading that waits to be granted more isn't ended by the close.
    if (this.#ticket !== 0 && this.#underWay >= window) thisProcess().syscalls.cancel(this.#ticket);
    if (this.fd > 2) thisProcess().syscalls.call(op.close, [this.fd]);
    else if (this.fd === 0 && this.#ticket !== 0) thisProcess().syscalls.call(op.streamStop, [0]);
    this.fd = -1;
  }
}
