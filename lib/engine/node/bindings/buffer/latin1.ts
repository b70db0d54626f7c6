import { part } from "../bytes";

/** Below this a call with all bytes as arguments is the fastest way to a string; above it the stack could overflow. */
const CHUNK = 8192;

const fromCharCode = String.fromCharCode;

function fromCodes(codes: Uint8Array | Uint16Array): string {
  return fromCharCode.apply(null, codes as unknown as number[]);
}

export function latin1Slice(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= CHUNK) return fromCodes(part(bytes, start, end));
  let text = "";
  for (let at = start; at < end; at += CHUNK) text += fromCodes(part(bytes, at, Math.min(end, at + CHUNK)));
  return text;
}

export function asciiSlice(bytes: Uint8Array, start: number, end: number): string {
  const codes = new Uint8Array(end - start);
  for (let i = 0; i < codes.length; i++) codes[i] = (bytes[start + i] ?? 0) & 0x7f;
  return latin1Slice(codes, 0, codes.length);
}

export function latin1Write(target: Uint8Array, text: string, offset: number, length: number): number {
  const count = Math.min(length, text.length);
  for (let i = 0; i < count; i++) target[offset + i] = text.charCodeAt(i);
  return count;
}

/** UTF-16 as it stands in memory, lone surrogates included; an odd last byte is left out. */
export function ucs2Slice(bytes: Uint8Array, start: number, end: number): string {
  const count = (end - start) >> 1;
  const aligned = (bytes.byteOffset + start) % 2 === 0;
  const units = aligned
    ? new Uint16Array(bytes.buffer, bytes.byteOffset + start, count)
    : new Uint16Array(new Uint8Array(part(bytes, start, start + count * 2)).buffer);
  if (count <= CHUNK) return fromCodes(units);
  let text = "";
  for (let at = 0; at < count; at += CHUNK) text += fromCodes(units.subarray(at, Math.min(count, at + CHUNK)));
  return text;
}

export function ucs2Write(target: Uint8Array, text: string, offset: number, length: number): number {
  const count = Math.min(length >> 1, text.length);
  for (let i = 0, at = offset; i < count; i++, at += 2) {
    const unit = text.charCodeAt(i);
    target[at] = unit;
    target[at + 1] = unit >> 8;
  }
  return count * 2;
}
