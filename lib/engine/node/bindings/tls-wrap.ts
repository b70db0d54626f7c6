import type { Binding } from "@/lib/engine/node/binding-host";
import { StreamHandle } from "@/lib/engine/node/handles/stream-base";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";

/** The record type of a TLS handshake: tells the page that what follows is meant to be encrypted. */
const handshake = 22;

type Callback = (...args: unknown[]) => void;

/**
 * A client's TLS, as a browser allows it: the bytes go to the page in clear, and the page's `fetch` encrypts them and
 * judges the certificate. So the handshake succeeds at once, and a bad certificate is a connection that breaks.
 */
class TLSWrap extends StreamHandle {
  declare onhandshakestart?: Callback;
  declare onhandshakedone?: Callback;
  declare onerror?: Callback;
  #servername = "";
  readonly #below: StreamHandle;

  constructor(below: StreamHandle, isServer: boolean) {
    super("TLSWRAP");
    this.#below = below;
    Object.defineProperty(this, "fd", { get: () => below.fd, set() {} });
    if (isServer) this.#refuse();
  }

  /** A server isn't started: natively it waits for the client's first word. Its owner listens once it's made. */
  #refuse(): void {
    thisProcess().loop.post(() => {
      const message = "tabsmith can't be a TLS server: serve plain HTTP; the preview's own address is secure.";
      this.makeCallback(
        this.onerror,
        Object.assign(new Error(message), { code: "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM" }),
      );
    });
  }

  /** What keeps the process alive is the socket below. */
  override setActive(on: boolean): void {
    this.#below.setActive(on);
  }

  override release(): void {
    this.readStop();
  }

  start(): void {
    const { loop, syscalls } = thisProcess();
    const name = new TextEncoder().encode(this.#servername);
    syscalls.call(op.write, [this.fd, -1], [Uint8Array.of(handshake, ...name, 0)]);
    loop.post(() => {
      this.makeCallback(this.onhandshakestart, Date.now());
      this.makeCallback(this.onhandshakedone);
      this.opened(this.fd);
    });
  }

  setServername(name: string): void {
    this.#servername = name;
  }
  getServername(): string | false {
    return this.#servername || false;
  }
  /** The page has judged it already, or the connection breaks. */
  verifyError(): undefined {
    return undefined;
  }
  /** Reused, so no one asks for a certificate that the browser doesn't show. */
  isSessionReused(): boolean {
    return true;
  }
  getALPNNegotiatedProtocol(): false {
    return false;
  }
  getProtocol(): string {
    return "TLSv1.3";
  }
  getCipher(): object {
    return { name: "TLS_AES_128_GCM_SHA256", standardName: "TLS_AES_128_GCM_SHA256", version: "TLSv1.3" };
  }
  getPeerCertificate(): undefined {
    return undefined;
  }
  getPeerX509Certificate(): undefined {
    return undefined;
  }
  getCertificate(): undefined {
    return undefined;
  }
  getX509Certificate(): undefined {
    return undefined;
  }
  getSession(): undefined {
    return undefined;
  }
  getTLSTicket(): undefined {
    return undefined;
  }
  getFinished(): undefined {
    return undefined;
  }
  getPeerFinished(): undefined {
    return undefined;
  }
  getSharedSigalgs(): string[] {
    return [];
  }
  getEphemeralKeyInfo(): object {
    return {};
  }
  destroySSL(): void {
    this.readStop();
  }
  setVerifyMode(): void {}
  setALPNProtocols(): void {}
  setSession(): void {}
  requestOCSP(): void {}
  enableSessionCallbacks(): void {}
  enableCertCb(): void {}
  enableALPNCb(): void {}
  enableKeylogCallback(): void {}
  enablePskCallback(): void {}
  setPskIdentityHint(): void {}
  enableTrace(): void {}
  setMaxSendFragment(): boolean {
    return true;
  }
  newSessionDone(): void {}
  certCbDone(): void {}
  loadSession(): void {}
  writesIssuedByPrevListenerDone(): void {}
}

export const createTlsWrapBinding = (_host: ProcessHost): Binding => ({
  TLSWrap,
  wrap: (below: StreamHandle, _context: unknown, isServer: boolean) => new TLSWrap(below, isServer),
  HAVE_SSL_TRACE: false,
});
