import { bigintToBytes, bitLength, byteLength, bytesToBigint, modInverse, modPow, modulo } from "./bigints";
import { concatBytes } from "../bytes";
import { digestOf, type HashAlgorithm } from "./hash-algorithms";
import { encode, nullValue, octetString, oid, sequence, Tag } from "./der";
import { equalBytes } from "./equal-bytes";
import { generatePrime, type RandomSource } from "./primes";
import { hashOids } from "./oids";
import { opensslError } from "./failures";
import type { RsaKey } from "./asymmetric-key";

type Bytes = Uint8Array<ArrayBuffer>;

const MIN_BITS = 512;

/** Draws both primes; `n` has exactly the wanted bits. */
export function generateRsa(bits: number, e: bigint, random: RandomSource): RsaKey {
  if (e < 3n || (e & 1n) === 0n) throw opensslError("rsa routines", "B2", "pub exponent out of range");
  if (bits < MIN_BITS) throw opensslError("rsa routines", "78", "key size too small");
  for (;;) {
    const p = generatePrime(Math.ceil(bits / 2), random);
    const q = generatePrime(Math.floor(bits / 2), random);
    const n = p * q;
    const d = p === q ? undefined : modInverse(e, (p - 1n) * (q - 1n));
    if (d === undefined || bitLength(n) !== bits) continue;
    const [large, small] = p > q ? [p, q] : [q, p];
    return completeRsa({ type: "rsa", n, e, d, p: large, q: small });
  }
}

/** Adds what speeds the private operation up. */
export function completeRsa(key: RsaKey): RsaKey {
  const { d, p, q } = key;
  if (d === undefined || p === undefined || q === undefined) return key;
  const dp = key.dp ?? d % (p - 1n);
  const dq = key.dq ?? d % (q - 1n);
  const qi = key.qi ?? modInverse(q, p);
  return { ...key, dp, dq, ...(qi === undefined ? {} : { qi }) };
}

export const modulusBytes = ({ n }: RsaKey): number => byteLength(n);

export const rsaPublic = ({ n, e }: RsaKey, value: bigint): bigint => modPow(value, e, n);

/** By the Chinese remainder theorem where the primes are known: four times as fast. */
export function rsaPrivate(key: RsaKey, value: bigint): bigint {
  const { n, d, p, q, dp, dq, qi } = key;
  if (p !== undefined && q !== undefined && dp !== undefined && dq !== undefined && qi !== undefined) {
    const first = modPow(value % p, dp, p);
    const second = modPow(value % q, dq, q);
    return second + q * modulo(qi * (first - second), p);
  }
  if (d === undefined) throw opensslError("rsa routines", "B3", "missing private key");
  return modPow(value, d, n);
}

export function mgf1(algorithm: HashAlgorithm, seed: Uint8Array, length: number): Bytes {
  const parts: Uint8Array[] = [];
  for (let made = 0; made < length; made += algorithm.outputLength) {
    const counter = new Uint8Array(4);
    new DataView(counter.buffer).setUint32(0, parts.length);
    parts.push(digestOf(algorithm, seed, counter));
  }
  return concatBytes(...parts).slice(0, length);
}

function xor(target: Uint8Array, mask: Uint8Array): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) ^ (mask[i] ?? 0);
}

const tooSmall = (): Error => opensslError("rsa routines", "70", "digest too big for rsa key");

/** EMSA-PKCS1-v1_5: the hash with the name of its algorithm. `undefined` names none, as Node does for MD5-SHA1. */
export function encodePkcs1(algorithm: HashAlgorithm, hash: Uint8Array, length: number): Bytes {
  const id = hashOids[algorithm.name];
  const info = id === undefined ? Uint8Array.from(hash) : sequence(sequence(oid(id), nullValue()), octetString(hash));
  if (length < info.length + 11) throw tooSmall();
  const padding = new Uint8Array(length - info.length - 3).fill(0xff);
  return concatBytes(Uint8Array.of(0, 1), padding, Uint8Array.of(0), info);
}

export interface PssParameters {
  readonly hash: HashAlgorithm;
  readonly mgf1Hash: HashAlgorithm;
}

function pssHash(hash: HashAlgorithm, digest: Uint8Array, salt: Uint8Array): Bytes {
  return digestOf(hash, new Uint8Array(8), digest, salt);
}

export const maxSaltLength = (bits: number, hash: HashAlgorithm): number =>
  Math.ceil((bits - 1) / 8) - hash.outputLength - 2;

/** EMSA-PSS over a hash of the message; `bits` is the modulus' length. */
export function encodePss(
  { hash, mgf1Hash }: PssParameters,
  digest: Uint8Array,
  salt: Uint8Array,
  bits: number,
): Bytes {
  const length = Math.ceil((bits - 1) / 8);
  const free = length - hash.outputLength - salt.length - 2;
  if (free < 0) throw opensslError("rsa routines", "6E", "data too large for key size");
  const sum = pssHash(hash, digest, salt);
  const block = concatBytes(new Uint8Array(free), Uint8Array.of(1), salt);
  xor(block, mgf1(mgf1Hash, sum, block.length));
  block[0] = (block[0] ?? 0) & (0xff >> (8 * length - (bits - 1)));
  return concatBytes(block, sum, Uint8Array.of(0xbc));
}

