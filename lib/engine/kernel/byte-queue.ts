import { pollEvent } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import type { Waiter } from "./answer";
import type { Description } from "./description";
import { noBytes } from "./inode";

interface Chunk {
  bytes: Uint8Array;
  /** A file that travels with the bytes. */
  passed: Description | undefined;
}

interface Reader {
  readonly max: number;
  /** `undefined` bytes: the stream is at its end. */
  readonly give: (bytes: Uint8Array | undefined, passed: Description | undefined) => void;
  readonly waiter: Waiter;
}

interface Writer {
  bytes: Uint8Array;
  readonly total: number;
  passed: Description | undefined;
  readonly waiter: Waiter;
  readonly after: (() => void)[];
}

const remove = <T>(list: T[], item: T): void => {
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
};

/** One direction of a stream: bytes in order, no more than the capacity under way, and who waits at either end. */
export class ByteQueue {
  readonly #chunks: Chunk[] = [];
  readonly #readers: Reader[] = [];
  readonly #writers: Writer[] = [];
  readonly #listeners = new Set<() => void>();
  #size = 0;
  #ended = false;
  #broken = 0;

  constructor(readonly capacity = 65_536) {}

  get size(): number {
    return this.#size;
  }
  /** Nothing will be written any more. What is there can still be read. */
  get ended(): boolean {
    return this.#ended;
  }
  /** Nobody will read any more. */
  get broken(): boolean {
    return this.#broken !== 0;
  }
  get drained(): boolean {
    return this.#chunks.length === 0 && this.#writers.length === 0;
  }

