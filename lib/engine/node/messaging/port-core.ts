import { HandleWrap } from "@/lib/engine/node/handles/handle-wrap";
import type { Cloner } from "@/lib/engine/node/messaging/clone";
import { createRoute, Route } from "@/lib/engine/node/messaging/route";
import type { Letter, RouteEnd, Wire } from "@/lib/engine/node/messaging/wire";
import { thisProcess } from "@/lib/engine/node/this-process";

/** What a port is bound to: the other end in this thread, or the way to another one. */
type Peer = { readonly type: "local"; readonly core: PortCore } | { readonly type: "remote"; readonly route: Route };

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
  /** Ports of this thread whose other ends have been sent by this one. */
  readonly #dependents = new Set<PortCore>();

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
    if (this.#peer?.type === "remote") this.#peer.route.port.postMessage({ type: "exit", code } satisfies Wire);
  }

  /** The thread at the other end is gone, and what it was given with it. */
  closeDependents(): void {
    for (const core of this.#dependents) {
      core.closeDependents();
      core.closeBySelf();
    }
    this.#dependents.clear();
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  bindLocal(core: PortCore): void {
    this.#peer = { type: "local", core };
  }

  bindRemote(end: RouteEnd): Route {
    const route = new Route(end);
    this.#peer = { type: "remote", route };
    end.port.onmessage = ({ data }: MessageEvent<Wire>): void => {
      if (data.type === "letter") {
        if (route.admits(data.number)) this.#arrived(data.letter);
      } else if (data.type === "exit") this.onExit?.(data.code);
      else thisProcess().loop.postUnreferenced(() => this.closeBySelf());
    };
    // The thread at the other end is gone, without a word. (TypeScript doesn't know this event yet.)
    const onclose = (): void => {
      thisProcess().loop.postUnreferenced(() => {
        if (this.#peer?.type === "remote" && this.#peer.route === route) this.closeBySelf();
      });
    };
    Object.assign(end.port, { onclose });
    return route;
  }

  post(value: unknown, transferList: readonly object[]): void {
    if (transferList.includes(this.owner)) throw this.#cloner.error("Transfer list contains source port");
    const parcel = this.#cloner.pack(value, transferList);
    for (const core of this.#cloner.parted.splice(0)) this.#dependents.add(core as PortCore);
    const { hasStandIns, transfer } = parcel;
    const peer = this.#peer;
    if (peer?.type === "remote") {
      this.#cloner.inOurWords(() => {
        peer.route.send({ payload: parcel.payload, hasStandIns }, transfer);
      });
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
    const letter = this.#queue.shift() ?? (this.#peer?.type === "remote" ? this.#peer.route.fetch() : undefined);
    return letter ? this.#cloner.unpack(letter.payload, letter.hasStandIns) : none;
  }

  /** Gives up this end to another thread (or back to this one, by way of the browser). */
  leave(): RouteEnd {
    const peer = this.#peer;
    if (peer?.type === "remote" && this.#queue.length === 0) {
      const { port } = peer.route;
      port.onmessage = null;
      this.#abandon();
      return peer.route.end();
    }
    const [near, far] = createRoute(this.#cloner.sharesMemory);
    if (peer?.type === "local") {
      const route = peer.core.bindRemote(near);
      this.#cloner.parted.push(peer.core);
      for (const letter of this.#queue) route.send(letter);
    } else {
      const route = new Route(near);
      for (const letter of this.#queue) route.send(letter);
      if (peer) relay(peer.route, near.port, this.#queue.length);
    }
    this.#abandon();
    return far;
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
      peer.route.port.postMessage({ type: "close" } satisfies Wire);
      peer.route.port.close();
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

/** Passes on what comes after the `ahead` letters that have been sent already. */
function relay({ port: from }: Route, to: MessagePort, ahead: number): void {
  let sent = ahead;
  from.onmessage = ({ data }: MessageEvent<Wire>): void => {
    if (data.type === "letter") sent += 1;
    to.postMessage(data.type === "letter" ? { ...data, number: sent } : data);
  };
  to.onmessage = ({ data }: MessageEvent<Wire>): void => from.postMessage(data);
}
