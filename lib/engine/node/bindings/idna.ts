const BASE = 36;
const MIN = 1;
const MAX = 26;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

const PlatformUrl = globalThis.URL;

function adapt(delta: number, points: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - MIN) * MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - MIN));
  return k + Math.floor(((BASE - MIN + 1) * rest) / (rest + 38));
}

const digitOf = (character: string | undefined): number =>
  character !== undefined && /^[0-9a-z]$/i.test(character) ? (parseInt(character, BASE) + 26) % BASE : BASE;

/** Reads one variable-length number; `undefined` where the label is broken off or has an alien character. */
function readDelta(text: string, from: number, bias: number): { value: number; at: number } | undefined {
  let value = 0;
  let weight = 1;
  let at = from;
  for (let k = BASE; ; k += BASE) {
    const digit = digitOf(text[at++]);
    if (digit >= BASE) return undefined;
    value += digit * weight;
    const threshold = Math.min(MAX, Math.max(MIN, k - bias));
    if (digit < threshold) return { value, at };
    weight *= BASE - threshold;
    if (value > 0x7fffffff || weight > 0x7fffffff) return undefined;
  }
}

/** RFC 3492. `undefined` for what isn't Punycode. */
export function decodePunycode(text: string): string | undefined {
  const split = text.lastIndexOf("-");
  const points = Array.from(split > 0 ? text.slice(0, split) : "", (character) => character.codePointAt(0) ?? 0);
  let n = INITIAL_N;
  let i = 0;
  let bias = INITIAL_BIAS;
  for (let at = split > 0 ? split + 1 : 0; at < text.length;) {
    const delta = readDelta(text, at, bias);
    if (delta === undefined) return undefined;
    at = delta.at;
    const length = points.length + 1;
    const total = i + delta.value;
    bias = adapt(delta.value, length, i === 0 && points.length === Math.max(split, 0));
    n += Math.floor(total / length);
    if (n > 0x10ffff) return undefined;
    i = total % length;
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points);
}

/** Sets a host name on an address; what the platform refuses leaves the address as it was. */
function hostAfter(start: string, domain: string): string {
  const url = new PlatformUrl(`ws://${start}`);
  url.hostname = domain;
  return url.hostname;
}

/** The host as an address would hold it, or an empty text for one that no address can hold. */
export function domainToAscii(domain: string): string {
  if (domain === "") return "";
  const host = hostAfter("x", domain);
  return host === hostAfter("y", domain) ? host : "";
}

function labelToUnicode(label: string): string {
  if (!label.toLowerCase().startsWith("xn--")) return label;
  const decoded = decodePunycode(label.slice(4).toLowerCase());
  // Only a label that encodes back to itself is shown decoded: the others are spoofs or mistakes.
  return decoded !== undefined && domainToAscii(decoded) === label.toLowerCase() ? decoded : label;
}

export const hostToUnicode = (host: string): string => host.split(".").map(labelToUnicode).join(".");

export const domainToUnicode = (domain: string): string => hostToUnicode(domainToAscii(domain));