  read(max: number, waiter: Waiter, give: Reader["give"]): void {
    const reader = { max, waiter, give };
    this.#readers.push(reader);
    waiter.onCancel = () => {
      remove(this.#readers, reader);
    };
    this.#pump();
  }

  /** Finishes the waiter with the count when all bytes have found room. */
  write(bytes: Uint8Array, waiter: Waiter, passed?: Description): void {
    if (this.#broken !== 0 || this.#ended) {
      passed?.release();
      waiter.finish(this.#broken === 0 ? -errno.EPIPE : this.#broken);
      return;
    }
    const writer: Writer = { bytes, total: bytes.length, passed, waiter, after: [] };
    this.#writers.push(writer);
    waiter.onCancel = () => {
      remove(this.#writers, writer);
      writer.passed?.release();
      for (const run of writer.after) run();
    };
    this.#pump();
  }

  /** Takes what fits now and says how much that was; a negative errno when nobody reads. */
  tryWrite(bytes: Uint8Array): number {
    if (this.#broken !== 0) return this.#broken;
    if (this.#ended) return -errno.EPIPE;
    if (this.#writers.length > 0) return 0;
    const count = Math.min(this.capacity - this.#size, bytes.length);
    if (count <= 0) return 0;
    this.push(bytes.subarray(0, count));
    return count;
  }

  /** Takes the bytes whatever the capacity says; for what has no writer to make wait, such as an echo. */
  push(bytes: Uint8Array, passed?: Description): void {
    this.#chunks.push({ bytes, passed });
    this.#size += bytes.length;
    this.#pump();
  }

  end(): void {
    this.#ended = true;
    this.#pump();
  }

  /** Nobody reads any more: what is there is dropped, writers fail with `reason`. */
  break(reason: number = -errno.EPIPE): void {
    if (this.#broken !== 0) return;
    this.#broken = reason;
    for (const chunk of this.#chunks.splice(0)) chunk.passed?.release();
    this.#size = 0;
    for (const reader of this.#readers.splice(0)) reader.waiter.finish(-errno.ECONNRESET);
    for (const writer of this.#writers.splice(0)) {
      writer.passed?.release();
      writer.waiter.finish(reason);
      for (const run of writer.after) run();
    }
    this.#changed();
  }

  /** Runs once all that waits to be written now has found room, or can't any more. */
  whenAdmitted(run: () => void): void {
    const last = this.#writers.at(-1);
    if (last === undefined) {
      run();
      return;
    }
    last.after.push(run);
  }

  /** Runs when there's less under way than the capacity; for who pushes, but at the pace of the reader. */
  whenRoom(run: () => void): void {
    if (this.#size < this.capacity || this.#broken !== 0) {
      run();
      return;
    }
    const stop = this.onChange(() => {
      if (this.#size >= this.capacity && this.#broken === 0) return;
      stop();
      run();
    });
  }

  /** Readers that wait are let go with this errno; nothing is lost. */
  stopReaders(reason: number): void {
    for (const reader of this.#readers.splice(0)) reader.waiter.finish(reason);
  }

  poll(): { readonly readable: number; readonly writable: number } {
    const readable = this.#size > 0 || this.#chunks.length > 0 ? pollEvent.in : 0;
    const over = this.#ended ? pollEvent.in | pollEvent.hangUp : 0;
    const room = this.#size < this.capacity && this.#writers.length === 0 ? pollEvent.out : 0;
    return { readable: readable | over, writable: this.broken ? pollEvent.out | pollEvent.error : room };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #pump(): void {
    do {
      this.#serveReaders();
    } while (this.#admitWriters());
    this.#changed();
  }

  #changed(): void {
    if (this.#listeners.size > 0) for (const listener of [...this.#listeners]) listener();
  }

  #serveReaders(): void {
    while (this.#readers.length > 0) {
      if (this.#chunks.length === 0 && !(this.#ended && this.#writers.length === 0)) return;
      const reader = this.#readers.shift();
      if (reader === undefined) return;
      const chunk = this.#chunks.length === 0 ? undefined : this.#take(reader.max);
      reader.give(chunk?.bytes, chunk?.passed);
    }
  }

  /** The front of the queue, as much of it as the reader wants. */
  #take(max: number): Chunk {
    const front = this.#chunks[0] ?? { bytes: noBytes, passed: undefined };
    if (front.bytes.length <= max) {
      this.#chunks.shift();
      this.#size -= front.bytes.length;
      return this.#gather(front, max);
    }
    const taken = { bytes: front.bytes.subarray(0, max), passed: front.passed };
    front.bytes = front.bytes.subarray(max);
    front.passed = undefined;
    this.#size -= max;
    return taken;
  }

  /** Small writes are read together. A terminal's lines stay apart: it overrides nothing, it asks for `joins` to be off. */
  #gather(first: Chunk, max: number): Chunk {
    if (!this.joins || first.passed !== undefined || this.#chunks.length === 0) return first;
    const gathered = [first.bytes];
    let length = first.bytes.length;
    for (let next = this.#chunks[0]; next !== undefined; next = this.#chunks[0]) {
      if (next.passed !== undefined || length + next.bytes.length > max) break;
      this.#chunks.shift();
      gathered.push(next.bytes);
      length += next.bytes.length;
    }
    if (gathered.length === 1) return first;
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const part of gathered) {
      bytes.set(part, at);
      at += part.length;
    }
    this.#size -= length - first.bytes.length;
    return { bytes, passed: undefined };
  }

  joins = true;

  /** Moves waiting writers' bytes in as far as there is room; says whether a reader may now go on. */
  #admitWriters(): boolean {
    let admitted = false;
    for (let writer = this.#writers[0]; writer !== undefined; writer = this.#writers[0]) {
      const room = this.capacity - this.#size;
      if (room <= 0 && writer.bytes.length > 0) break;
      const part = writer.bytes.subarray(0, room);
      if (part.length > 0 || writer.passed !== undefined) {
        this.#chunks.push({ bytes: part, passed: writer.passed });
        this.#size += part.length;
        admitted = true;
      }
      writer.passed = undefined;
      writer.bytes = writer.bytes.subarray(part.length);
      if (writer.bytes.length > 0) break;
      this.#writers.shift();
      writer.waiter.finish(0, [writer.total]);
      for (const run of writer.after) run();
    }
    return admitted && this.#readers.length > 0;
  }
}
