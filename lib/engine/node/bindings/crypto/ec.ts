import { bigintToBytes, bytesToBigint } from "./bigints";
import { concatBytes } from "../bytes";
import type { Curve } from "./curves";
import { integer, readDer, field, sequence } from "./der";
import type { RandomSource } from "./primes";

type Bytes = Uint8Array<ArrayBuffer>;

export const COMPRESSED = 2;
export const UNCOMPRESSED = 4;
export const HYBRID = 6;

/** A point in the form that Node names by number. `point` is uncompressed. */
export function encodePoint(point: Bytes, form: number): Bytes {
  const half = (point.length - 1) / 2;
  const isOdd = ((point.at(-1) ?? 0) & 1) === 1;
  if (form === COMPRESSED) return concatBytes(Uint8Array.of(isOdd ? 3 : 2), point.subarray(1, 1 + half));
  const encoded = point.slice();
  if (form === HYBRID) encoded[0] = isOdd ? 7 : 6;
  return encoded;
}

/** Reads a point in any form and checks that it lies on the curve; `undefined` for one that doesn't. */
export function decodePoint({ curve }: Curve, bytes: Uint8Array): Bytes | undefined {
  const plain = Uint8Array.from(bytes);
  if (plain[0] === 6 || plain[0] === 7) plain[0] = UNCOMPRESSED;
  try {
    return curve.Point.fromBytes(plain).toBytes(false) as Bytes;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** A secret between one and the order, drawn evenly. */
export function drawSecret({ order, orderBytes }: Curve, random: RandomSource): bigint {
  for (;;) {
    const secret = bytesToBigint(random(orderBytes + 8)) % order;
    if (secret > 0n) return secret;
  }
}

export const secretToBytes = ({ orderBytes }: Curve, secret: bigint): Bytes => bigintToBytes(secret, orderBytes);

export function publicPoint(curve: Curve, secret: bigint): Bytes {
  return curve.curve.getPublicKey(secretToBytes(curve, secret), false) as Bytes;
}

/** The x coordinate of the shared point. */
export function sharedSecret(curve: Curve, secret: bigint, point: Uint8Array): Bytes {
  const shared = curve.curve.getSharedSecret(secretToBytes(curve, secret), point, false);
  return shared.slice(1, 1 + curve.fieldBytes);
}

const plain = { prehash: false, lowS: false, format: "compact" } as const;

/** r and s side by side, as IEEE P1363 has them. */
export function signHash(curve: Curve, secret: bigint, hash: Uint8Array): Bytes {
  return curve.curve.sign(hash, secretToBytes(curve, secret), { ...plain, extraEntropy: true }) as Bytes;
}

export function verifyHash(curve: Curve, point: Uint8Array, hash: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 2 * curve.orderBytes) return false;
  try {
    return curve.curve.verify(signature, hash, point, plain);
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

/** Two numbers side by side as DER. */
export function pairToDer(signature: Uint8Array): Bytes {
  const half = signature.length / 2;
  return sequence(
    integer(bytesToBigint(signature.subarray(0, half))),
    integer(bytesToBigint(signature.subarray(half))),
  );
}

/** DER as two numbers of `size` bytes each; `undefined` for what isn't such a pair. */
export function derToPair(signature: Bytes, size: number): Bytes | undefined {
  try {
    const numbers = readDer(signature).fields(2);
    const [r, s] = [field(numbers, 0).integer(), field(numbers, 1).integer()];
    if (readDer(signature).whole.length !== signature.length || r >> BigInt(size * 8) || s >> BigInt(size * 8))
      return undefined;
    return concatBytes(bigintToBytes(r, size), bigintToBytes(s, size));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
