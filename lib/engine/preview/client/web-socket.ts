import type { LineMessage, SocketNews, SocketWish } from "../line";

const loopback = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])$/;
const prefix = /^\/~(\d{1,5})(\/.*)?$/;

/** The port and path in the engine that an address means, or undefined when it leads outside. */
export function engineAddress(address: string, page: { readonly href: string; readonly host: string }) {
  const url = new URL(address, page.href);
  const target = url.pathname + url.search;
  if (url.host === page.host) {
    const own = prefix.exec(url.pathname);
    return own === null ? { port: undefined, target } : { port: Number(own[1]), target: (own[2] ?? "/") + url.search };
  }
  return loopback.test(url.hostname) ? { port: Number(url.port || 80), target } : undefined;
}

type Speak = (message: LineMessage, transfer: Transferable[]) => void;
type Handler = ((event: Event) => void) | null;

/** A WebSocket over the engine's line, since a service worker never sees one. */
export class EngineWebSocket extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly extensions = "";
  readonly bufferedAmount = 0;
  readonly url: string;
  binaryType: BinaryType = "blob";
  protocol = "";
  readyState = 0;
  onopen: Handler = null;
  onmessage: Handler = null;
  onerror: Handler = null;
  onclose: Handler = null;
  readonly #wire: MessagePort;

  constructor(
    url: URL,
    where: { readonly port: number | undefined; readonly target: string },
    protocols: string[],
    say: Speak,
  ) {
    super();
    this.url = url.href;
    const { port1, port2 } = new MessageChannel();
    this.#wire = port1;
    port1.addEventListener("message", ({ data }: MessageEvent<SocketNews>) => {
      this.#hear(data);
    });
    port1.start();
    say({ type: "socket", ...where, protocols }, [port2]);
  }

  send(data: string | ArrayBufferLike | ArrayBufferView | Blob): void {
    if (this.readyState === 0) throw new DOMException("Still in CONNECTING state.", "InvalidStateError");
    if (this.readyState !== 1) return;
    if (data instanceof Blob) {
      data.arrayBuffer().then(
        (bytes) => this.#wish({ type: "send", data: bytes }),
        () => undefined,
      );
    } else if (typeof data === "string") this.#wish({ type: "send", data });
    else {
      const view = ArrayBuffer.isView(data)
        ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
        : new Uint8Array(data);
      this.#wish({ type: "send", data: new Uint8Array(view).buffer });
    }
  }

  close(code?: number, reason = ""): void {
    if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) {
      throw new DOMException(`The close code must be 1000 or in the range 3000 to 4999.`, "InvalidAccessError");
    }
    if (this.readyState >= 2) return;
    this.readyState = 2;
    this.#wish({ type: "close", code, reason });
  }

  #wish(wish: SocketWish): void {
    this.#wire.postMessage(wish);
  }

  #hear(news: SocketNews): void {
    if (this.readyState === 3) return;
    if (news.type === "open") {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.protocol = news.protocol;
      this.#fire("open", new Event("open"));
    } else if (news.type === "message") this.#message(news.data);
    else if (news.type === "close") this.#over(news.code, news.reason);
    else {
      this.#fire("error", new Event("error"));
      this.#over(1006, "");
    }
  }

  #message(data: string | Uint8Array): void {
    if (this.readyState !== 1) return;
    const bytes = typeof data === "string" ? undefined : new Uint8Array(data);
    const binary = bytes === undefined || this.binaryType === "arraybuffer" ? bytes?.buffer : new Blob([bytes]);
    this.#fire("message", new MessageEvent("message", { data: binary ?? data, origin: new URL(this.url).origin }));
  }

  #over(code: number, reason: string): void {
    const clean = code !== 1006;
    this.readyState = 3;
    if (!clean) this.#fire("error", new Event("error"));
    this.#fire("close", new CloseEvent("close", { code, reason, wasClean: clean }));
    this.#wire.close();
  }

  #fire(name: "open" | "message" | "error" | "close", event: Event): void {
    this[`on${name}`]?.(event);
    this.dispatchEvent(event);
  }
}

/** `WebSocket` as pages see it: sockets to the engine's ports go over the line, all others are the browser's own. */
export function shimWebSocket(scope: typeof globalThis, say: Speak): void {
  const Native = scope.WebSocket;
  const construct = (address: string | URL, protocols: string | string[] = []): EngineWebSocket | WebSocket => {
    const url = new URL(address, scope.location.href);
    url.protocol = url.protocol.replace(/^http/, "ws");
    const where = engineAddress(url.href, scope.location);
    if (where === undefined) return new Native(address, protocols);
    return new EngineWebSocket(url, where, typeof protocols === "string" ? [protocols] : [...protocols], say);
  };
  scope.WebSocket = new Proxy(Native, {
    construct: (_native, [address, protocols]: [string | URL, string | string[] | undefined]) =>
      construct(address, protocols),
  });
  Object.defineProperty(Native, Symbol.hasInstance, {
    value: (value: unknown) => value instanceof EngineWebSocket || Native.prototype.isPrototypeOf(value as object),
  });
}
