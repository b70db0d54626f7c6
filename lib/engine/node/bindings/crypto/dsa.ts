import { bigintToBytes, bitLength, byteLength, bytesToBigint, modInverse, modPow, modulo } from "./bigints";
import { concatBytes } from "../bytes";
import { generatePrime, isProbablePrime, type RandomSource } from "./primes";
import { opensslError } from "./failures";
import type { DsaKey } from "./asymmetric-key";

type Bytes = Uint8Array<ArrayBuffer>;

function below(limit: bigint, random: RandomSource): bigint {
  for (;;) {
    const value = bytesToBigint(random(byteLength(limit) + 8)) % limit;
    if (value > 0n) return value;
  }
}

/** The hash as a number: its leftmost bits, as many as `q` has. */
function toNumber(hash: Uint8Array, q: bigint): bigint {
  const spare = hash.length * 8 - bitLength(q);
  const value = bytesToBigint(hash);
  return spare > 0 ? value >> BigInt(spare) : value;
}

export function signDsa({ p, q, g, x }: DsaKey, hash: Uint8Array, random: RandomSource): Bytes {
  if (x === undefined) throw opensslError("rsa routines", "B3", "missing private key");
  const size = byteLength(q);
  for (;;) {
    const k = below(q, random);
    const r = modPow(g, k, p) % q;
    const inverse = modInverse(k, q) ?? 0n;
    const s = modulo(inverse * (toNumber(hash, q) + x * r), q);
    if (r !== 0n && s !== 0n) return concatBytes(bigintToBytes(r, size), bigintToBytes(s, size));
  }
}

export function verifyDsa({ p, q, g, y }: DsaKey, hash: Uint8Array, signature: Uint8Array): boolean {
  const size = byteLength(q);
  const [r, s] = [bytesToBigint(signature.subarray(0, size)), bytesToBigint(signature.subarray(size))];
  if (signature.length !== 2 * size || r <= 0n || r >= q || s <= 0n || s >= q) return false;
  const w = modInverse(s, q) ?? 0n;
  const first = modPow(g, (toNumber(hash, q) * w) % q, p);
  const second = modPow(y, (r * w) % q, p);
  return ((first * second) % p) % q === r;
}

/** A prime `p` of the wanted length for which `q` divides `p - 1`. */
function findP(bits: number, q: bigint, random: RandomSource): bigint {
  for (;;) {
    const start = bytesToBigint(random(Math.ceil(bits / 8))) | (1n << BigInt(bits - 1));
    const p = start - (start % (2n * q)) + 1n;
    if (bitLength(p) === bits && isProbablePrime(p, random, 4)) return p;
  }
}

export function generateDsa(bits: number, divisorBits: number, random: RandomSource): DsaKey {
  const q = generatePrime(divisorBits, random);
  const p = findP(bits, q, random);
  let g = 1n;
  for (let h = 2n; g === 1n; h++) g = modPow(h, (p - 1n) / q, p);
  const x = below(q, random);
  return { type: "dsa", p, q, g, x, y: modPow(g, x, p) };
}
