import { AsyncObject } from "@/lib/engine/node/async-object";
import type { Binding } from "@/lib/engine/node/binding-host";
import { parseIPv6 } from "@/lib/engine/node/bindings/block-list";
import { addressOf, isDeclaredFar } from "@/lib/engine/node/far-names";
import type { ProcessHost } from "@/lib/engine/node/process-host";
import { thisProcess } from "@/lib/engine/node/this-process";

interface LookupRequest extends AsyncObject {
  oncomplete?: (error: string | null, addresses?: unknown) => void;
}

interface NameRequest extends AsyncObject {
  oncomplete?: (error: string | null, hostname?: string, service?: string) => void;
}

const notFound = -3008;
const refused = "ECONNREFUSED";

const loopbackNames = new Set(["localhost", "localhost.localdomain", "tab", "ip6-localhost", "ip6-loopback"]);
const isLoopback = (name: string): boolean =>
  loopbackNames.has(name) || (name.endsWith(".localhost") && !isDeclaredFar(name));

class GetAddrInfoReqWrap extends AsyncObject {
  constructor() {
    super("GETADDRINFOREQWRAP");
  }
}

class GetNameInfoReqWrap extends AsyncObject {
  constructor() {
    super("GETNAMEINFOREQWRAP");
  }
}

class QueryReqWrap extends AsyncObject {
  declare oncomplete?: (error: string) => void;
  constructor() {
    super("QUERYWRAP");
  }
}

/** Every name server is out of reach: a tab resolves no names. */
class ChannelWrap extends AsyncObject {
  #servers: [string, number][] = [["127.0.0.1", 53]];

  constructor() {
    super("DNSCHANNEL");
  }

  getServers(): [string, number][] {
    return this.#servers;
  }

  setServers(servers: readonly (readonly [number, string, number])[]): number {
    this.#servers = servers.map(([, address, port]) => [address, port]);
    return 0;
  }

  setLocalAddress(): void {}
  cancel(): void {}
}

const queries = ["Any", "A", "Aaaa", "Caa", "Cname", "Mx", "Naptr", "Ns", "Ptr", "Soa", "Srv", "Tlsa", "Txt"];
for (const method of [...queries.map((type) => `query${type}`), "getHostByAddr"]) {
  const ask = (request: QueryReqWrap): number => {
    thisProcess().loop.post(() => request.makeCallback(request.oncomplete, refused));
    return 0;
  };
  Object.defineProperty(ChannelWrap.prototype, method, { value: ask, writable: true, configurable: true });
}

/** Loopback names have both addresses. Others can only be told to the page's `fetch`, so they get one that stands for it. */
function addressesOf(name: string, family: number): string[] | undefined {
  if (!isLoopback(name)) return farAddress(name, family);
  if (family === 6) return ["::1"];
  return family === 4 ? ["127.0.0.1"] : ["127.0.0.1", "::1"];
}

function farAddress(name: string, family: number): string[] | undefined {
  const address = family === 6 ? undefined : addressOf(name);
  return address === undefined ? undefined : [address];
}

function canonical(address: string): string | undefined {
  if (/^(?:\d{1,3}\.){3}\d{1,3}$/.test(address)) {
    return address.split(".").every((part) => Number(part) < 256 && String(Number(part)) === part)
      ? address
      : undefined;
  }
  try {
    return new URL(`http://[${address}]`).hostname.slice(1, -1);
  } catch {
    return undefined;
  }
}

/** The sixteen bytes of an address; undefined for what is none. Node asks to see whether it is of the local link only. */
function bytesOfIPv6(text: string): Uint8Array | undefined {
  const value = parseIPv6(text.split("%", 1)[0] ?? "");
  if (value === undefined) return undefined;
  return Uint8Array.from({ length: 16 }, (_, at) => Number((value >> BigInt(8 * (15 - at))) & 0xffn));
}

export function createCaresWrapBinding({ errors, loop }: ProcessHost): Binding {
  return {
    GetAddrInfoReqWrap,
    GetNameInfoReqWrap,
    QueryReqWrap,
    ChannelWrap,
    getaddrinfo(request: LookupRequest, name: string, family: number) {
      const addresses = addressesOf(name.toLowerCase(), family);
      loop.post(() => {
        if (addresses) request.makeCallback(request.oncomplete, null, addresses);
        else request.makeCallback(request.oncomplete, notFound);
      });
      return 0;
    },
    getnameinfo(request: NameRequest, _address: string, port: number) {
      loop.post(() => request.makeCallback(request.oncomplete, null, "localhost", String(port)));
      return 0;
    },
    canonicalizeIP: canonical,
    convertIpv6StringToBuffer: bytesOfIPv6,
    strerror: (code: number | string) => (typeof code === "string" ? code : errors.message(code)),
  };
}
