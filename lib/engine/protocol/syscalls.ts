import { op } from "./operations";
import { flattenParts, packedBound, packParts, unflattenParts, unpackParts, type Part } from "./parts";
import type { AnswerMessage } from "./process-messages";
import { header, numbersMax, payloadMax, ring, slotState, viewSlot, type Slot } from "./slot";

/** Numbers and parts belong to the callback; they may be kept. */
export type Callback = (errno: number, numbers: ArrayLike<number>, parts: readonly Uint8Array[]) => void;

export interface Syscalls {
  /** Sleeps until the kernel answers: 0 or a negative errno. What it answered is in `numbers` and `parts`. */
  readonly call: (op: number, numbers: readonly number[], parts?: readonly Part[]) => number;
  /** Of the last `call`. Shared with the next one: read them at once. */
  readonly numbers: Float64Array;
  /** Of the last `call`; they may be kept. */
  readonly parts: () => readonly Uint8Array[];
  /**
   * Asks without waiting for the answer. In order with `call`s before and after it. The callback never runs
   * inside of `later`. Returns the ticket for `cancel`.
   */
  readonly later: (op: number, numbers: readonly number[], parts: readonly Part[], callback: Callback) => number;
  /** The callback still runs: with -ECANCELED, or with the answer if that was quicker. */
  readonly cancel: (ticket: number) => void;
  /** How many `later` calls have no answer yet. */
  readonly pending: () => number;
  /** For messages of type `answer`, which come over the process's port. */
  readonly deliver: (message: AnswerMessage) => void;
  /** Ends the process (or, with `op.threadExit`, the thread). The Worker sleeps until it's terminated. */
  readonly exit: (code: number, by?: number) => never;
}

export interface SyscallsOptions {
  readonly slot: SharedArrayBuffer;
  readonly bell: SharedArrayBuffer;
  readonly index: number;
  /** Runs something on a later turn of the event loop; answers that are there at once are delivered through it. */
  readonly defer?: (run: () => void) => void;
}

/** A process's side of its slot. Only for Workers: the page's thread may not sleep. */
export function createSyscalls(options: SyscallsOptions): Syscalls {
  const slot = viewSlot(options.slot);
  const bell = new Int32Array(options.bell);
  const defer = options.defer ?? createDefer();
  const callbacks = new Map<number, Callback>();
  let parts: readonly Uint8Array[] = [];
  let tickets = 0;

  const trip = () => {
    roundTrip(slot, bell, options.index);
  };
  const ask = (number: number, numbers: readonly number[], given: readonly Part[], ticket: number): number => {
    fill(slot, trip, { op: number, numbers, parts: given, ticket });
    trip();
    return slot.header[header.errno] ?? 0;
  };
  const settle = (ticket: number, errno: number, numbers: ArrayLike<number>, answered: readonly Uint8Array[]) => {
    const callback = callbacks.get(ticket);
    callbacks.delete(ticket);
    callback?.(errno, numbers, answered);
  };

  return {
    numbers: slot.numbers,
    parts: () => parts,
    call(number, numbers, given = []) {
      const errno = ask(number, numbers, given, 0);
      parts = takeParts(slot, trip);
      return errno;
    },
    later(number, numbers, given, callback) {
      tickets = (tickets % 0x7fffffff) + 1;
      const ticket = tickets;
      callbacks.set(ticket, callback);
      const errno = ask(number, numbers, given, ticket);
      if (slot.header[header.pending] === 1) return ticket;
      const answer = slot.numbers.slice(0, slot.header[header.numbers]);
      const answered = takeParts(slot, trip);
      defer(() => {
        settle(ticket, errno, answer, answered);
      });
      return ticket;
    },
    cancel(ticket) {
      if (callbacks.has(ticket)) ask(op.cancel, [ticket], [], 0);
    },
    pending: () => callbacks.size,
    deliver(message) {
      settle(message.ticket, message.errno, message.numbers, message.parts);
    },
    exit(code, by = op.exit) {
      fill(slot, trip, { op: by, numbers: [code], parts: [], ticket: 0 });
      Atomics.store(slot.header, header.state, slotState.asked);
      ring(bell, options.index);
      for (;;) Atomics.wait(slot.header, header.state, Atomics.load(slot.header, header.state), 1000);
    },
  };
}

interface Question {
  readonly op: number;
  readonly numbers: readonly number[];
  readonly parts: readonly Part[];
  readonly ticket: number;
}

/** Writes the question down; one too long for the slot goes ahead of itself in portions. */
function fill(slot: Slot, trip: () => void, question: Question): void {
  const bytes = question.parts.length === 0 ? 0 : fillParts(slot, trip, question.parts);
  const { numbers } = question;
  if (numbers.length > numbersMax) throw new RangeError(`A call takes at most ${numbersMax} numbers.`);
  for (let index = 0; index < numbers.length; index++) slot.numbers[index] = numbers[index] ?? 0;
  slot.header[header.op] = question.op;
  slot.header[header.numbers] = numbers.length;
  slot.header[header.bytes] = bytes;
  slot.header[header.ticket] = question.ticket;
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

function roundTrip(slot: Slot, bell: Int32Array, index: number): void {
  Atomics.store(slot.header, header.state, slotState.asked);
  ring(bell, index);
  for (;;) {
    const state = Atomics.load(slot.header, header.state);
    if (state === slotState.answered) break;
    Atomics.wait(slot.header, header.state, state);
  }
  Atomics.store(slot.header, header.state, slotState.idle);
}

function takeParts(slot: Slot, trip: () => void): readonly Uint8Array[] {
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

function createDefer(): (run: () => void) => void {
  const queue: (() => void)[] = [];
  const channel = new MessageChannel();
  channel.port1.addEventListener("message", () => queue.shift()?.());
  channel.port1.start();
  return (run) => {
    queue.push(run);
    channel.port2.postMessage(0);
  };
}
