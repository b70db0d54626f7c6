import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import type { Cloner } from "@/lib/engine/node/messaging/clone";
import { thisProcess } from "@/lib/engine/node/this-process";

export interface Letter {
  readonly payload: unknown;
  readonly hasStandIns: boolean;
}

type Wire = { type: "letter"; letter: Letter } | { type: "close" } | { type: "exit"; code: number };

/** What a port is bound to: the other end in this thread, or a port of the browser's that leads to another one. */
type Peer =
  { readonly type: "local"; readonly core: PortCore } | { readonly type: "remote"; readonly port: MessagePort };

/** The works of a `MessagePort`: the library replaces the prototype of the class itself. */
export class PortCore extends HandleWrap {
  /** The object that the program sees. */
  readonly owner: object;
  readonly #cloner: Cloner;
  readonly #emit: (data: unknown, type: string) => void;
  #peer: Peer | undefined;
  #queue: Letter[] = [];
  #receiving = false;
  #isClosed = false;
  #isDelivering = false;

  constructor(owner: object, cloner: Cloner, emit: (data: unknown, type: string) => void) {
    super("MESSAGEPORT");
    this.owner = owner;
    this.#cloner = cloner;
    this.#emit = emit;
    this.setActive(true);
  }

  /** The last word of a thread whose port this is. */
  onExit?: (code: number) => void;

  /** As the thread on this side ends: whatever was posted before comes first. */
  postExit(code: number): void {
    if (this.#peer?.type === "remote") this.#peer.port.postMessage({ type: "exit", code } satisfies Wire);
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  bindLocal(core: PortCore): void {
    this.#peer = { type: "local", core };
  }

  bindRemote(port: MessagePort): void {
    this.#peer = { type: "remote", port };
    port.onmessage = ({ data }: MessageEvent<Wire>): void => {
      if (data.type === "letter") this.#arrived(data.letter);
      else if (data.type === "exit") this.onExit?.(data.code);
      else thisProcess().loop.postUnreferenced(() => this.closeBySelf());
    };
  }

  post(value: unknown, transferList: readonly object[]): void {
    if (transferList.includes(this.owner)) throw this.#cloner.error("Transfer list contains source port");
    const parcel = this.#cloner.pack(value, transferList);
    const { hasStandIns, transfer } = parcel;
    const peer = this.#peer;
    if (peer?.type === "remote") {
      const wire: Wire = { type: "letter", letter: { payload: parcel.payload, hasStandIns } };
      peer.port.postMessage(wire, [...transfer]);
      return;
    }
    // Even a message that nobody will get must be one that can be cloned.
    const payload = this.#cloner.cloneParcel(parcel);
    if (peer) peer.core.#arrived({ payload, hasStandIns });
  }

  #arrived(letter: Letter): void {
    if (this.#isClosed) return;
    this.#queue.push(letter);
    this.#deliver();
  }

  start(): void {
    this.#receiving = true;
    this.#deliver();
  }

  stop(): void {
    this.#receiving = false;
  }

  #deliver(): void {
    if (!this.#receiving || this.#isDelivering || this.#queue.length === 0) return;
    this.#isDelivering = true;
    thisProcess().loop.postUnreferenced(() => {
      this.#isDelivering = false;
      if (!this.#receiving) return;
      this.deliverOne();
      this.#deliver();
    });
  }

  deliverOne(): boolean {
    const letter = this.#queue.shift();
    if (!letter || this.#isClosed) return false;
    this.makeCallback(() => {
      this.#emit(this.#cloner.unpack(letter.payload, letter.hasStandIns), "message");
    });
    return true;
  }

  /** Everything that has come, at once. */
  drain(): void {
    while (this.deliverOne());
  }

  /** The next message without waiting for it; `none` when there is none. */
  take(none: unknown): unknown {
    const letter = this.#queue.shift();
    return letter ? this.#cloner.unpack(letter.payload, letter.hasStandIns) : none;
  }

  /** Gives up this end to another thread (or back to this one, by way of the browser). */
  leave(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    const peer = this.#peer;
    if (peer?.type === "remote" && this.#queue.length === 0) {
      peer.port.onmessage = null;
      this.#abandon();
      return peer.port;
    }
    if (peer?.type === "remote") relay(peer.port, port1);
    else if (peer?.type === "local") peer.core.bindRemote(port1);
    for (const letter of this.#queue) port1.postMessage({ type: "letter", letter } satisfies Wire);
    this.#abandon();
    return port2;
  }

  #abandon(): void {
    this.#queue = [];
    this.#peer = undefined;
    this.#isClosed = true;
    this.setActive(false);
  }

  /** `onclose` of the library comes on a later turn, at both ends. */
  closeBySelf(callback?: () => void): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const peer = this.#peer;
    this.#peer = undefined;
    if (peer?.type === "remote") {
      peer.port.postMessage({ type: "close" } satisfies Wire);
      peer.port.close();
    } else if (peer?.type === "local") peer.core.closedByPeer();
    this.close(callback);
  }

  /** The other end is gone: this one ends too, once it has said what it still holds. */
  closedByPeer(): void {
    this.#peer = undefined;
    // What has been posted before is still delivered.
    thisProcess().loop.postUnreferenced(() => {
      if (this.#receiving) this.drain();
      this.closeBySelf();
    });
  }
}

function relay(from: MessagePort, to: MessagePort): void {
  from.onmessage = ({ data }: MessageEvent<Wire>): void => to.postMessage(data);
  to.onmessage = ({ data }: MessageEvent<Wire>): void => from.postMessage(data);
}
