/**
 * The shared memory between one process and the kernel, and the bell that all processes ring.
 * A slot serves one call at a time: the process fills it, rings, and sleeps until the state is `answered`.
 */
export const slotState = { idle: 0, asked: 1, answered: 2, taken: 3 } as const;

/** Places in the slot's int32 header. */
export const header = {
  state: 0,
  op: 1,
  /** How many of the numbers count. */
  numbers: 2,
  /** Bytes of payload in the slot now. */
  bytes: 3,
  /** 0 or a negative errno. */
  errno: 4,
  /** In an answer: bytes of the whole payload, when it's more than the slot holds. */
  total: 5,
  /** Set by the kernel when it has declared the process dead. */
  dead: 6,
  /** 0 for a call that blocks; else the number under which the answer may come later by message. */
  ticket: 7,
  /** In an answer to a call with a ticket: 1 when the answer will come by message. */
  pending: 8,
  /** 1 while the process sleeps until its answer is there: only then must it be woken. */
  waiting: 10,
  /** 1 + a descriptor that is closed before the call is made; 0 for none. */
  closing: 9,
  /** The signals that the process wants to hear of in the middle of its work, each a bit. The process takes them back. */
  signal: 11,
} as const;

export const numbersAt = 64;
export const numbersMax = 32;
export const payloadAt = numbersAt + numbersMax * 8;
export const payloadMax = 1 << 18;
export const slotBytes = payloadAt + payloadMax;

const bitWords = 16;
export const slotsMax = bitWords * 32;
/** Word 0 counts rings, then there is one bit for each slot. This one is 1 while the kernel sleeps and must be woken. */
export const sleepingAt = 1 + bitWords;
/** Counts how often any name in the file system has come, gone or become reachable: what was seen at one count still holds at it. */
export const namesAt = sleepingAt + 1;
/** Counts how often anything has changed that the kernel told somebody before they asked. */
export const foreseenAt = namesAt + 1;
const bellWords = foreseenAt + 1;

export interface Slot {
  readonly header: Int32Array;
  readonly numbers: Float64Array;
  readonly payload: Uint8Array;
  readonly view: DataView;
}

export function viewSlot(buffer: SharedArrayBuffer): Slot {
  return {
    header: new Int32Array(buffer, 0, numbersAt / 4),
    numbers: new Float64Array(buffer, numbersAt, numbersMax),
    payload: new Uint8Array(buffer, payloadAt, payloadMax),
    view: new DataView(buffer, payloadAt, payloadMax),
  };
}

export const createSlot = (): SharedArrayBuffer => new SharedArrayBuffer(slotBytes);
export const createBell = (): SharedArrayBuffer => new SharedArrayBuffer(bellWords * 4);

/** Tells the kernel that slot `index` has been filled. */
export function ring(bell: Int32Array, index: number): void {
  Atomics.or(bell, 1 + (index >> 5), 1 << (index & 31));
  Atomics.add(bell, 0, 1);
  // Waking costs more than all the rest, and who is awake looks by itself.
  if (Atomics.exchange(bell, sleepingAt, 0) === 1) Atomics.notify(bell, 0);
}

/** The place of a signal among those that a process hears of in the middle of its work. */
export const signalBit = (signal: number): number => (signal > 31 ? 0 : 1 << (signal - 1));
