import { encodeUtf8 } from "../bytes";
import { base64Size, base64Slice, base64Write } from "./base64";
import { hexSlice, hexWrite } from "./hex";
import { asciiSlice, latin1Slice, latin1Write, ucs2Slice, ucs2Write } from "./latin1";
import { utf8Slice, utf8Write } from "./utf8";

export type Encoding = "ascii" | "utf8" | "base64" | "utf16le" | "latin1" | "hex" | "buffer" | "base64url";

/** In the order of Node's `enum encoding`: the bindings pass the index. */
export const encodings = ["ascii", "utf8", "base64", "utf16le", "latin1", "hex", "buffer", "base64url"] as const;

const names = new Map<string, Encoding>(encodings.map((name) => [name, name]));
for (const [alias, name] of [
  ["utf-8", "utf8"],
  ["ucs2", "utf16le"],
  ["ucs-2", "utf16le"],
  ["utf-16le", "utf16le"],
  ["binary", "latin1"],
] as const) {
  names.set(alias, name);
}

/** An encoding by name or by Node's number; anything unknown is the fallback. */
export function parseEncoding(value: unknown, fallback: Encoding = "utf8"): Encoding {
  if (typeof value === "number") return encodings[value] ?? fallback;
  if (typeof value !== "string") return fallback;
  return names.get(value) ?? names.get(value.toLowerCase()) ?? fallback;
}

/** One encoding both ways. `slice` and `write` expect a range that lies inside the bytes. */
interface Codec {
  slice: (bytes: Uint8Array, start: number, end: number) => string;
  write: (target: Uint8Array, text: string, offset: number, length: number) => number;
  /** An upper bound of what `write` needs for the whole text. */
  size: (text: string) => number;
}

const utf8: Codec = { slice: utf8Slice, write: utf8Write, size: (text) => text.length * 3 };

export const codecs: Readonly<Record<Encoding, Codec>> = {
  ascii: { slice: asciiSlice, write: latin1Write, size: (text) => text.length },
  utf8,
  buffer: utf8,
  utf16le: { slice: ucs2Slice, write: ucs2Write, size: (text) => text.length * 2 },
  latin1: { slice: latin1Slice, write: latin1Write, size: (text) => text.length },
  hex: { slice: hexSlice, write: hexWrite, size: (text) => text.length >> 1 },
  base64: {
    slice: (bytes, start, end) => base64Slice(bytes, start, end, "base64"),
    write: (target, text, offset, length) => base64Write(target, text, offset, length, "base64"),
    size: base64Size,
  },
  base64url: {
    slice: (bytes, start, end) => base64Slice(bytes, start, end, "base64url"),
    write: (target, text, offset, length) => base64Write(target, text, offset, length, "base64url"),
    size: base64Size,
  },
};

/** The bytes of a text, in an array of their own. */
export function encodeText(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === "utf8" || encoding === "buffer") return encodeUtf8(text);
  const codec = codecs[encoding];
  const target = new Uint8Array(codec.size(text));
  const written = codec.write(target, text, 0, target.length);
  return written === target.length ? target : target.slice(0, written);
}

export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return codecs[encoding].slice(bytes, 0, bytes.length);
}
