import { engineObject } from "@/lib/engine/node/messaging/clone";
import { codedError } from "./coded-error";

const AF_INET = 2;
const AF_INET6 = 10;
const MAPPED_PREFIX = 0xffffn << 32n;
const PlatformUrl = globalThis.URL;

const invalidAddress = (): Error => codedError(Error, "ERR_INVALID_ADDRESS", "Invalid address");

export function parseIPv4(text: string): bigint | undefined {
  if (!/^(\d{1,3}\.){3}\d{1,3}$/.test(text)) return undefined;
  const parts = text.split(".");
  if (parts.some((part) => Number(part) > 255 || (part.length > 1 && part.startsWith("0")))) return undefined;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

/** The platform's parser knows all spellings; it answers one with `::` at most once and no dots. */
export function parseIPv6(text: string): bigint | undefined {
  const href = `http://[${text}]/`;
  if (!/^[0-9a-fA-F:.]+$/.test(text) || !PlatformUrl.canParse(href)) return undefined;
  const host = new PlatformUrl(href).hostname.slice(1, -1);
  const [head = "", tail] = host.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...first, ...Array.from({ length: 8 - first.length - last.length }, () => "0"), ...last];
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

function formatIPv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
}

function formatIPv6(value: bigint): string {
  if (value >> 32n === 0xffffn) return `::ffff:${formatIPv4(value & 0xffffffffn)}`;
  const groups = Array.from({ length: 8 }, (_each, index) =>
    ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  return new PlatformUrl(`http://[${groups.join(":")}]/`).hostname.slice(1, -1);
}

/** `net.SocketAddress`'s native half. */
class SocketAddress {
  readonly value: bigint;

  constructor(
    address: string,
    readonly port: number,
    readonly family: number,
    private readonly label = 0,
  ) {
    const value = family === AF_INET ? parseIPv4(address) : parseIPv6(address);
    if (value === undefined) throw invalidAddress();
    this.value = value;
  }

  text(): string {
    return this.family === AF_INET ? formatIPv4(this.value) : formatIPv6(this.value);
  }

  flowlabel(): number {
    return this.label;
  }

  detail(target: object): object {
    return Object.assign(target, {
      address: this.text(),
      port: this.port,
      family: this.family,
      flowlabel: this.label,
    });
  }

  legacyDetail(): object {
    return { address: this.text(), port: this.port, family: this.family === AF_INET ? "IPv4" : "IPv6" };
  }
}

const familyName = (family: number): string => (family === AF_INET ? "IPv4" : "IPv6");

/** The address as IPv6, in which every IPv4 address has a place: so both kinds compare. */
const wide = ({ family, value }: SocketAddress): bigint => (family === AF_INET ? MAPPED_PREFIX | value : value);

interface Rule {
  readonly text: string;
  matches(address: SocketAddress): boolean;
}

const addressRule = (address: SocketAddress): Rule => ({
  text: `Address: ${familyName(address.family)} ${address.text()}`,
  matches: (other) => wide(other) === wide(address),
});

const rangeRule = (start: SocketAddress, end: SocketAddress): Rule => ({
  text: `Range: ${familyName(start.family)} ${start.text()}-${end.text()}`,
  matches: (other) => wide(other) >= wide(start) && wide(other) <= wide(end),
});

function subnetRule(network: SocketAddress, prefix: number): Rule {
  const bits = network.family === AF_INET ? prefix + 96 : prefix;
  const shift = BigInt(128 - bits);
  return {
    text: `Subnet: ${familyName(network.family)} ${network.text()}/${prefix}`,
    matches: (other) => wide(other) >> shift === wide(network) >> shift,
  };
}

/** `net.BlockList`'s native half. */
class BlockList {
  readonly [engineObject] = true;
  #rules: Rule[] = [];

  #add(rule: Rule): void {
    this.#rules = [rule, ...this.#rules.filter((each) => each.text !== rule.text)];
  }

  #remove(rule: Rule): void {
    this.#rules = this.#rules.filter((each) => each.text !== rule.text);
  }

  addAddress(address: SocketAddress): void {
    this.#add(addressRule(address));
  }

  addAddresses(addresses: readonly SocketAddress[]): void {
    for (const address of addresses) this.addAddress(address);
  }

  /** `false` when the end comes before the start. */
  addRange(start: SocketAddress, end: SocketAddress): boolean {
    if (wide(start) > wide(end)) return false;
    this.#add(rangeRule(start, end));
    return true;
  }

  addSubnet(network: SocketAddress, prefix: number): void {
    this.#add(subnetRule(network, prefix));
  }

  removeAddress(address: SocketAddress): void {
    this.#remove(addressRule(address));
  }

  removeRange(start: SocketAddress, end: SocketAddress): void {
    this.#remove(rangeRule(start, end));
  }

  removeSubnet(network: SocketAddress, prefix: number): void {
    this.#remove(subnetRule(network, prefix));
  }

  check(address: SocketAddress): boolean {
    return this.#rules.some((rule) => rule.matches(address));
  }

  checkString(address: string, family: number): boolean {
    const value = family === AF_INET ? parseIPv4(address) : parseIPv6(address);
    return value !== undefined && this.check(new SocketAddress(address, 0, family));
  }

  getRules(): string[] {
    return this.#rules.map((rule) => rule.text);
  }

  getSize(): number {
    return this.#rules.length;
  }

  clear(): void {
    this.#rules = [];
  }
}

/** `internalBinding("block_list")`. */
export function createBlockListBinding() {
  return { BlockList, SocketAddress, AF_INET, AF_INET6 };
}
