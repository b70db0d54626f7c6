import { op } from "./operations";
import { flattenParts, packedBound, packParts, unflattenParts, unpackParts, type Part } from "./parts";
import { Patience } from "./patience";
import { header, numbersMax, payloadMax, ring, slotState, type Slot } from "./slot";

/** One call as it goes through a slot and comes back. */
export interface Question {
  readonly op: number;
  readonly numbers: readonly number[];
  readonly parts: readonly Part[];
  readonly ticket: number;
  readonly closing: number;
}

/** Writes the question down; one too long for the slot goes ahead of itself in portions. */
export function fill(slot: Slot, trip: () => void, question: Question): void {
  const bytes = question.parts.length === 0 ? 0 : fillParts(slot, trip, question.parts);
  const { numbers } = question;
  if (numbers.length > numbersMax) throw new RangeError(`A call takes at most ${numbersMax} numbers.`);
  for (let index = 0; index < numbers.length; index++) slot.numbers[index] = numbers[index] ?? 0;
  slot.header[header.op] = question.op;
  slot.header[header.numbers] = numbers.length;
  slot.header[header.bytes] = bytes;
  slot.header[header.ticket] = question.ticket;
  slot.header[header.closing] = question.closing + 1;
}

function fillParts(slot: Slot, trip: () => void, parts: readonly Part[]): number {
  if (packedBound(parts) <= payloadMax) return packParts(slot.payload, slot.view, parts);
  const flat = flattenParts(parts);
  let at = 0;
  for (; flat.length - at > payloadMax; at += payloadMax) {
    slot.payload.set(flat.subarray(at, at + payloadMax));
    slot.header[header.op] = op.more;
    slot.header[header.numbers] = 0;
    slot.header[header.bytes] = payloadMax;
    slot.header[header.ticket] = 0;
    trip();
  }
  slot.payload.set(flat.subarray(at));
  return flat.length - at;
}

export function roundTrip(slot: Slot, bell: Int32Array, index: number): void {
  Atomics.store(slot.header, header.state, slotState.asked);
  ring(bell, index);
  awaitAnswer(slot);
}

/** How long to look before going to sleep: most calls are answered in a tenth of it, and being woken takes as long. */
const lookMilliseconds = 0.1;
const looksAtOnce = 50;
const looking = new Patience();

function lookFor({ header: head }: Slot): boolean {
  const until = performance.now() + lookMilliseconds;
  do {
    for (let look = 0; look < looksAtOnce; look++)
      if (Atomics.load(head, header.state) === slotState.answered) return true;
  } while (performance.now() < until);
  return false;
}

export function awaitAnswer(slot: Slot): void {
  const { header: head } = slot;
  looking.try(() => lookFor(slot));
  for (;;) {
    const state = Atomics.load(head, header.state);
    if (state === slotState.answered) break;
    Atomics.store(head, header.waiting, 1);
    Atomics.wait(head, header.state, state);
    Atomics.store(head, header.waiting, 0);
  }
  Atomics.store(head, header.state, slotState.idle);
}

export function takeParts(slot: Slot, trip: () => void): readonly Uint8Array[] {
  const bytes = slot.header[header.bytes] ?? 0;
  if (bytes === 0) return [];
  const total = slot.header[header.total] ?? 0;
  if (total === 0) return unpackParts(slot.payload, slot.view, bytes);
  // The answer's numbers must outlive the calls that fetch the rest of its payload.
  const numbers = slot.numbers.slice();
  const flat = new Uint8Array(total);
  flat.set(slot.payload.subarray(0, bytes));
  for (let at = bytes; at < total; at += slot.header[header.bytes] ?? 0) {
    slot.header[header.op] = op.rest;
    slot.header[header.numbers] = 0;
    slot.header[header.bytes] = 0;
    slot.header[header.ticket] = 0;
    trip();
    flat.set(slot.payload.subarray(0, slot.header[header.bytes]), at);
  }
  slot.numbers.set(numbers);
  return unflattenParts(flat);
}
