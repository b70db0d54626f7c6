import { bigintToBytes, bitLength, bytesToBigint, modPow } from "./bigints";

export type RandomSource = (length: number) => Uint8Array<ArrayBuffer>;

function sieve(limit: number): number[] {
  const isComposite = new Uint8Array(limit);
  const primes: number[] = [];
  for (let n = 3; n < limit; n += 2) {
    if (isComposite[n] === 1) continue;
    primes.push(n);
    for (let multiple = n * n; multiple < limit; multiple += n) isComposite[multiple] = 1;
  }
  return primes;
}

const smallPrimes = sieve(2 ** 12);
const smallSet = new Set([2, ...smallPrimes]);

/** Below 53 bits, so that the remainders are plain numbers. */
function isSmallPrime(value: bigint): boolean {
  return smallSet.has(Number(value));
}

/** One round of Miller and Rabin. */
function passes(value: bigint, base: bigint): boolean {
  const last = value - 1n;
  let odd = last;
  let twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  let x = modPow(base, odd, value);
  if (x === 1n || x === last) return true;
  for (let i = 1; i < twos; i++) {
    x = (x * x) % value;
    if (x === last) return true;
  }
  return false;
}

/** Rounds that leave less than one chance in 2^100 for numbers that were drawn at random (the tables of HAC 4.4). */
function roundsFor(bits: number): number {
  if (bits >= 1300) return 2;
  if (bits >= 850) return 3;
  if (bits >= 650) return 4;
  if (bits >= 350) return 8;
  return bits >= 150 ? 18 : 34;
}

const hasSmallFactor = (value: bigint): boolean => smallPrimes.some((prime) => value % BigInt(prime) === 0n);

/** `checks` rounds; 0 means what the size asks for. A number that someone else chose needs more than a drawn one. */
export function isProbablePrime(value: bigint, random: RandomSource, checks = 0): boolean {
  if (value < 2n ** 12n) return isSmallPrime(value);
  if ((value & 1n) === 0n || hasSmallFactor(value)) return false;
  const bits = bitLength(value);
  const rounds = checks > 0 ? checks : 64;
  for (let i = 0; i < rounds; i++) {
    const base = (bytesToBigint(random(Math.ceil(bits / 8))) % (value - 3n)) + 2n;
    if (!passes(value, base)) return false;
  }
  return true;
}

/** Remainders by the small primes, so that candidates near by are sieved without big divisions. */
function remainders(value: bigint): Int32Array {
  return Int32Array.from(smallPrimes, (prime) => Number(value % BigInt(prime)));
}

/** Whether `start + delta` has a small factor, judged by the remainders of `start`; for safe primes its half's too. */
function isSieved(rests: Int32Array, delta: number, isSafe: boolean): boolean {
  for (const [index, prime] of smallPrimes.entries()) {
    const rest = ((rests[index] ?? 0) + delta) % prime;
    if (rest === 0 || (isSafe && rest === 1)) return true;
  }
  return false;
}

function isDrawnPrime(value: bigint, random: RandomSource): boolean {
  return passes(value, 2n) && isProbablePrime(value, random, roundsFor(bitLength(value)));
}

export interface PrimeOptions {
  readonly isSafe?: boolean;
  readonly add?: bigint;
  readonly rem?: bigint;
}

const MAX_DELTA = 2 ** 20;

/** The two top bits are set, as OpenSSL does: so a product of two such primes never falls a bit short. */
function drawStart(bits: number, random: RandomSource, topBits: bigint): bigint {
  const raw = bytesToBigint(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n);
  return raw | (topBits << BigInt(bits - (topBits === 3n ? 2 : 1))) | 1n;
}

/** Walks up from a random place until a prime comes; starts anew where the number would get too long. */
function searchPrime(bits: number, random: RandomSource, isSafe: boolean): bigint {
  for (;;) {
    let start = drawStart(bits, random, 3n);
    if (isSafe) start |= 3n;
    const rests = remainders(start);
    const step = isSafe ? 4 : 2;
    for (let delta = 0; delta < MAX_DELTA; delta += step) {
      if (isSieved(rests, delta, isSafe)) continue;
      const candidate = start + BigInt(delta);
      if (bitLength(candidate) > bits) break;
      if (isSafe && !passes((candidate - 1n) / 2n, 2n)) continue;
      if (!isDrawnPrime(candidate, random)) continue;
      if (!isSafe || isDrawnPrime((candidate - 1n) / 2n, random)) return candidate;
    }
  }
}

/** Of few bits there are so few primes that trying all numbers is the simplest. */
function smallPrime(bits: number, random: RandomSource, isSafe: boolean): bigint {
  for (;;) {
    const top = bits < 2 ? 1n : 3n << BigInt(bits - 2);
    const value = (bytesToBigint(random(4)) & ((1n << BigInt(bits)) - 1n)) | top;
    const isWanted = isProbablePrime(value, random) && (!isSafe || isProbablePrime((value - 1n) / 2n, random));
    if (isWanted) return value;
  }
}

/** A prime that leaves `rem` when divided by `add`. */
function primeInClass(bits: number, random: RandomSource, add: bigint, rem: bigint, isSafe: boolean): bigint {
  for (;;) {
    const start = drawStart(bits, random, 1n);
    let candidate = start - (start % add) + rem;
    for (let i = 0; i < 4096 && bitLength(candidate) <= bits; i++, candidate += add) {
      if (bitLength(candidate) < bits || !isProbablePrime(candidate, random, roundsFor(bits))) continue;
      if (!isSafe || isProbablePrime((candidate - 1n) / 2n, random, roundsFor(bits))) return candidate;
    }
  }
}

export function generatePrime(bits: number, random: RandomSource, options: PrimeOptions = {}): bigint {
  const { isSafe = false, add, rem } = options;
  if (add !== undefined) return primeInClass(bits, random, add, rem ?? (isSafe ? 3n : 1n), isSafe);
  return bits < 32 ? smallPrime(bits, random, isSafe) : searchPrime(bits, random, isSafe);
}

export const primeBytes = (prime: bigint, bits: number): Uint8Array<ArrayBuffer> =>
  bigintToBytes(prime, Math.ceil(bits / 8));
