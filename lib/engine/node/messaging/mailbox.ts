/** A power of two: places in the ring are counted on and on, and wrap with their number. */
const capacity = 1 << 20;
const headerBytes = 8;
const written = 0;
const read = 1;

export const createMailboxMemory = (): SharedArrayBuffer => new SharedArrayBuffer(headerBytes + capacity);

interface Entry {
  readonly at: number;
  readonly number: number;
  readonly length: number;
}

/**
 * Letters from one thread to another in shared memory: one writes, the other reads, without a turn of its event loop.
 * A browser's port delivers in such a turn only, and a thread that sleeps in `Atomics.wait` takes none.
 */
export class Mailbox {
  readonly memory: SharedArrayBuffer;
  readonly #counts: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(memory: SharedArrayBuffer) {
    this.memory = memory;
    this.#counts = new Int32Array(memory, 0, 2);
    this.#bytes = new Uint8Array(memory, headerBytes);
  }

  /** False when there's no room: the letter then comes by the port alone. */
  put(number: number, letter: Uint8Array): boolean {
    const from = Atomics.load(this.#counts, written);
    const used = (from - Atomics.load(this.#counts, read)) >>> 0;
    if (headerBytes + letter.length > capacity - used) return false;
    const header = new Uint8Array(Uint32Array.of(number, letter.length).buffer);
    this.#write(from, header);
    this.#write(from + headerBytes, letter);
    Atomics.store(this.#counts, written, (from + headerBytes + letter.length) | 0);
    return true;
  }

  /** The letter of this very number, if it is the next that lies here. Those before it are dropped. */
  take(number: number): Uint8Array | undefined {
    this.drop(number - 1);
    const next = this.#next();
    if (next?.number !== number) return undefined;
    const letter = this.#copy(next.at + headerBytes, next.length);
    this.#advance(next);
    return letter;
  }

  /** Drops every letter up to this number. */
  drop(number: number): void {
    for (let next = this.#next(); next && next.number <= number; next = this.#next()) this.#advance(next);
  }

  #next(): Entry | undefined {
    const at = Atomics.load(this.#counts, read);
    if (at === Atomics.load(this.#counts, written)) return undefined;
    const [number = 0, length = 0] = new Uint32Array(this.#copy(at, headerBytes).buffer);
    return { at, number, length };
  }

  #advance({ at, length }: Entry): void {
    Atomics.store(this.#counts, read, (at + headerBytes + length) | 0);
  }

  #write(at: number, bytes: Uint8Array): void {
    const place = (at >>> 0) & (capacity - 1);
    const first = Math.min(bytes.length, capacity - place);
    this.#bytes.set(bytes.subarray(0, first), place);
    this.#bytes.set(bytes.subarray(first), 0);
  }

  #copy(at: number, length: number): Uint8Array<ArrayBuffer> {
    const place = (at >>> 0) & (capacity - 1);
    const first = Math.min(length, capacity - place);
    const copy = new Uint8Array(length);
    copy.set(this.#bytes.subarray(place, place + first));
    copy.set(this.#bytes.subarray(0, length - first), first);
    return copy;
  }
}
