import { encodeText, type Encoding } from "./encodings";
import { part } from "../bytes";

function matches(haystack: Uint8Array, at: number, needle: Uint8Array): boolean {
  for (let i = 1; i < needle.length; i++) if (haystack[at + i] !== needle[i]) return false;
  return true;
}

function forward(haystack: Uint8Array, needle: Uint8Array, from: number, step: number): number {
  const last = haystack.length - needle.length;
  const first = needle[0] ?? 0;
  let at = haystack.indexOf(first, from);
  while (at !== -1 && at <= last) {
    if (at % step === 0 && matches(haystack, at, needle)) return at;
    at = haystack.indexOf(first, at + 1);
  }
  return -1;
}

function backward(haystack: Uint8Array, needle: Uint8Array, from: number, step: number): number {
  const first = needle[0] ?? 0;
  let at = Math.min(from, haystack.length - needle.length);
  while (at >= 0) {
    at = haystack.lastIndexOf(first, at);
    if (at === -1) return -1;
    if (at % step === 0 && matches(haystack, at, needle)) return at;
    at--;
  }
  return -1;
}

/** Where a search begins: negative counts from the end; past the end is nothing forwards and everything backwards. */
export function startOfSearch(length: number, offset: number, needleLength: number, isForward: boolean): number {
  if (offset < 0) {
    if (offset + length >= 0) return length + offset;
    return isForward || needleLength === 0 ? 0 : -1;
  }
  if (offset + needleLength <= length) return offset;
  if (needleLength === 0) return length;
  return isForward ? -1 : length - 1;
}

/** Where and how to look. `end` is the first place that no longer counts. */
export interface Search {
  readonly offset: number;
  readonly end: number;
  readonly isForward: boolean;
  readonly encoding: Encoding;
}

const clampEnd = (end: number, length: number): number => Math.min(Math.max(end, 0), length);

/** UTF-16 is searched in whole units, every other encoding in bytes. */
export function indexOfBytes(buffer: Uint8Array, needle: Uint8Array, search: Search): number {
  const { isForward } = search;
  const step = search.encoding === "utf16le" ? 2 : 1;
  const bound = clampEnd(search.end, buffer.length);
  const end = bound - (bound % step);
  const start = startOfSearch(buffer.length, search.offset, needle.length, isForward);
  if (needle.length === 0) return Math.min(start, end);
  if (start <= -1 || needle.length > end || needle.length < step) return -1;
  const haystack = part(buffer, 0, end);
  const pattern = part(needle, 0, needle.length - (needle.length % step));
  if (!isForward) return backward(haystack, pattern, Math.min(start, end - 1), step);
  return needle.length + start > end ? -1 : forward(haystack, pattern, start - (start % step), step);
}

export function indexOfText(buffer: Uint8Array, text: string, search: Search): number {
  return indexOfBytes(buffer, encodeText(text, search.encoding), search);
}

export function indexOfNumber(buffer: Uint8Array, value: number, search: Omit<Search, "encoding">): number {
  const start = startOfSearch(buffer.length, search.offset, 1, search.isForward);
  const end = clampEnd(search.end, buffer.length);
  if (start <= -1 || end === 0) return -1;
  const haystack = part(buffer, 0, end);
  return search.isForward
    ? haystack.indexOf(value & 255, start)
    : haystack.lastIndexOf(value & 255, Math.min(start, end - 1));
}

export function compareBytes(left: Uint8Array, right: Uint8Array): -1 | 0 | 1 {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const a = left[i] ?? 0;
    const b = right[i] ?? 0;
    if (a !== b) return a < b ? -1 : 1;
  }
  if (left.length === right.length) return 0;
  return left.length < right.length ? -1 : 1;
}
