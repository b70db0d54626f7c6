/**
 * A tab resolves no names: the page's `fetch` does. So a name that isn't ours gets an address that stands for it, from a
 * block that no network routes (RFC 2544), and whoever connects to that address is connected to the name.
 */
const names: string[] = [];
const numbers = new Map<string, number>();

const block = [198, 18] as const;
const size = 2 ** 17;

const validName =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/u;

const declared = new Set<string>();

/** Names that look like this computer's and aren't: the app's own, when its server runs beside the browser. */
export function declareFar(hosts: Iterable<string>): void {
  for (const host of hosts) declared.add(host);
}

export const isDeclaredFar = (name: string): boolean => declared.has(name);

/** The address that stands for a name, the same for as long as the process lives. Undefined for what is no name. */
export function addressOf(name: string): string | undefined {
  if (!validName.test(name)) return undefined;
  let number = numbers.get(name);
  if (number === undefined) {
    number = names.push(name);
    if (number >= size) return undefined;
    numbers.set(name, number);
  }
  return `${block[0]}.${block[1] + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

const isOwn = (address: string): boolean =>
  address.startsWith("127.") ||
  address === "0.0.0.0" ||
  address === "::1" ||
  address === "::" ||
  address.startsWith("::ffff:127.");

/** The host that an address leads to when it lies outside of this computer; undefined for our own. */
export function farHost(address: string): string | undefined {
  if (isOwn(address)) return undefined;
  const parts = address.split(".").map(Number);
  const [first, second = 0, third = 0, last = 0] = parts;
  if (parts.length === 4 && first === block[0] && (second & ~1) === block[1])
    return names[((second & 1) << 16) + (third << 8) + last - 1];
  return address.includes(":") ? `[${address}]` : address;
}
