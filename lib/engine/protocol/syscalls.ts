import { Foreseen, questionOf, type ForeseenAnswer } from "./foreseen";
import { op } from "./operations";
import { textOf, type Part } from "./parts";
import { ReadAhead } from "./read-ahead";
import { awaitAnswer, fill, roundTrip, takeParts } from "./slot-trip";
import type { AnswerMessage } from "./process-messages";
import { foreseenAt, header, namesAt, ring, signalBit, slotState, viewSlot, type Slot } from "./slot";

/** Numbers and parts belong to the callback; they may be kept. With `more` it will be called again. */
export type Callback = (errno: number, numbers: ArrayLike<number>, parts: readonly Uint8Array[], more: boolean) => void;

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
  /**
   * Asks and goes on at once. The answer is read, and the callback run, before the next call of any kind; so what is posted
   * happens in order, but a callback may be late. For calls that are answered at once and fit into the slot.
   */
  readonly post: (
    op: number,
    numbers: readonly number[],
    parts: readonly Part[],
    callback: (errno: number, answer: number) => void,
  ) => void;
  /** The callback still runs: with -ECANCELED, or with the answer if that was quicker. */
  readonly cancel: (ticket: number) => void;
  /** Tells a call that answers again and again that so many bytes of its answers have been taken. */
  readonly grant: (ticket: number, bytes: number) => void;
  /** How many `later` calls have no answer yet. */
  readonly pending: () => number;
  /** For messages of type `answer`, which come over the process's port. */
  readonly deliver: (message: AnswerMessage) => void;
  /** As long as it stays the same, no name in the file system has come or gone. */
  readonly namesAge: () => number;
  /** Has the kernel say at once what this program will ask for while it starts, going by its last start. */
  readonly foresee: (program: string) => void;
  /** The signal that has come and was asked for as one that interrupts, the lowest of several; 0 for none. */
  readonly signal: () => number;
  /** The signal that was told last has been heard of. */
  readonly clearSignal: () => void;
  /** Sleeps for so long, or until such a signal comes. */
  readonly sleep: (milliseconds: number) => void;
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
export const createSyscalls = (options: SyscallsOptions): Syscalls => new SlotCalls(options);

class SlotCalls implements Syscalls {
  readonly #slot: Slot;
  readonly #bell: Int32Array;
  readonly #index: number;
  readonly #defer: (run: () => void) => void;
  readonly #callbacks = new Map<number, Callback>();
  readonly #readAhead: ReadAhead;
  readonly #foreseen: Foreseen;
  readonly numbers: Float64Array;
  #parts: readonly Uint8Array[] = [];
  #tickets = 0;
  #heard = 0;
  #posted: ((errno: number, answer: number) => void) | undefined;

