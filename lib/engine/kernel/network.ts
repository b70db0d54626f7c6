import { socketFamily } from "../protocol/constants";
import { ByteQueue } from "./byte-queue";
import { fail } from "./kernel-error";
import { Listener } from "./listener";
import { StreamEnd, type SocketName } from "./stream-end";

const ephemeralFirst = 32_768;
const ephemeralLast = 60_999;

export interface PortChange {
  readonly type: "port-opened" | "port-closed";
  readonly port: number;
  readonly address: string;
  readonly pid: number;
}

const wildcards = new Set(["0.0.0.0", "::", ""]);

/** `::ffff:127.0.0.1` is 127.0.0.1. */
const plain = (address: string): string => address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, "");

export const isLoopback = (address: string): boolean => /^127(\.\d+){3}$|^::1$|^0:0:0:0:0:0:0:1$/.test(plain(address));

/** The loopback of the machine that doesn't exist: nothing that listens here can be reached from anywhere else. */
export class Network {
  readonly #listeners = new Map<number, Listener[]>();
  #nextPort = ephemeralFirst;

  constructor(readonly onPort: (change: PortChange) => void) {}

  ports(): number[] {
    return [...this.#listeners.keys()].toSorted((left, right) => left - right);
  }

  /** The name a socket gets when it's bound: a port of 0 becomes a free one. */
  bind(family: number, address: string, port: number): SocketName {
    const host = plain(address);
    if (!wildcards.has(host) && !isLoopback(host)) fail("EADDRNOTAVAIL");
    const any = family === socketFamily.ipv6 ? "::" : "0.0.0.0";
    return { family, address: address === "" ? any : address, port: port === 0 ? this.#freePort() : port };
  }

  /** Fails with EADDRINUSE when something listens there already. */
  listen(name: SocketName, backlog: number, onlyIpv6: boolean, pid: number): Listener {
    const there = this.#listeners.get(name.port) ?? [];
    if (there.some((other) => clash(other.local, name, onlyIpv6))) fail("EADDRINUSE");
    const listener = new Listener(name, backlog, (closed) => {
      this.#closed(closed, pid);
    });
    this.#listeners.set(name.port, [...there, listener]);
    if (there.length === 0) this.onPort({ type: "port-opened", port: name.port, address: name.address, pid });
    return listener;
  }

  #closed(listener: Listener, pid: number): void {
    const { port, address } = listener.local;
    const left = (this.#listeners.get(port) ?? []).filter((other) => other !== listener);
    if (left.length > 0) {
      this.#listeners.set(port, left);
      return;
    }
    this.#listeners.delete(port);
    this.onPort({ type: "port-closed", port, address, pid });
  }

  /** A connection's own end. The other waits to be accepted. */
  connect(family: number, address: string, port: number, bound?: SocketName): StreamEnd {
    const host = plain(address);
    if (!wildcards.has(host) && !isLoopback(host)) fail("ENETUNREACH");
    const listener = (this.#listeners.get(port) ?? []).find((each) => hears(each.local, host));
    if (listener === undefined) return fail("ECONNREFUSED");
    const to = wildcards.has(host) ? (family === socketFamily.ipv6 ? "::1" : "127.0.0.1") : address;
    const from = bound?.port ?? this.#freePort();
    return connectTo(listener, { family, address: to, port: from }, { family, address: to, port });
  }

  #freePort(): number {
    for (let tries = ephemeralFirst; tries <= ephemeralLast; tries++) {
      const port = this.#nextPort;
      this.#nextPort = port === ephemeralLast ? ephemeralFirst : port + 1;
      if (!this.#listeners.has(port)) return port;
    }
    return fail("EADDRINUSE");
  }
}

/** Two ends of one connection; one is offered to the listener. */
export function connectTo(listener: Listener, local: SocketName, remote: SocketName): StreamEnd {
  const [near, far] = socketPair(local.family);
  near.local = local;
  near.remote = remote;
  far.local = remote;
  far.remote = local;
  if (!listener.offer(far)) fail(local.family === socketFamily.unix ? "EAGAIN" : "ECONNREFUSED");
  return near;
}

export function socketPair(family: number): [StreamEnd, StreamEnd] {
  const there = new ByteQueue();
  const back = new ByteQueue();
  return [new StreamEnd(back, there, family), new StreamEnd(there, back, family)];
}

const isV4 = (name: SocketName): boolean => name.family === socketFamily.ipv4;

/** Whether two can't listen on one port together. */
function clash(there: SocketName, wanted: SocketName, onlyIpv6: boolean): boolean {
  if (isV4(there) !== isV4(wanted)) return !onlyIpv6 && wildcards.has(there.address) && wildcards.has(wanted.address);
  if (wildcards.has(there.address) || wildcards.has(wanted.address)) return true;
  return plain(there.address) === plain(wanted.address);
}

/** Whether a listener hears what is sent to this address. `::` hears IPv4 too. */
function hears(local: SocketName, host: string): boolean {
  const v6 = host.includes(":") && host !== "::";
  if (wildcards.has(local.address)) return !v6 || !isV4(local);
  if (wildcards.has(host)) return true;
  return plain(local.address) === host || (isV4(local) && !v6 && local.address === host);
}
