import type { AsyncWrapClass } from "@/lib/engine/node/async-wrap";
import type { ErrorMakers, Tasks } from "@/lib/engine/node/binding-host";
import { bytesOfAny, part } from "../bytes";
import { decodeText, encodeText, parseEncoding } from "../buffer/encodings";
import type { MakeBuffer } from "../make-buffer";
import type { PackedKey } from "./key-data";

/** What the `crypto` binding needs of the process. */
export interface CryptoHost {
  readonly AsyncWrap: AsyncWrapClass;
  readonly tasks: Pick<Tasks, "post">;
  readonly errors: Pick<ErrorMakers, "unavailable">;
  readonly makeBuffer: MakeBuffer;
  /** Web Crypto's `OperationError` for what went wrong. */
  readonly operationError: (cause: unknown) => unknown;
  /** Lets keys go to other threads, as what they hold. */
  readonly letKeysTravel?: (dataOf: (value: unknown) => unknown, make: (packed: PackedKey) => object) => void;
  /** Fills the array with bytes that nobody can guess. */
  readonly fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void;
}

/** Browsers hand out so many random bytes at a time. */
const RANDOM_CHUNK = 65536;

export function fillRandomly(host: Pick<CryptoHost, "fillRandom">, bytes: Uint8Array<ArrayBuffer>): void {
  for (let at = 0; at < bytes.length; at += RANDOM_CHUNK) host.fillRandom(bytes.subarray(at, at + RANDOM_CHUNK));
}

export function randomBytes(host: Pick<CryptoHost, "fillRandom">, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  fillRandomly(host, bytes);
  return bytes;
}

/** Data as the library passes it: a text with its encoding, or bytes. Never a Buffer, whose `slice` doesn't copy. */
export function inputBytes(data: unknown, encoding?: unknown): Uint8Array<ArrayBuffer> {
  if (typeof data === "string") return encodeText(data, parseEncoding(encoding));
  const bytes = bytesOfAny(data);
  return part(bytes, 0, bytes.length);
}

/** A result as the library wants it: a Buffer, or a text in the encoding that it names. */
export function output(
  host: Pick<CryptoHost, "makeBuffer">,
  bytes: Uint8Array<ArrayBuffer>,
  encoding: unknown,
): unknown {
  const name = encoding === undefined || encoding === false ? "buffer" : parseEncoding(encoding, "buffer");
  return name === "buffer" ? host.makeBuffer(bytes) : decodeText(bytes, name);
}

/** Bytes of their own in a buffer of their own, as jobs answer. */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
