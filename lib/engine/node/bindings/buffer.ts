import { byteLengthUtf8, isAscii, isUtf8 } from "./buffer/utf8";
import { atob, btoa } from "./buffer/forgiving-base64";
import { codecs, parseEncoding, type Encoding } from "./buffer/encodings";
import { compareBytes, indexOfBytes, indexOfNumber as findNumber, indexOfText } from "./buffer/search";
import { bytesOf, bytesOfAny, parseIndex, part } from "./bytes";
import { codedError, invalidArgument, outOfRange } from "./coded-error";
import { createBuffers, type Buffers } from "./make-buffer";
import { fill } from "./buffer/fill";
import { swap16, swap32, swap64 } from "./buffer/swap";

const MAX_LENGTH = Number.MAX_SAFE_INTEGER;
const MAX_STRING_LENGTH = 2 ** 29 - 24;

function slicer(encoding: Encoding) {
  const { slice } = codecs[encoding];
  return (buffer: unknown, start?: unknown, end?: unknown): string => {
    const bytes = bytesOf(buffer);
    const from = parseIndex(start, 0);
    const to = Math.max(from, parseIndex(end, bytes.length));
    if (to > bytes.length) throw outOfRange();
    if (from === to) return "";
    if (to - from > MAX_STRING_LENGTH) throw stringTooLong();
    return slice(bytes, from, to);
  };
}

function writer(encoding: Encoding) {
  const { write } = codecs[encoding];
  return (buffer: unknown, text: unknown, offset?: unknown, length?: unknown): number => {
    const bytes = bytesOf(buffer);
    if (typeof text !== "string") throw invalidArgument("argument must be a string");
    const from = parseIndex(offset, 0);
    if (from > bytes.length) {
      throw codedError(RangeError, "ERR_BUFFER_OUT_OF_BOUNDS", '"offset" is outside of buffer bounds');
    }
    const room = Math.min(bytes.length - from, parseIndex(length, bytes.length - from));
    return room === 0 ? 0 : write(bytes, text, from, room);
  };
}

function stringTooLong(): Error {
  const length = MAX_STRING_LENGTH.toString(16);
  return codedError(Error, "ERR_STRING_TOO_LONG", `Cannot create a string longer than 0x${length} characters`);
}

function compareOffset(
  source: unknown,
  target: unknown,
  targetStart: unknown,
  sourceStart: unknown,
  targetEnd: unknown,
  sourceEnd: unknown,
): number {
  const left = bytesOf(source);
  const right = bytesOf(target);
  const from = { left: parseIndex(sourceStart, 0), right: parseIndex(targetStart, 0) };
  if (from.left > left.length) throw outOfRange('The value of "sourceStart" is out of range.');
  if (from.right > right.length) throw outOfRange('The value of "targetStart" is out of range.');
  const leftLength = parseIndex(sourceEnd, left.length) - from.left;
  const rightLength = parseIndex(targetEnd, right.length) - from.right;
  const common = Math.min(leftLength, rightLength, left.length - from.left, right.length - from.right);
  const order = compareBytes(part(left, from.left, from.left + common), part(right, from.right, from.right + common));
  return order === 0 ? Math.sign(leftLength - rightLength) : order;
}

function copy(source: unknown, target: unknown, targetStart: number, sourceStart: number, count: number): number {
  const from = bytesOf(source);
  Uint8Array.prototype.set.call(bytesOf(target), part(from, sourceStart, sourceStart + count), targetStart);
  return count;
}

function copyArrayBuffer(
  target: ArrayBufferLike,
  targetOffset: number,
  source: ArrayBufferLike,
  sourceOffset: number,
  count: number,
): void {
  new Uint8Array(target, targetOffset, count).set(new Uint8Array(source, sourceOffset, count));
}

const slices = {
  asciiSlice: slicer("ascii"),
  base64Slice: slicer("base64"),
  base64urlSlice: slicer("base64url"),
  latin1Slice: slicer("latin1"),
  hexSlice: slicer("hex"),
  ucs2Slice: slicer("utf16le"),
  utf8Slice: slicer("utf8"),
};

const writes = {
  base64Write: writer("base64"),
  base64urlWrite: writer("base64url"),
  hexWrite: writer("hex"),
  ucs2Write: writer("utf16le"),
  asciiWriteStatic: writer("ascii"),
  latin1WriteStatic: writer("latin1"),
  utf8WriteStatic: writer("utf8"),
};

function indexOfString(
  buffer: unknown,
  text: string,
  offset: number,
  encoding: unknown,
  isForward: boolean,
  end = Infinity,
): number {
  return indexOfText(bytesOf(buffer), text, { offset, end, isForward, encoding: parseEncoding(encoding) });
}

function indexOfBuffer(
  buffer: unknown,
  needle: unknown,
  offset: number,
  encoding: unknown,
  isForward: boolean,
  end = Infinity,
): number {
  return indexOfBytes(bytesOf(buffer), bytesOf(needle), { offset, end, isForward, encoding: parseEncoding(encoding) });
}

const searches = {
  compare: (left: unknown, right: unknown): number => compareBytes(bytesOf(left), bytesOf(right)),
  compareOffset,
  indexOfString,
  indexOfBuffer,
  indexOfNumber: (buffer: unknown, value: number, offset: number, isForward: boolean, end = Infinity): number =>
    findNumber(bytesOf(buffer), value, { offset, end, isForward }),
};

/** `internalBinding("buffer")`. `buffers` learns the program's Buffer while Node's library boots. */
export function createBufferBinding(buffers: Buffers = createBuffers()) {
  return {
    ...slices,
    ...writes,
    ...searches,
    atob,
    btoa,
    byteLengthUtf8,
    copy,
    copyArrayBuffer,
    fill: (buffer: unknown, value: unknown, start: unknown, end: unknown, encoding: unknown) =>
      fill(bytesOf(buffer), value, parseIndex(start, 0), parseIndex(end, 0), parseEncoding(encoding)),
    createUnsafeArrayBuffer: (size: number) => new ArrayBuffer(size),
    swap16,
    swap32,
    swap64,
    isUtf8: (input: unknown) => isUtf8(bytesOfAny(input)),
    isAscii: (input: unknown) => isAscii(bytesOfAny(input)),
    kMaxLength: MAX_LENGTH,
    kStringMaxLength: MAX_STRING_LENGTH,
    setDetachKey: () => undefined,
    setBufferPrototype: buffers.setPrototype,
    getZeroFillToggle: () => undefined,
  };
}
