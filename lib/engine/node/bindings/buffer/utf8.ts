import { decodeUtf8, isShared, part } from "../bytes";
import { latin1Slice } from "./latin1";

const encoder = new TextEncoder();

/** Up to here a loop beats the platform's encoder and decoder, whose calls cost more than so few bytes. */
const SHORT = 24;

function shortAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] ?? 0) > 0x7f) return false;
  return true;
}

export function utf8Slice(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= SHORT && shortAscii(bytes, start, end)) return latin1Slice(bytes, start, end);
  return decodeUtf8(part(bytes, start, end));
}

/** Writes ASCII until it meets something else; answers how many characters it wrote. */
function writeAscii(target: Uint8Array, text: string, offset: number, count: number): number {
  for (let i = 0; i < count; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return i;
    target[offset + i] = unit;
  }
  return count;
}

/** Writes whole characters only: one that doesn't fit is left out, as Node does. */
export function utf8Write(target: Uint8Array, text: string, offset: number, length: number): number {
  if (text.length <= SHORT) {
    const count = Math.min(text.length, length);
    if (writeAscii(target, text, offset, count) === count) return count;
  }
  if (isShared(target)) {
    const copy = new Uint8Array(length);
    const { written } = encoder.encodeInto(text, copy);
    target.set(copy.subarray(0, written), offset);
    return written;
  }
  return encoder.encodeInto(text, part(target, offset, offset + length)).written;
}

/** How many bytes the text takes in UTF-8; a lone surrogate counts as U+FFFD. */
export function byteLengthUtf8(text: string): number {
  const { length } = text;
  let bytes = length;
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) i++;
  }
  return bytes;
}

export function isAscii(bytes: Uint8Array): boolean {
  const words = (bytes.byteLength - ((8 - (bytes.byteOffset % 8)) % 8)) >> 3;
  if (words < 4) return shortAscii(bytes, 0, bytes.length);
  const head = (8 - (bytes.byteOffset % 8)) % 8;
  const pairs = new Uint32Array(bytes.buffer, bytes.byteOffset + head, words * 2);
  for (let i = 0; i < pairs.length; i++) if (((pairs[i] ?? 0) & 0x80808080) !== 0) return false;
  return shortAscii(bytes, 0, head) && shortAscii(bytes, head + words * 8, bytes.length);
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function isUtf8(bytes: Uint8Array): boolean {
  if (isAscii(bytes)) return true;
  try {
    strict.decode(isShared(bytes) ? new Uint8Array(bytes) : part(bytes, 0, bytes.length));
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
