import { isIP } from "node:net";

/** Set by `watchAddresses` from the connection itself, whatever the caller sent. */
export const addressHeader = "x-tabsmith-address";

/**
 * Whose call it is, for limits. `X-Forwarded-For` counts only as far as this server's own proxies wrote it: with
 * `TRUSTED_PROXIES=1` its last entry, with 2 the one before. An IPv6 caller is their network of 64 bits.
 */
export function callerAddress(headers: Headers, trustedProxies = readTrustedProxies(process.env)): string {
  const direct = headers.get(addressHeader) ?? "";
  if (trustedProxies === 0) return networkOf(direct);
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  return networkOf(forwarded.at(-trustedProxies) ?? direct);
}

export function readTrustedProxies(environment: Readonly<Record<string, string | undefined>>): number {
  const text = environment.TRUSTED_PROXIES?.trim() ?? "";
  if (!/^\d{0,2}$/u.test(text))
    throw new RangeError(`TRUSTED_PROXIES is "${text}": write how many proxies of yours stand before.`);
  return Number(text);
}

function networkOf(address: string): string {
  const bare = address
    .replace(/^\[|\]$/gu, "")
    .replace(/^::ffff:(?=\d+\.)/iu, "")
    .replace(/%.*$/u, "");
  const version = isIP(bare);
  if (version === 4) return bare;
  if (version !== 6) return "unknown";
  const [head = "", tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split("::");
  const groups = head === "" ? [] : head.split(":");
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === "" ? 0 : tail.split(":").length);
  const all = [...groups, ...Array.from({ length: missing }, () => "0"), ...(tail ? tail.split(":") : [])];
  return `${all.slice(0, 4).join(":")}::/64`;
}
