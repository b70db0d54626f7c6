import type { KernelToProcess, ProcessToKernel, StartMessage } from "../protocol/process-messages";
import { createBell, slotsMax } from "../protocol/slot";
import { fail } from "./kernel-error";
import type { System } from "./system";
import { WorkerSeat } from "./worker-seat";

export interface PoolOptions {
  readonly url: string;
  readonly type: WorkerType;
  readonly data: unknown;
  /** How many booted Workers wait for work. */
  readonly size: number;
  /** Set when the page makes the Workers; else the kernel does. */
  readonly page?: { readonly want: (worker: number) => void; readonly done: (worker: number) => void };
  readonly log: (pid: number, text: string) => void;
  /** A Worker couldn't boot, or says that it broke. */
  readonly onBroken: (seat: WorkerSeat) => void;
}

type Wanted = (seat: WorkerSeat | undefined) => void;

/** Booting a spare Worker takes the processor from the one that was just started: it can wait. */
const refillDelay = 50;

/** The Workers of all processes. A few wait booted, so that starting a process is a message. */
export class WorkerPool {
  readonly bell = createBell();
  readonly #seats: (WorkerSeat | undefined)[] = [];
  readonly #idle: WorkerSeat[] = [];
  readonly #wanted: Wanted[] = [];
  readonly #adopting = new Map<number, (port: MessagePort) => void>();
  #booting = 0;
  #workers = 0;
  #refill: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly system: System,
    readonly options: PoolOptions,
  ) {
    this.#fill();
  }

  get idle(): number {
    return this.#idle.length;
  }

  serve(index: number): void {
    this.#seats[index]?.serve();
  }

  /** Gives a booted Worker now or as soon as there's one; undefined if it can't be had. Returns how to want it no longer. */
  take(give: Wanted): () => void {
    const seat = this.#idle.shift();
    if (seat === undefined) {
      this.#wanted.push(give);
      if (this.#booting < this.#wanted.length) this.#create();
    } else give(seat);
    this.#fillSoon();
    return () => {
      const at = this.#wanted.indexOf(give);
      if (at >= 0) this.#wanted.splice(at, 1);
    };
  }

  /** The port of a Worker that the page made. */
  adopt(worker: number, port: MessagePort): void {
    const adopt = this.#adopting.get(worker) ?? fail("ESRCH");
    this.#adopting.delete(worker);
    adopt(port);
  }

  endAll(): void {
    clearTimeout(this.#refill);
    for (const seat of this.#seats) seat?.end();
  }

  /** One after the other: side by side each would be late, the one that someone waits for too. */
  #fill(): void {
    if (this.#booting === 0 && this.#idle.length < this.options.size) this.#create();
  }

  #fillSoon(): void {
    this.#refill ??= setTimeout(() => {
      this.#refill = undefined;
      this.#fill();
    }, refillDelay);
  }

  #create(): void {
    this.#booting += 1;
    this.#workers += 1;
    const worker = this.#workers;
    const { page } = this.options;
    if (page === undefined) {
      this.#createNested();
      return;
    }
    this.#adopting.set(worker, (port) => {
      this.#seat(port, () => {
        page.done(worker);
      });
    });
    page.want(worker);
  }

  #createNested(): void {
    const { url, type, data } = this.options;
    const worker = new Worker(url, { type });
    const { port1, port2 } = new MessageChannel();
    const seat = this.#seat(port1, () => {
      worker.terminate();
    });
    worker.addEventListener("error", (event) => {
      // Told of here, so it isn't an error of the kernel's Worker as well.
      event.preventDefault();
      this.options.log(seat.process?.pid ?? 0, `${event.message} (${event.filename}:${event.lineno})`);
      if (seat.process === undefined) this.#failed(seat);
    });
    worker.postMessage({ type: "start", port: port2, data } satisfies StartMessage, [port2]);
  }

  #seat(port: MessagePort, terminate: () => void): WorkerSeat {
    let index = this.#seats.indexOf(undefined);
    if (index < 0) index = this.#seats.length;
    if (index >= slotsMax) fail("EAGAIN");
    const seat = new WorkerSeat(this.system, index, port, () => {
      this.#seats[index] = undefined;
      const at = this.#idle.indexOf(seat);
      if (at >= 0) this.#idle.splice(at, 1);
      terminate();
    });
    this.#seats[index] = seat;
    port.addEventListener("message", (event: MessageEvent<ProcessToKernel>) => {
      this.#receive(seat, event.data);
    });
    port.start();
    const adopt: KernelToProcess = { type: "adopt", slot: seat.slot, bell: this.bell, index, life: seat.life };
    seat.post(adopt);
    return seat;
  }

  #receive(seat: WorkerSeat, message: ProcessToKernel): void {
    if (message.type === "log") this.options.log(seat.process?.pid ?? 0, message.text);
    else if (message.type === "ready") this.#ready(seat);
    else if (message.type === "living") this.#watchLife(seat);
    else if (message.type === "threadStart") this.#startThread(seat, message);
    else {
      this.options.log(seat.process?.pid ?? 0, message.text);
      this.#failed(seat);
    }
  }

  #startThread({ process }: WorkerSeat, { id, end }: Extract<ProcessToKernel, { type: "threadStart" }>): void {
    const thread = process?.threads.get(id);
    if (process?.alive && thread && thread.seat === undefined) this.system.host.startThread(process, thread, end);
  }

  /** A Worker that runs out of memory is ended by the browser, which tells nobody. */
  #watchLife(seat: WorkerSeat): void {
    navigator.locks
      .request(seat.life, { signal: seat.ended }, () => {
        if (seat.process !== undefined) this.options.onBroken(seat);
      })
      .catch(() => undefined);
  }

  #ready(seat: WorkerSeat): void {
    this.#booting -= 1;
    const give = this.#wanted.shift();
    if (give === undefined) this.#idle.push(seat);
    else give(seat);
    this.#fillSoon();
  }

  #failed(seat: WorkerSeat): void {
    if (seat.process !== undefined) {
      this.options.onBroken(seat);
      return;
    }
    this.#booting -= 1;
    seat.end();
    this.#wanted.shift()?.(undefined);
  }
}
