import { bytesOfLetter, letterOfBytes } from "@/lib/engine/node/messaging/letter-bytes";
import { createMailboxMemory, Mailbox } from "@/lib/engine/node/messaging/mailbox";
import type { Letter, RouteEnd, Wire } from "@/lib/engine/node/messaging/wire";

/** Both ends of a new way. `isWatched`: somebody may want its letters without a turn of the event loop. */
export function createRoute(isWatched: boolean): [RouteEnd, RouteEnd] {
  const { port1, port2 } = new MessageChannel();
  const [there, back] = isWatched ? [createMailboxMemory(), createMailboxMemory()] : [];
  const start = { sent: 0, received: 0 };
  return [
    { port: port1, inbox: back, outbox: there, ...start },
    { port: port2, inbox: there, outbox: back, ...start },
  ];
}

/** Sends letters by a browser's port and, where there are mailboxes, leaves a copy to be found at once. Each counts once. */
export class Route {
  readonly port: MessagePort;
  readonly #inbox: Mailbox | undefined;
  readonly #outbox: Mailbox | undefined;
  #sent: number;
  #received: number;

  constructor({ port, inbox, outbox, sent, received }: RouteEnd) {
    this.port = port;
    this.#inbox = inbox && new Mailbox(inbox);
    this.#outbox = outbox && new Mailbox(outbox);
    this.#sent = sent;
    this.#received = received;
  }

  /** How this end goes on in another thread. */
  end(): RouteEnd {
    const { port } = this;
    const [inbox, outbox] = [this.#inbox?.memory, this.#outbox?.memory];
    return { port, inbox, outbox, sent: this.#sent, received: this.#received };
  }

  send(letter: Letter, transfer: readonly Transferable[] = []): void {
    this.port.postMessage({ type: "letter", number: this.#sent + 1, letter } satisfies Wire, [...transfer]);
    this.#sent += 1;
    const bytes = this.#outbox && transfer.length === 0 ? bytesOfLetter(letter) : undefined;
    if (bytes) this.#outbox?.put(this.#sent, bytes);
  }

  /** The next letter, if it lies in the mailbox. */
  fetch(): Letter | undefined {
    const bytes = this.#inbox?.take(this.#received + 1);
    if (!bytes) return undefined;
    this.#received += 1;
    return letterOfBytes(bytes);
  }

  /** Whether a letter that came by the port is new. */
  admits(number: number): boolean {
    if (number <= this.#received) return false;
    this.#received = number;
    this.#inbox?.drop(number);
    return true;
  }
}