  constructor(options: SyscallsOptions) {
    this.#slot = viewSlot(options.slot);
    this.#bell = new Int32Array(options.bell);
    this.#index = options.index;
    this.#defer = options.defer ?? createDefer();
    this.numbers = this.#slot.numbers;
    this.#foreseen = new Foreseen({
      names: this.namesAge,
      contents: () => Atomics.load(this.#bell, foreseenAt),
    });
    this.#readAhead = new ReadAhead({
      call: this.#callKernel,
      numbers: this.numbers,
      parts: this.parts,
      answer: (numbers, parts) => {
        this.numbers.set(numbers);
        this.#parts = parts;
      },
    });
  }

  parts = (): readonly Uint8Array[] => this.#parts;
  pending = (): number => this.#callbacks.size;
  namesAge = (): number => Atomics.load(this.#bell, namesAt);

  foresee = (program: string): void => {
    const names = this.namesAge();
    const contents = Atomics.load(this.#bell, foreseenAt);
    if (this.call(op.foresee, [], [program]) < 0) return;
    const [head, bytes] = this.#parts;
    this.#foreseen.keep(JSON.parse(textOf(head)) as ForeseenAnswer[], bytes ?? new Uint8Array(0), names, contents);
  };

  call = (number: number, numbers: readonly number[], parts: readonly Part[] = []): number =>
    this.#foretold(number, numbers, parts) ?? this.#readAhead.call(number, numbers, parts);

  #foretold(number: number, numbers: readonly number[], parts: readonly Part[]): number | undefined {
    if (this.#foreseen.isEmpty) return undefined;
    const question = questionOf(number, numbers, parts);
    if (question === undefined) return undefined;
    // What was posted happens first, and may change the answer.
    this.#takePosted();
    const kept = this.#foreseen.take(question);
    if (kept === undefined) return undefined;
    this.numbers.set(kept.numbers);
    this.#parts = kept.parts;
    return kept.errno;
  }

  later = (number: number, numbers: readonly number[], parts: readonly Part[], callback: Callback): number => {
    this.#readAhead.leave();
    this.#tickets = (this.#tickets % 0x7fffffff) + 1;
    const ticket = this.#tickets;
    this.#callbacks.set(ticket, callback);
    const errno = this.#ask(number, numbers, parts, ticket);
    if (this.#slot.header[header.pending] === 1) return ticket;
    const answer = this.numbers.slice(0, this.#slot.header[header.numbers]);
    const answered = takeParts(this.#slot, this.#trip);
    this.#defer(() => {
      this.#settle(ticket, errno, answer, answered, false);
    });
    return ticket;
  };

  post: Syscalls["post"] = (number, numbers, parts, callback) => {
    this.#readAhead.leave();
    this.#prepare(number, numbers, parts, 0);
    Atomics.store(this.#slot.header, header.state, slotState.asked);
    ring(this.#bell, this.#index);
    this.#posted = callback;
  };

  cancel = (ticket: number): void => {
    if (!this.#callbacks.has(ticket)) return;
    this.#readAhead.leave();
    this.#ask(op.cancel, [ticket], [], 0);
  };

  grant = (ticket: number, bytes: number): void => {
    if (!this.#callbacks.has(ticket)) return;
    this.#readAhead.leave();
    this.#ask(op.grant, [ticket, bytes], [], 0);
  };

  deliver = (message: AnswerMessage): void => {
    this.#settle(message.ticket, message.errno, message.numbers, message.parts, message.more);
  };

  signal = (): number => {
    const come = Atomics.load(this.#slot.header, header.signal);
    this.#heard = come === 0 ? 0 : 32 - Math.clz32(come & -come);
    return this.#heard;
  };
  clearSignal = (): void => {
    if (this.#heard > 0) Atomics.and(this.#slot.header, header.signal, ~signalBit(this.#heard));
    this.#heard = 0;
  };
  sleep = (milliseconds: number): void => void Atomics.wait(this.#slot.header, header.signal, 0, milliseconds);

  exit = (code: number, by: number = op.exit): never => {
    const { header: head } = this.#slot;
    this.#takePosted();
    fill(this.#slot, this.#trip, { op: by, numbers: [code], parts: [], ticket: 0, closing: -1 });
    Atomics.store(head, header.state, slotState.asked);
    ring(this.#bell, this.#index);
    for (;;) Atomics.wait(head, header.state, Atomics.load(head, header.state), 1000);
  };

  #callKernel = (number: number, numbers: readonly number[], parts: readonly Part[]): number => {
    const errno = this.#ask(number, numbers, parts, 0);
    this.#parts = takeParts(this.#slot, this.#trip);
    return errno;
  };

  #ask(number: number, numbers: readonly number[], parts: readonly Part[], ticket: number): number {
    this.#prepare(number, numbers, parts, ticket);
    this.#trip();
    return this.#slot.header[header.errno] ?? 0;
  }

  #prepare(number: number, numbers: readonly number[], parts: readonly Part[], ticket: number): void {
    this.#takePosted();
    const closing = this.#readAhead.takeClosing();
    fill(this.#slot, this.#trip, { op: number, numbers, parts, ticket, closing });
  }

  #takePosted(): void {
    const callback = this.#posted;
    if (callback === undefined) return;
    this.#posted = undefined;
    awaitAnswer(this.#slot);
    callback(this.#slot.header[header.errno] ?? 0, this.numbers[0] ?? 0);
  }

  #trip = (): void => {
    roundTrip(this.#slot, this.#bell, this.#index);
  };

  #settle(ticket: number, ...[errno, numbers, parts, more]: Parameters<Callback>): void {
    const callback = this.#callbacks.get(ticket);
    if (!more) this.#callbacks.delete(ticket);
    callback?.(errno, numbers, parts, more);
  }
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
