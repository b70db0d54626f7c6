import { errno } from "../protocol/errno.data";
import { op } from "../protocol/operations";
import type { AnswerMessage, KernelToProcess } from "../protocol/process-messages";
import { createSlot } from "../protocol/slot";
import { SlotServer, type Question } from "../protocol/slot-server";
import { Call } from "./call";
import { dispatch } from "./call-table";
import type { Process, Seat } from "./process";
import type { System } from "./system";

/** A Worker and the slot it calls through. It sits idle until a process, or a thread of one, is put into it. */
export class WorkerSeat implements Seat {
  readonly slot = createSlot();
  /** The name of the lock that its Worker holds while it lives. */
  readonly life = `engine-worker-${crypto.randomUUID()}`;
  readonly #ending = new AbortController();
  readonly #server = new SlotServer(this.slot);
  readonly #late = new Map<number, Call>();
  #process: Process | undefined;
  #thread = 0;
  #over = false;
  #asleep: Call | undefined;

  constructor(
    readonly system: System,
    readonly index: number,
    readonly port: MessagePort,
    readonly onEnd: () => void,
  ) {}

  /** Aborts when the seat is given up. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }
  get process(): Process | undefined {
    return this.#process;
  }
  get thread(): number {
    return this.#thread;
  }

  assign(process: Process, thread: number): void {
    this.#process = process;
    this.#thread = thread;
  }

  post(message: KernelToProcess, transfer: Transferable[] = []): void {
    if (!this.#over) this.port.postMessage(message, transfer);
  }

  interrupt(signal: number): void {
    this.#server.interrupt(signal);
    this.#asleep?.cancel(-errno.EINTR);
  }

  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#ending.abort();
    this.#server.close();
    this.port.close();
    for (const call of this.#late.values()) call.cancel();
    this.#late.clear();
    this.onEnd();
  }

  /** The bell has rung for this slot. */
  serve(): void {
    const question = this.#server.take();
    if (question === undefined) return;
    const process = this.#process;
    if (process === undefined) this.#server.answer(-errno.EPERM, []);
    else if (process.state === "stopped") process.deferred.push(() => this.#run(process, question));
    else this.#run(process, question);
  }

  #run(process: Process, question: Question): void {
    process.files.opener = this.#thread;
    if (question.closing >= 0 && process.files.peek(question.closing) !== undefined)
      process.files.close(question.closing);
    const [ticket = 0, bytes = 0] = question.numbers;
    if (question.op === op.cancel) {
      this.#late.get(ticket)?.cancel(-errno.ECANCELED);
      this.#server.answer(0, []);
    } else if (question.op === op.grant) {
      this.#late.get(ticket)?.onGrant?.(bytes);
      this.#server.answer(0, []);
    } else if (question.ticket === 0) this.#runBlocking(process, question);
    else this.#runLate(process, question);
  }

  #runBlocking(process: Process, { op: number, numbers, parts }: Question): void {
    const call = new Call(this.system, process, this.#thread, numbers, parts, (error, answered, bytes) => {
      this.#asleep = undefined;
      this.#server.answer(error, answered, bytes);
    });
    const reader = process.readers.get(this.#thread);
    if (reader !== undefined && !this.system.readings.note(reader, number, numbers, parts))
      process.readers.delete(this.#thread);
    dispatch(number, call);
    if (call.settled) return;
    this.#asleep = call;
    // The signal may have come just before the call, and nobody would look at it until that ends.
    if (this.#server.interrupted) call.cancel(-errno.EINTR);
  }

  /** Answered in place if the answer is there and fits, else by message. */
  #runLate(process: Process, { op: number, numbers, parts, ticket }: Question): void {
    let inPlace = true;
    const byMessage = (): void => {
      if (inPlace) this.#server.postpone();
      inPlace = false;
    };
    const call = new Call(this.system, process, this.#thread, numbers, parts, (error, answered, bytes) => {
      if (inPlace && this.#server.fits(bytes)) {
        inPlace = false;
        this.#server.answer(error, answered, bytes);
        return;
      }
      byMessage();
      this.#late.delete(ticket);
      this.#postAnswer({ ticket, errno: error, numbers: answered, parts: bytes, more: false });
    });
    call.onProgress = (answered, bytes) => {
      byMessage();
      this.#postAnswer({ ticket, errno: 0, numbers: answered, parts: bytes, more: true });
    };
    dispatch(number, call);
    if (call.settled) return;
    this.#late.set(ticket, call);
    byMessage();
  }

  #postAnswer(answer: Omit<AnswerMessage, "type">): void {
    // Copies of their own: cloning a view would carry all it's a view of, and a file's bytes can't be given away.
    const parts = answer.parts.map((part) => part.slice());
    this.post(
      { ...answer, type: "answer", parts },
      parts.map((part) => part.buffer),
    );
  }
}