/** `saltLength` below zero takes whatever length the signature has. */
export function verifyPss(
  { hash, mgf1Hash }: PssParameters,
  digest: Uint8Array,
  encoded: Uint8Array,
  saltLength: number,
  bits: number,
): boolean {
  const length = Math.ceil((bits - 1) / 8);
  const message = encoded.subarray(encoded.length - length);
  if (message.at(-1) !== 0xbc || length < hash.outputLength + 2) return false;
  const block = message.slice(0, length - hash.outputLength - 1);
  const sum = message.subarray(block.length, length - 1);
  const spare = 8 * length - (bits - 1);
  if (((block[0] ?? 0) & ~(0xff >> spare) & 0xff) !== 0) return false;
  xor(block, mgf1(mgf1Hash, sum, block.length));
  block[0] = (block[0] ?? 0) & (0xff >> spare);
  const one = block.findIndex((byte) => byte !== 0);
  if (one < 0 || block[one] !== 1) return false;
  const salt = block.subarray(one + 1);
  if (saltLength >= 0 && salt.length !== saltLength) return false;
  return equalBytes(pssHash(hash, digest, salt), sum);
}

export function encodeOaep(
  hash: HashAlgorithm,
  label: Uint8Array,
  data: Uint8Array,
  length: number,
  random: RandomSource,
): Bytes {
  const size = hash.outputLength;
  if (data.length > length - 2 * size - 2) throw opensslError("rsa routines", "6E", "data too large for key size");
  const padding = new Uint8Array(length - data.length - 2 * size - 2);
  const block = concatBytes(digestOf(hash, label), padding, Uint8Array.of(1), data);
  const seed = random(size);
  xor(block, mgf1(hash, seed, block.length));
  xor(seed, mgf1(hash, block, size));
  return concatBytes(Uint8Array.of(0), seed, block);
}

export function decodeOaep(hash: HashAlgorithm, label: Uint8Array, encoded: Uint8Array): Bytes {
  const size = hash.outputLength;
  const seed = Uint8Array.from(encoded.subarray(1, 1 + size));
  const block = Uint8Array.from(encoded.subarray(1 + size));
  xor(seed, mgf1(hash, block, size));
  xor(block, mgf1(hash, seed, block.length));
  const one = block.findIndex((byte, index) => index >= size && byte !== 0);
  const isRight =
    encoded[0] === 0 && one >= 0 && block[one] === 1 && equalBytes(block.subarray(0, size), digestOf(hash, label));
  if (!isRight) throw opensslError("rsa routines", "79", "oaep decoding error");
  return block.slice(one + 1);
}

/** EME-PKCS1: type 2 is filled up at random, type 1 with ones. */
export function encodeType(type: 1 | 2, data: Uint8Array, length: number, random: RandomSource): Bytes {
  if (data.length > length - 11) throw opensslError("rsa routines", "6E", "data too large for key size");
  const size = length - data.length - 3;
  const padding = new Uint8Array(size).fill(0xff);
  if (type === 2)
    for (let i = 0; i < size; i++)
      do padding[i] = random(1)[0] ?? 0;
      while (padding[i] === 0);
  return concatBytes(Uint8Array.of(0, type), padding, Uint8Array.of(0), data);
}

export function decodeType(type: 1 | 2, encoded: Uint8Array): Bytes | undefined {
  const end = encoded.indexOf(0, 2);
  const isRight = encoded[0] === 0 && encoded[1] === type && end >= 10;
  if (!isRight || (type === 1 && encoded.subarray(2, end).some((byte) => byte !== 0xff))) return undefined;
  return Uint8Array.from(encoded.subarray(end + 1));
}

/** The operation on bytes: a value that isn't below the modulus is refused. */
export function rsaOnBytes(key: RsaKey, bytes: Uint8Array, isPrivate: boolean): Bytes {
  const value = bytesToBigint(bytes);
  if (value >= key.n) throw opensslError("rsa routines", "84", "data too large for modulus");
  return bigintToBytes(isPrivate ? rsaPrivate(key, value) : rsaPublic(key, value), modulusBytes(key));
}

/** `SEQUENCE { OID mgf1, SEQUENCE { hash } }` and its kin for the parameters of a key that does PSS alone. */
export function encodePssParameters(
  { hash, mgf1Hash, saltLength }: NonNullable<RsaKey["pss"]>,
  mgf1Oid: string,
): Bytes {
  const algorithm = (name: string) => sequence(oid(hashOids[name] ?? ""), nullValue());
  const parts = [encode(0xa0, algorithm(hash)), encode(0xa1, sequence(oid(mgf1Oid), algorithm(mgf1Hash)))];
  return sequence(...parts, encode(0xa2, encode(Tag.integer, Uint8Array.of(saltLength))));
}
