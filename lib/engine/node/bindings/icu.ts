import { bytesOf, bytesOfAny, unshared } from "./bytes";
import { codedError, invalidArgument } from "./coded-error";
import { decodeText, encodeText, parseEncoding, type Encoding } from "./buffer/encodings";
import { getStringWidth } from "../../text/string-width";
import type { MakeBuffer } from "./make-buffer";

/** Taken before Node puts its own in its place. */
const PlatformDecoder = globalThis.TextDecoder;

const FLUSH = 1;
const FATAL = 2;
const IGNORE_BOM = 4;

const U_ILLEGAL_ARGUMENT_ERROR = 1;
const U_INVALID_CHAR_FOUND = 10;
const errorNames = new Map([
  [U_ILLEGAL_ARGUMENT_ERROR, "U_ILLEGAL_ARGUMENT_ERROR"],
  [U_INVALID_CHAR_FOUND, "U_INVALID_CHAR_FOUND"],
]);

const QUESTION = 63;
const transcodable = new Set<Encoding>(["ascii", "latin1", "utf16le", "utf8"]);

/** ASCII has no bytes above 127: ICU turns each into a replacement character. */
function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding !== "ascii") return decodeText(bytes, encoding);
  return Array.from(bytes, (byte) => (byte > 127 ? "\ufffd" : String.fromCharCode(byte))).join("");
}

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/u;

/** A question mark for each character that the encoding hasn't; nothing for those that show nothing, as ICU has it. */
function encodeStrictly(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === "utf8" || encoding === "utf16le") return encodeText(text, encoding);
  const limit = encoding === "ascii" ? 127 : 255;
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= limit) bytes.push(code);
    else if (!IGNORABLE.test(character)) bytes.push(QUESTION);
  }
  return Uint8Array.from(bytes);
}

/** The bytes in another encoding, or ICU's number of what is wrong. */
function transcode(source: unknown, fromName: unknown, toName: unknown): Uint8Array<ArrayBuffer> | number {
  const bytes = bytesOf(source);
  const [from, to] = [parseEncoding(fromName, "buffer"), parseEncoding(toName, "buffer")];
  if (!transcodable.has(from) || !transcodable.has(to)) return U_ILLEGAL_ARGUMENT_ERROR;
  if (from === "ascii" && to === "utf16le") return encodeText(decodeText(bytes, "latin1"), to);
  const text = decodeStrictly(bytes, from);
  if (from === "utf8" && to === "utf16le" && text.includes("\ufffd")) return U_INVALID_CHAR_FOUND;
  return encodeStrictly(text, to);
}

function createDecoder(label: string, flags: number): TextDecoder | undefined {
  try {
    return new PlatformDecoder(label, { fatal: (flags & FATAL) !== 0, ignoreBOM: (flags & IGNORE_BOM) !== 0 });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

class Converter {
  constructor(readonly decoder: TextDecoder) {}
}

function decode(converter: Converter, input: unknown, flags: number, encoding: string): string {
  if (!ArrayBuffer.isView(input) && typeof (input as { byteLength?: unknown } | undefined)?.byteLength !== "number") {
    const kinds = "SharedArrayBuffer, ArrayBuffer or ArrayBufferView";
    throw invalidArgument(`The "input" argument must be an instance of ${kinds}.`);
  }
  try {
    return converter.decoder.decode(unshared(bytesOfAny(input)), { stream: (flags & FLUSH) === 0 });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = `The encoded data was not valid for encoding ${encoding}`;
    throw codedError(TypeError, "ERR_ENCODING_INVALID_ENCODED_DATA", message);
  }
}

/** `internalBinding("icu")`, on the platform's decoders. */
export function createIcuBinding(makeBuffer: MakeBuffer) {
  return {
    getStringWidth,
    icuErrName: (status: number) => errorNames.get(status) ?? `U_ERROR_${status}`,
    transcode(source: unknown, from: unknown, to: unknown): unknown {
      const result = transcode(source, from, to);
      return typeof result === "number" ? result : makeBuffer(result);
    },
    getConverter(label: string, flags: number) {
      const decoder = createDecoder(label, flags);
      return decoder === undefined ? undefined : new Converter(decoder);
    },
    hasConverter: (label: string) => createDecoder(label, 0) !== undefined,
    decode,
  };
}
