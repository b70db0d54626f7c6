import type { Sequence } from "./zstd-block";

/** How hard to look. */
export interface Effort {
  /** How many earlier places are looked at. */
  readonly depth: number;
  /** A match waits for a longer one that begins a byte later. */
  readonly isLazy: boolean;
}

const shortest = 4;
const hashBits = 16;
const longest = 65_538 + 3;

/** Finds what a block repeats of itself and of what came before it. */
export class Matcher {
  readonly #heads = new Int32Array(1 << hashBits).fill(-1);
  readonly #window: number;
  readonly #chain: Int32Array;
  readonly #effort: Effort;
  #lastDistance = 1;
  #distanceBefore = 1;

  constructor(windowLog: number, effort: Effort) {
    this.#window = 1 << windowLog;
    this.#chain = new Int32Array(this.#window).fill(-1);
    this.#effort = effort;
  }

  /** The same effort, and nothing remembered but the last distance, which a decoder remembers too. */
  begunAnew(): Matcher {
    const fresh = new Matcher(31 - Math.clz32(this.#window), this.#effort);
    fresh.#lastDistance = this.#lastDistance;
    return fresh;
  }

  /** What `find` found last isn't told to the decoder. */
  undo(): void {
    this.#lastDistance = this.#distanceBefore;
  }

  #hash(data: Uint8Array, at: number): number {
    const four =
      (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16) | ((data[at + 3] ?? 0) << 24);
    return Math.imul(four, 0x9e3779b1) >>> (32 - hashBits);
  }

  #note(data: Uint8Array, at: number): void {
    if (at + shortest > data.length) return;
    const hash = this.#hash(data, at);
    this.#chain[at & (this.#window - 1)] = this.#heads[hash] ?? -1;
    this.#heads[hash] = at;
  }

  #best(data: Uint8Array, at: number, end: number): { length: number; distance: number } {
    let best = { length: 0, distance: 0 };
    if (at + shortest > end) return best;
    const oldest = at - this.#window;
    let place = this.#heads[this.#hash(data, at)] ?? -1;
    for (let left = this.#effort.depth; left > 0 && place >= 0 && place > oldest; left--) {
      if (data[place + best.length] === data[at + best.length]) {
        const length = sameBytes(data, place, at, end);
        if (length > best.length) best = { length, distance: at - place };
      }
      const next = this.#chain[place & (this.#window - 1)] ?? -1;
      if (next >= place) break;
      place = next;
    }
    return best;
  }

  /** Sequences for data[from, to), and the bytes that stand for themselves. */
  find(data: Uint8Array, from: number, to: number): { literals: Uint8Array; sequences: Sequence[] } {
    this.#distanceBefore = this.#lastDistance;
    const sequences: Sequence[] = [];
    const literals = new Uint8Array(to - from);
    let kept = 0;
    let since = 0;
    let at = from;
    const keep = (): void => {
      this.#note(data, at);
      literals[kept++] = data[at++] ?? 0;
      since++;
    };
    while (at < to) {
      const found = this.#best(data, at, to);
      if (found.length < shortest || (this.#effort.isLazy && this.#best(data, at + 1, to).length > found.length + 1)) {
        keep();
        continue;
      }
      const isSame = found.distance === this.#lastDistance && since > 0;
      sequences.push({ literals: since, length: found.length, offset: isSame ? 1 : found.distance + 3 });
      this.#lastDistance = found.distance;
      for (const end = at + found.length; at < end; at++) this.#note(data, at);
      since = 0;
    }
    return { literals: literals.slice(0, kept), sequences };
  }
}

function sameBytes(data: Uint8Array, one: number, other: number, end: number): number {
  const most = Math.min(end - other, longest);
  let length = 0;
  while (length < most && data[one + length] === data[other + length]) length++;
  return length;
}
