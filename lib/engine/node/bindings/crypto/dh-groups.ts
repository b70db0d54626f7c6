/** Pi, as an integer times 2^bits, by Machin's formula. */
function piBits(bits: number): bigint {
  const guard = 32n;
  const one = 1n << (BigInt(bits) + guard);
  const arctan = (inverse: bigint): bigint => {
    let term = one / inverse;
    let sum = term;
    const square = inverse * inverse;
    for (let n = 3n, sign = -1n; term > 0n; n += 2n, sign = -sign) {
      term /= square;
      sum += (sign * term) / n;
    }
    return sum;
  };
  return (4n * (4n * arctan(5n) - arctan(239n))) >> guard;
}

/** RFC 2412 and RFC 3526: the primes of the groups are made from the digits of pi. */
const groups: Readonly<Record<string, readonly [bits: number, addend: number]>> = {
  modp1: [768, 149686],
  modp2: [1024, 129093],
  modp5: [1536, 741804],
  modp14: [2048, 124476],
  modp15: [3072, 1690314],
  modp16: [4096, 240904],
  modp17: [6144, 929484],
  modp18: [8192, 4743158],
};

const known = new Map<string, bigint>();

/** The prime of a group by its name. The generator always is 2. */
export function groupPrime(name: string): bigint | undefined {
  const group = Object.hasOwn(groups, name) ? groups[name] : undefined;
  if (group === undefined) return undefined;
  const made = known.get(name);
  if (made !== undefined) return made;
  const [bits, addend] = group;
  const n = BigInt(bits);
  const prime = (1n << n) - (1n << (n - 64n)) - 1n + (1n << 64n) * (piBits(bits - 130) + BigInt(addend));
  known.set(name, prime);
  return prime;
}
