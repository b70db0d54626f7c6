/** The numbers of SHA-2, which are the first digits of roots of primes and can be checked by anyone. */

export const primes: readonly bigint[] = firstPrimes(80);

function firstPrimes(count: number): bigint[] {
  const found: bigint[] = [];
  for (let candidate = 2n; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0n)) found.push(candidate);
  return found;
}

/** The whole part of a root, by bisection. */
function root(value: bigint, degree: bigint): bigint {
  let [low, high] = [0n, 1n << (BigInt(value.toString(2).length) / degree + 1n)];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

/** The first bits after the point of a prime's root. */
export const fraction = (prime: bigint, degree: bigint, bits: number): bigint =>
  BigInt.asUintN(bits, root(prime << (degree * BigInt(bits)), degree));

export const squareRoots = (from: number, bits: number): readonly bigint[] =>
  primes.slice(from, from + 8).map((prime) => fraction(prime, 2n, bits));

export const cubeRoots = (count: number, bits: number): readonly bigint[] =>
  primes.slice(0, count).map((prime) => fraction(prime, 3n, bits));
