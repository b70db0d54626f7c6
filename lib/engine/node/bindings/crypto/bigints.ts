/** Bytes, most significant first, as a number. */
export function bytesToBigint(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  let text = "0x";
  for (const byte of bytes) text += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16);
  return BigInt(text);
}

/** The number's bytes, most significant first; padded with zeros to `length`, or as few as it takes. */
export function bigintToBytes(value: bigint, length?: number): Uint8Array<ArrayBuffer> {
  const text = value.toString(16);
  const digits = text.length % 2 === 0 ? text : `0${text}`;
  const size = length ?? digits.length / 2;
  const bytes = new Uint8Array(size);
  for (let i = digits.length / 2 - 1, at = size - 1; i >= 0 && at >= 0; i--, at--) {
    bytes[at] = parseInt(digits.slice(i * 2, i * 2 + 2), 16);
  }
  return bytes;
}

export const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);

export const byteLength = (value: bigint): number => Math.ceil(bitLength(value) / 8);

export const modulo = (value: bigint, modulus: bigint): bigint => ((value % modulus) + modulus) % modulus;

const WINDOW = 5;

/** Exponentiation by windows of five bits. V8's own division does the reducing. */
export function modPow(base: bigint, exponent: bigint, modulus: bigint): bigint {
  if (modulus === 1n) return 0n;
  const reduced = modulo(base, modulus);
  if (exponent === 0n) return 1n;
  const digits = exponent.toString(2 ** WINDOW);
  const powers: bigint[] = [1n, reduced];
  const power = (index: number): bigint => powers[index] ?? 1n;
  for (let i = 2; i < 2 ** WINDOW; i++) powers.push((power(i - 1) * reduced) % modulus);
  let result = 1n;
  for (const digit of digits) {
    for (let i = 0; i < WINDOW; i++) result = (result * result) % modulus;
    const value = parseInt(digit, 2 ** WINDOW);
    if (value > 0) result = (result * power(value)) % modulus;
  }
  return result;
}

/** The inverse, or `undefined` where there is none. */
export function modInverse(value: bigint, modulus: bigint): bigint | undefined {
  let [a, b] = [modulo(value, modulus), modulus];
  let [x, y] = [1n, 0n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1n ? modulo(x, modulus) : undefined;
}

export function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
