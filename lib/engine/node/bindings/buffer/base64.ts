import { part } from "../bytes";
import { latin1Slice } from "./latin1";

type Alphabet = "base64" | "base64url";

/** What newer browsers have on typed arrays; older hosts take the loops. */
type Base64Array = Uint8Array & {
  toBase64?: (options: { alphabet: Alphabet; omitPadding: boolean }) => string;
  setFromBase64?: (
    text: string,
    options: { alphabet: Alphabet; lastChunkHandling: "loose" },
  ) => { read: number; written: number };
};

const common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const codes = {
  base64: Uint8Array.from(`${common}+/`, (character) => character.charCodeAt(0)),
  base64url: Uint8Array.from(`${common}-_`, (character) => character.charCodeAt(0)),
};
const PAD = 61;
const SKIP = 64;

/** The value of each digit of both alphabets by its code; 64 for a character to be skipped. */
const values = new Uint8Array(256).fill(SKIP);
for (const alphabet of Object.values(codes)) for (const [value, code] of alphabet.entries()) values[code] = value;

function encodeTail(bytes: Uint8Array, at: number, end: number, digits: Uint8Array, padded: boolean): number[] {
  const first = bytes[at] ?? 0;
  const second = at + 1 < end ? (bytes[at + 1] ?? 0) : 0;
  const tail = [digits[first >> 2] ?? 0, digits[((first & 3) << 4) | (second >> 4)] ?? 0];
  if (at + 1 < end) tail.push(digits[(second & 15) << 2] ?? 0);
  if (padded) while (tail.length < 4) tail.push(PAD);
  return tail;
}

function encode(bytes: Uint8Array, start: number, end: number, alphabet: Alphabet): string {
  const digits = codes[alphabet];
  const whole = Math.floor((end - start) / 3);
  const out = new Uint8Array(whole * 4);
  for (let group = 0, at = start, to = 0; group < whole; group++, at += 3, to += 4) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    out[to] = digits[bits >> 18] ?? 0;
    out[to + 1] = digits[(bits >> 12) & 63] ?? 0;
    out[to + 2] = digits[(bits >> 6) & 63] ?? 0;
    out[to + 3] = digits[bits & 63] ?? 0;
  }
  const head = latin1Slice(out, 0, out.length);
  const rest = start + whole * 3;
  if (rest === end) return head;
  return head + String.fromCharCode(...encodeTail(bytes, rest, end, digits, alphabet === "base64"));
}

/** Node's `base64` pads and its `base64url` doesn't. */
export function base64Slice(bytes: Uint8Array, start: number, end: number, alphabet: Alphabet): string {
  const view = part(bytes, start, end) as Base64Array;
  if (view.toBase64 !== undefined) return view.toBase64({ alphabet, omitPadding: alphabet === "base64url" });
  return encode(bytes, start, end, alphabet);
}

/** Node's forgiving decoder: both alphabets, unknown characters skipped, the first `=` ends it. It looks at low bytes only. */
function decodeLoosely(target: Uint8Array, text: string, offset: number, length: number): number {
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let i = 0; i < text.length && written < length; i++) {
    const code = text.charCodeAt(i) & 255;
    if (code === PAD) break;
    const value = values[code] ?? SKIP;
    if (value === SKIP) continue;
    bits = ((bits << 6) | value) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    target[offset + written++] = bits >> held;
  }
  return written;
}

export function base64Write(
  target: Uint8Array,
  text: string,
  offset: number,
  length: number,
  alphabet: Alphabet,
): number {
  const view = part(target, offset, offset + length) as Base64Array;
  if (view.setFromBase64 === undefined || text.length < 16) return decodeLoosely(target, text, offset, length);
  try {
    const { read, written } = view.setFromBase64(text, { alphabet, lastChunkHandling: "loose" });
    if (read === text.length) return written;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return decodeLoosely(target, text, offset, length);
}

/** An upper bound of the decoded size, exact for well-formed text. */
export function base64Size(text: string): number {
  let { length } = text;
  if (text.charCodeAt(length - 1) === PAD) length--;
  if (length > 1 && text.charCodeAt(length - 1) === PAD) length--;
  return Math.floor((length * 3) / 4);
}
