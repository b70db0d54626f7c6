import { BlockList, isIP } from "node:net";

const closed = new BlockList();

/** What no one outside may be led to: this machine, networks of one's own, and ranges that mean something else (RFC 6890). */
const closedV4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];

/** Of IPv6 only 2000::/3 is public at all; these parts of it carry IPv4 addresses, or are for books. */
const closedV6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const open = new BlockList();
open.addSubnet("2000::", 3, "ipv6");
for (const range of closedV4) add(range, "ipv4");
for (const range of closedV6) add(range, "ipv6");

function add(range: string, family: "ipv4" | "ipv6"): void {
  const [network = "", bits] = range.split("/");
  closed.addSubnet(network, Number(bits), family);
}

const mapped = /^::ffff:(?:\d+\.){3}\d+$/iu;

/** Whether an address is one of the public internet. What is no address isn't. */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/gu, "").replace(/%.*$/u, "");
  const version = isIP(bare);
  if (version === 4) return !closed.check(bare, "ipv4");
  if (version !== 6) return false;
  if (mapped.test(bare)) return isPublicAddress(bare.slice(bare.lastIndexOf(":") + 1));
  return open.check(bare, "ipv6") && !closed.check(bare, "ipv6");
}
