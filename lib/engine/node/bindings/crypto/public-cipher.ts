import { createJobClass } from "./job";
import { decodeOaep, decodeType, encodeOaep, encodeType, modulusBytes, rsaOnBytes } from "./rsa";
import { inputBytes, randomBytes, toArrayBuffer, type CryptoHost } from "./host";
import { keyArguments, readKeyArguments } from "./key-input";
import { opensslError } from "./failures";
import { findHash, type HashAlgorithm } from "./hash-algorithms";
import type { AsymmetricKey, RsaKey } from "./asymmetric-key";
import type { RandomSource } from "./primes";

const PKCS1 = 1;
const NONE = 3;
const OAEP = 4;
const KEY_ARGUMENTS = 5;
const DECRYPT = 1;

type Bytes = Uint8Array<ArrayBuffer>;

interface Padding {
  readonly type: number;
  readonly hash: string;
  readonly label: Bytes;
}

function requireRsa(key: AsymmetricKey): RsaKey {
  if (key.type === "rsa") return key;
  throw opensslError("digital envelope routines", "96", "operation not supported for this keytype");
}

function oaepHash(name: string): HashAlgorithm {
  const algorithm = findHash(name);
  if (algorithm === undefined) throw opensslError("digital envelope routines", "98", "invalid digest");
  return algorithm;
}

const unknownPadding = (): Error => opensslError("rsa routines", "76", "unknown padding type");

function exactly(data: Bytes, length: number): Bytes {
  if (data.length > length) throw opensslError("rsa routines", "6E", "data too large for key size");
  if (data.length < length) throw opensslError("rsa routines", "7A", "data too small for key size");
  return data;
}

function encrypt(key: RsaKey, data: Bytes, { type, hash, label }: Padding, random: RandomSource): Bytes {
  const length = modulusBytes(key);
  if (type === OAEP) return rsaOnBytes(key, encodeOaep(oaepHash(hash), label, data, length, random), false);
  if (type === PKCS1) return rsaOnBytes(key, encodeType(2, data, length, random), false);
  if (type === NONE) return rsaOnBytes(key, exactly(data, length), false);
  throw unknownPadding();
}

/** A wrong padding answers random bytes, so that nobody learns from it (OpenSSL's implicit rejection). */
function decryptType2(encoded: Bytes, random: RandomSource): Bytes {
  return decodeType(2, encoded) ?? random(((random(1)[0] ?? 0) % Math.max(1, encoded.length - 11)) + 1);
}

function decrypt(key: RsaKey, data: Bytes, { type, hash, label }: Padding, random: RandomSource): Bytes {
  if (data.length > modulusBytes(key)) throw opensslError("rsa routines", "6C", "data greater than mod len");
  const encoded = rsaOnBytes(key, data, true);
  if (type === OAEP) return decodeOaep(oaepHash(hash), label, encoded);
  if (type === PKCS1) return decryptType2(encoded, random);
  if (type === NONE) return encoded;
  throw unknownPadding();
}

function privateEncrypt(key: RsaKey, data: Bytes, { type }: Padding, random: RandomSource): Bytes {
  const length = modulusBytes(key);
  if (type === NONE) return rsaOnBytes(key, exactly(data, length), true);
  if (type !== PKCS1) throw opensslError("rsa routines", "76", "unknown padding type");
  return rsaOnBytes(key, encodeType(1, data, length, random), true);
}

function publicDecrypt(key: RsaKey, data: Bytes, { type }: Padding): Bytes {
  const encoded = rsaOnBytes(key, data, false);
  if (type === NONE) return encoded;
  const text = decodeType(1, encoded);
  if (text === undefined) throw opensslError("rsa routines", "72", "padding check failed");
  return text;
}

type Operation = (key: RsaKey, data: Bytes, padding: Padding, random: RandomSource) => Bytes;

function createOperation(host: CryptoHost, operation: Operation) {
  return (...args: unknown[]): unknown => {
    const { key } = readKeyArguments(keyArguments(args, 0), false);
    const [data, type, hash, label] = args.slice(KEY_ARGUMENTS) as [unknown, number, string | undefined, unknown];
    if (hash !== undefined) oaepHash(hash);
    const padding = { type, hash: hash ?? "sha1", label: label === undefined ? new Uint8Array(0) : inputBytes(label) };
    const bytes = inputBytes(data).slice();
    return host.makeBuffer(operation(requireRsa(key), bytes, padding, (length) => randomBytes(host, length)));
  };
}

function prepareOaep(host: CryptoHost, args: readonly unknown[]): () => ArrayBuffer {
  const [direction, handle, data, , hash, label] = args as [number, unknown, unknown, number, string, unknown];
  const isDecrypting = direction === DECRYPT;
  const { key } = readKeyArguments([handle, undefined, undefined, undefined, undefined], isDecrypting);
  const padding = { type: OAEP, hash, label: label === undefined ? new Uint8Array(0) : inputBytes(label).slice() };
  const bytes = inputBytes(data).slice();
  const random = (length: number) => randomBytes(host, length);
  const operation = isDecrypting ? decrypt : encrypt;
  return () => toArrayBuffer(operation(requireRsa(key), bytes, padding, random));
}

export function createPublicCipherBindings(host: CryptoHost) {
  return {
    publicEncrypt: createOperation(host, encrypt),
    privateDecrypt: createOperation(host, decrypt),
    privateEncrypt: createOperation(host, privateEncrypt),
    publicDecrypt: createOperation(host, publicDecrypt),
    RSACipherJob: createJobClass(host, "CIPHERREQUEST", (_mode, args) => prepareOaep(host, args)),
  };
}
