/** One byte string of a call. Text is sent as UTF-8. */
export type Part = string | Uint8Array;

const encoder = new TextEncoder();
/** What a file begins with is part of it. */
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Most bytes that packing these can take. */
export function packedBound(parts: readonly Part[]): number {
  let bound = 0;
  for (const part of parts) bound += 4 + (typeof part === "string" ? part.length * 3 : part.length);
  return bound;
}

/** Lays parts down as `[u32 length][bytes]…` and returns how many bytes that took. ASCII text is copied without a detour. */
export function packParts(payload: Uint8Array, view: DataView, parts: readonly Part[]): number {
  let at = 0;
  for (const part of parts) {
    const length = typeof part === "string" ? packText(payload, at + 4, part) : packBytes(payload, at + 4, part);
    view.setUint32(at, length, true);
    at += 4 + length;
  }
  return at;
}

function packBytes(payload: Uint8Array, at: number, bytes: Uint8Array): number {
  payload.set(bytes, at);
  return bytes.length;
}

function packText(payload: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // `encodeInto` refuses shared memory, so anything but ASCII goes through a copy.
    if (code > 127) return packBytes(payload, at, encoder.encode(text));
    payload[at + index] = code;
  }
  return text.length;
}

/** The parts as copies of their own: what they were cut from may be overwritten. */
export function unpackParts(payload: Uint8Array, view: DataView, length: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at + 4 <= length;) {
    const size = view.getUint32(at, true);
    parts.push(payload.slice(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return parts;
}

/** All parts in one array of their own, for what is longer than a slot. */
export function flattenParts(parts: readonly Part[]): Uint8Array {
  const flat = new Uint8Array(packedBound(parts));
  return flat.subarray(0, packParts(flat, new DataView(flat.buffer), parts));
}

export const unflattenParts = (flat: Uint8Array): Uint8Array[] =>
  unpackParts(flat, new DataView(flat.buffer, flat.byteOffset, flat.byteLength), flat.length);

export const bytesOf = (part: Part): Uint8Array => (typeof part === "string" ? encoder.encode(part) : part);

/** Short ASCII, which most paths are, is decoded without waking the decoder. */
export function textOf(part: Part | undefined): string {
  if (part === undefined) return "";
  if (typeof part === "string") return part;
  if (part.length > 256) return decoder.decode(part);
  for (const byte of part) if (byte > 127) return decoder.decode(part);
  return String.fromCharCode.apply(undefined, part as unknown as number[]);
}
