import { invalidArgument, outOfRange } from "./coded-error";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

export const isShared = (bytes: Uint8Array): boolean =>
  typeof SharedArrayBuffer !== "undefined" && bytes.buffer instanceof SharedArrayBuffer;

/**
 * A plain `Uint8Array` over a part of `bytes`. Never `bytes.subarray`: on a Buffer that is Node's own method,
 * which makes a Buffer and can be replaced by the program.
 */
export function part(bytes: Uint8Array, start: number, end: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset + start, end - start);
}

/** The bytes of any view or buffer, without a copy. Anything else is Node's "argument must be a buffer". */
export function bytesOf(value: unknown): Uint8Array<ArrayBuffer> {
  if (value instanceof Uint8Array) return value as Uint8Array<ArrayBuffer>;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
  throw invalidArgument("argument must be a buffer");
}

/** As `bytesOf`, for the functions that take an `ArrayBuffer` or a `SharedArrayBuffer` too. */
export function bytesOfAny(value: unknown): Uint8Array<ArrayBuffer> {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (typeof SharedArrayBuffer !== "undefined" && value instanceof SharedArrayBuffer) {
    return new Uint8Array(value as unknown as ArrayBuffer);
  }
  return bytesOf(value);
}

/** An offset as C++ reads it: `undefined` is the fallback, anything is turned to an integer, below zero is out of range. */
export function parseIndex(value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  const index = Math.trunc(Number(value)) || 0;
  if (index < 0) throw outOfRange();
  return index;
}

/** The platform's decoders and encoders refuse shared memory, so a shared view is copied first. */
export function unshared(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return (isShared(bytes) ? new Uint8Array(bytes) : bytes) as Uint8Array<ArrayBuffer>;
}

export const decodeUtf8 = (bytes: Uint8Array): string => decoder.decode(unshared(bytes));

export const encodeUtf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

/** Joins parts into one fresh array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, each) => sum + each.length, 0));
  let at = 0;
  for (const each of parts) {
    whole.set(each, at);
    at += each.length;
  }
  return whole;
}
