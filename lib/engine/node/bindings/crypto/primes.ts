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

const WINDOW = 2 ** 14;
const SAFE_WINDOW = 2 ** 18;

/**
 * Which distances from `start` give a number with a small factor; for safe primes also those whose half has one.
 * Safe primes are so rare that a long sieve pays.
 */
function sieveFrom(start: bigint, isSafe: boolean): Uint8Array {
  const sieved = new Uint8Array(isSafe ? SAFE_WINDOW : WINDOW);
  for (const prime of isSafe ? sieveForSafe() : smallPrimes) {
    const rest = Number(start % BigInt(prime));
    for (let delta = (prime - rest) % prime; delta < sieved.length; delta += prime) sieved[delta] = 1;
    if (!isSafe) continue;
    for (let delta = (prime + 1 - rest) % prime; delta < sieved.length; delta += prime) sieved[delta] = 1;
  }
  return sieved;
}

let longSieve: readonly number[] | undefined;
const sieveForSafe = (): readonly number[] => (longSieve ??= sieve(SAFE_WINDOW));

function isDrawnPrime(value: bigint, random: RandomSource): boolean {
  return passes(value, 2n) && isProbablePrime(value, random, roundsFor(bitLength(value)));
}

export interface PrimeOptions {
  readonly isSafe?: boolean;
  readonly add?: bigint;
  readonly rem?: bigint;
}

/** The two top bits are set, as OpenSSL does: so a product of two such primes never falls a bit short. */
function drawStart(bits: number, random: RandomSource, topBits: bigint): bigint {
  const raw = bytesToBigint(random(Math.ceil(bits / 8))) & ((1n << BigInt(bits)) - 1n);
  return raw | (topBits << BigInt(bits - (topBits === 3n ? 2 : 1))) | 1n;
}

/** The first prime of the window; `undefined` where there is none of the right length. */
function searchWindow(start: bigint, bits: number, random: RandomSource, isSafe: boolean): bigint | undefined {
  const sieved = sieveFrom(start, isSafe);
  for (let delta = 0; delta < sieved.length; delta += isSafe ? 4 : 2) {
    if (sieved[delta] === 1) continue;
    const candidate = start + BigInt(delta);
    if (bitLength(candidate) > bits) return undefined;
    const half = (candidate - 1n) / 2n;
    if (isSafe && !passes(half, 2n)) continue;
    if (isDrawnPrime(candidate, random) && (!isSafe || isDrawnPrime(half, random))) return candidate;
  }
  return undefined;
}

/** Walks up from a random place until a prime comes; starts anew where the number would get too long. */
function searchPrime(bits: number, random: RandomSource, isSafe: boolean): bigint {
  for (;;) {
    const start = drawStart(bits, random, 3n) | (isSafe ? 3n : 1n);
    const found = searchWindow(start, bits, random, isSafe);
    if (found !== undefined) return found;
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
