import { op } from "./operations";
import { flattenParts, packedBound, packParts, unflattenParts, unpackParts } from "./parts";
import { header, numbersMax, payloadMax, signalBit, sleepingAt, slotState, viewSlot, type Slot } from "./slot";

export interface Question {
  readonly op: number;
  readonly numbers: readonly number[];
  readonly parts: readonly Uint8Array[];
  /** 0 for a call that blocks. */
  readonly ticket: number;
  /** A descriptor to be closed first; -1 for none. */
  readonly closing: number;
}

/** Most bytes one question may carry: beyond it the call fails, so that no process fills the kernel's memory. */
export const questionMax = 1 << 30;

const nothing: readonly Uint8Array[] = [];

/** The kernel's side of one slot. */
export class SlotServer {
  readonly #slot: Slot;
  #ahead: Uint8Array[] = [];
  #aheadBytes = 0;
  #rest: Uint8Array | undefined;
  #closed = false;

  constructor(buffer: SharedArrayBuffer) {
    this.#slot = viewSlot(buffer);
  }

  /** The next question, or undefined when there is none: nothing asked, or a portion that was handled on the way. */
  take(): Question | undefined {
    const { header: head, numbers: given } = this.#slot;
    if (this.#closed || Atomics.load(head, header.state) !== slotState.asked) return undefined;
    const number = head[header.op] ?? 0;
    const bytes = Math.min(head[header.bytes] ?? 0, payloadMax);
    if (this.#takePortion(number, bytes)) return undefined;
    const count = Math.min(head[header.numbers] ?? 0, numbersMax);
    const numbers: number[] = [];
    for (let index = 0; index < count; index++) numbers.push(given[index] ?? 0);
    const parts = this.#takeParts(bytes);
    Atomics.store(head, header.state, slotState.taken);
    return { op: number, numbers, parts, ticket: head[header.ticket] ?? 0, closing: (head[header.closing] ?? 0) - 1 };
  }

  /** Whether the payload fits into the slot, so that even a call with a ticket can be answered in place. */
  fits(parts: readonly Uint8Array[]): boolean {
    return packedBound(parts) <= payloadMax;
  }

  answer(errno: number, numbers: readonly number[], parts: readonly Uint8Array[] = nothing): void {
    if (this.#closed) return;
    const { header: head, numbers: place, payload, view } = this.#slot;
    for (let index = 0; index < numbers.length; index++) place[index] = numbers[index] ?? 0;
    head[header.numbers] = numbers.length;
    if (parts.length === 0) this.#put(errno, 0, 0, 0);
    else if (this.fits(parts)) this.#put(errno, packParts(payload, view, parts), 0, 0);
    else {
      const flat = flattenParts(parts);
      this.#putRest(errno, flat, flat.length);
    }
  }

  /** Lets a call with a ticket go on: its answer will come by message. */
  postpone(): void {
    if (this.#closed) return;
    this.#slot.header[header.numbers] = 0;
    this.#put(0, 0, 0, 1);
  }

  /** Tells of a signal, and wakes a process that sleeps until one comes. */
  interrupt(signal: number): void {
    if (this.#closed) return;
    Atomics.or(this.#slot.header, header.signal, signalBit(signal));
    Atomics.notify(this.#slot.header, header.signal);
  }

  /** Whether there is a signal that the process hasn't heard of. */
  get interrupted(): boolean {
    return Atomics.load(this.#slot.header, header.signal) !== 0;
  }

  /** Marks the slot dead. Nothing is ever written to it again. */
  close(): void {
    this.#closed = true;
    this.#ahead = [];
    this.#rest = undefined;
    Atomics.store(this.#slot.header, header.dead, 1);
  }

  #put(errno: number, bytes: number, total: number, pending: number): void {
    const head = this.#slot.header;
    head[header.errno] = errno;
    head[header.bytes] = bytes;
    head[header.total] = total;
    head[header.pending] = pending;
    Atomics.store(head, header.state, slotState.answered);
    if (Atomics.load(head, header.waiting) === 1) Atomics.notify(head, header.state);
  }

  #putRest(errno: number, flat: Uint8Array, total: number): void {
    const portion = flat.subarray(0, payloadMax);
    this.#slot.payload.set(portion);
    this.#rest = flat.length > payloadMax ? flat.subarray(payloadMax) : undefined;
    this.#put(errno, portion.length, total, 0);
  }

  #takePortion(number: number, bytes: number): boolean {
    if (number === op.rest) {
      this.#putRest(0, this.#rest ?? new Uint8Array(0), 0);
      return true;
    }
    if (number !== op.more) return false;
    // What is over the limit is dropped here, so the question can't be read whole and is refused as malformed.
    if (this.#aheadBytes + bytes <= questionMax) {
      this.#ahead.push(this.#slot.payload.slice(0, bytes));
      this.#aheadBytes += bytes;
    }
    this.#put(0, 0, 0, 0);
    return true;
  }

  #takeParts(bytes: number): readonly Uint8Array[] {
    const { payload, view } = this.#slot;
    if (this.#ahead.length === 0) return bytes === 0 ? nothing : unpackParts(payload, view, bytes);
    const flat = new Uint8Array(this.#aheadBytes + bytes);
    let at = 0;
    for (const portion of this.#ahead) {
      flat.set(portion, at);
      at += portion.length;
    }
    flat.set(payload.subarray(0, bytes), at);
    this.#ahead = [];
    this.#aheadBytes = 0;
    return unflattenParts(flat);
  }
}

/** Which slots have rung since the last look. */
export function takeRings(bell: Int32Array, visit: (index: number) => void): boolean {
  let any = false;
  for (let word = 1; word < sleepingAt; word++) {
    if (Atomics.load(bell, word) === 0) continue;
    let bits = Atomics.exchange(bell, word, 0);
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits);
      bits &= ~(1 << bit);
      any = true;
      visit((word - 1) * 32 + bit);
    }
  }
  return any;
}
