import { streamWindow, type ByteMessage } from "../protocol/byte-stream";
import type { Waiter } from "./answer";
import type { ByteQueue } from "./byte-queue";

/** What a bridge joins a port to: something to read from and something to write to. */
export interface BridgeEnds {
  /** Called before anything that a program said goes to the port. */
  readonly settle: () => void;
  /** Goes to the port. */
  readonly outgoing: ByteQueue | undefined;
  /** Takes what comes from the port, and says when there's room for more. */
  readonly take: ((bytes: Uint8Array, taken: () => void) => void) | undefined;
  /** The port's side sends nothing more. */
  readonly ended: () => void;
  /** The port's side has gone. */
  readonly broken: () => void;
}

const portion = 65_536;

/** Joins a stream of the kernel's to a MessagePort that leads to the page. */
export class PortBridge {
  #window = streamWindow;
  #reading = false;
  #over = false;
  #ended = false;
  #portEnded = false;
  readonly #drained: (() => void)[] = [];

  constructor(
    readonly port: MessagePort,
    readonly ends: BridgeEnds,
  ) {
    port.addEventListener("message", (event: MessageEvent<ByteMessage>) => {
      this.#receive(event.data);
    });
    port.start();
    this.#read();
  }

  /** Runs once all that had been written by now has been posted, or can't be any more. */
  whenDrained(run: () => void): void {
    if (this.#over || this.#ended || this.ends.outgoing?.drained !== false) run();
    else this.#drained.push(run);
  }

  /** Tells the port's side that the connection broke. */
  reset(): void {
    if (this.#over) return;
    this.#post({ type: "reset" });
    this.#close();
  }

  #receive(message: ByteMessage): void {
    if (this.#over) return;
    if (message.type === "data")
      this.ends.take?.(message.bytes, () => {
        if (!this.#over) this.#post({ type: "taken", bytes: message.bytes.length });
      });
    else if (message.type === "taken") {
      this.#window += message.bytes;
      this.#read();
    } else if (message.type === "end") {
      this.#portEnded = true;
      this.ends.ended();
      this.#closeIfDone();
    } else {
      this.#close();
      this.ends.broken();
    }
  }

  #read(): void {
    const { outgoing } = this.ends;
    if (this.#reading || this.#over || this.#ended || this.#window <= 0 || outgoing === undefined) return;
    this.#reading = true;
    const waiter: Waiter = {
      onCancel: undefined,
      finish: () => {
        this.reset();
      },
    };
    outgoing.read(Math.min(portion, this.#window), waiter, (bytes) => {
      this.#reading = false;
      if (bytes === undefined) this.#end();
      else this.#send(bytes);
    });
  }

  #send(bytes: Uint8Array): void {
    this.#window -= bytes.length;
    this.ends.settle();
    // A copy: what was read may be a view of something larger, which can't be given away.
    const own = bytes.slice();
    this.#post({ type: "data", bytes: own }, [own.buffer]);
    if (this.ends.outgoing?.drained === true) this.#tellDrained();
    this.#read();
  }

  #end(): void {
    this.#ended = true;
    this.ends.settle();
    this.#post({ type: "end" });
    this.#tellDrained();
    this.#closeIfDone();
  }

  /** Nothing will be said in either direction; what has been posted still arrives. */
  #closeIfDone(): void {
    if (this.#ended && (this.#portEnded || this.ends.take === undefined)) this.port.close();
  }

  #close(): void {
    this.#over = true;
    this.ends.outgoing?.break();
    this.#tellDrained();
    this.port.close();
  }

  #tellDrained(): void {
    for (const run of this.#drained.splice(0)) run();
  }

  #post(message: ByteMessage, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }
}
