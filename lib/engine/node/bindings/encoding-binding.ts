import { encodeUtf8, isShared, unshared, bytesOfAny } from "./bytes";
import { codedError } from "./coded-error";
import { domainToAscii, hostToUnicode } from "./idna";

/** Taken before Node puts its own in their place. */
const PlatformDecoder = globalThis.TextDecoder;
const encoder = new TextEncoder();

/** By `ignoreBOM` and `fatal`: making a decoder costs more than a short decode. */
const decoders = new Map<string, TextDecoder>();

function decoderFor(ignoreBOM: boolean, fatal: boolean): TextDecoder {
  const key = `${ignoreBOM}${fatal}`;
  const known = decoders.get(key);
  if (known !== undefined) return known;
  const made = new PlatformDecoder("utf-8", { ignoreBOM, fatal });
  decoders.set(key, made);
  return made;
}

function decodeUTF8(input: unknown, ignoreBOM?: unknown, fatal?: unknown): string {
  const bytes = unshared(bytesOfAny(input));
  try {
    return decoderFor(Boolean(ignoreBOM), Boolean(fatal)).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const message = "The encoded data was not valid for encoding utf-8";
    throw codedError(TypeError, "ERR_ENCODING_INVALID_ENCODED_DATA", message);
  }
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** IDNA's ToASCII alone: unlike a host of an address, forbidden characters of plain ASCII stay. */
function toASCII(domain: string): string {
  return isPlainAscii(domain) && !/xn--/i.test(domain) ? domain.toLowerCase() : domainToAscii(domain);
}

/** `internalBinding("encoding_binding")`. */
export function createEncodingBinding() {
  const encodeIntoResults = new Uint32Array(2);

  function encodeInto(text: string, target: Uint8Array): void {
    if (!isShared(target)) {
      const { read, written } = encoder.encodeInto(text, target);
      encodeIntoResults[0] = read;
      encodeIntoResults[1] = written;
      return;
    }
    const copy = new Uint8Array(target.length);
    const { read, written } = encoder.encodeInto(text, copy);
    target.set(copy.subarray(0, written));
    encodeIntoResults[0] = read;
    encodeIntoResults[1] = written;
  }

  return {
    encodeIntoResults,
    encodeInto,
    encodeUtf8String: (text: string) => encodeUtf8(text),
    decodeUTF8,
    toASCII,
    toUnicode: (domain: string) => hostToUnicode(domain),
  };
}
