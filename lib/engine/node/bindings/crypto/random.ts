import { bytesOfAny, part } from "../bytes";
import { bitLength, bytesToBigint } from "./bigints";
import { codedError } from "../coded-error";
import { createJobClass } from "./job";
import { inputBytes, randomBytes, toArrayBuffer, type CryptoHost } from "./host";
import { generatePrime, isProbablePrime, primeBytes } from "./primes";
import { opensslError } from "./failures";
import { timingSafeEqual } from "./equal-bytes";

function prepareRandomBytes(host: CryptoHost, args: readonly unknown[]): () => undefined {
  const [target, offset, size] = args as [unknown, number, number];
  const bytes = bytesOfAny(target);
  return () => {
    const fresh = randomBytes(host, size);
    part(bytes, offset, offset + size).set(fresh);
  };
}

const outOfRange = (message: string): Error => codedError(RangeError, "ERR_OUT_OF_RANGE", message);

function preparePrime(host: CryptoHost, args: readonly unknown[]): () => ArrayBuffer {
  const [bits, isSafe, addBytes, remBytes] = args as [number, boolean, unknown, unknown];
  const add = addBytes === undefined ? undefined : bytesToBigint(inputBytes(addBytes));
  const rem = remBytes === undefined ? undefined : bytesToBigint(inputBytes(remBytes));
  if (add !== undefined) {
    // A divisor that is longer than the prime, or a rest that isn't smaller than it, can't be met.
    if (bitLength(add) > bits) throw outOfRange("invalid options.add");
    if (rem !== undefined && add <= rem) throw outOfRange("invalid options.rem");
  }
  return () => {
    const random = (length: number) => randomBytes(host, length);
    const options = { isSafe, ...(add === undefined ? {} : { add }), ...(rem === undefined ? {} : { rem }) };
    return toArrayBuffer(primeBytes(generatePrime(bits, random, options), bits));
  };
}

/** OpenSSL's longest number. */
const MAX_NUMBER_BYTES = 2 ** 26 - 1;

function prepareCheckPrime(host: CryptoHost, args: readonly unknown[]): () => boolean {
  const [candidate, checks] = args as [unknown, number];
  const bytes = inputBytes(candidate);
  if (bytes.length > MAX_NUMBER_BYTES) throw opensslError("bignum routines", "72", "bignum too long");
  const value = bytesToBigint(bytes);
  return () => isProbablePrime(value, (length) => randomBytes(host, length), checks);
}

export function createRandomBindings(host: CryptoHost) {
  return {
    RandomBytesJob: createJobClass(host, "RANDOMBYTESREQUEST", (_mode, args) => prepareRandomBytes(host, args)),
    RandomPrimeJob: createJobClass(host, "RANDOMPRIMEREQUEST", (_mode, args) => preparePrime(host, args)),
    CheckPrimeJob: createJobClass(host, "CHECKPRIMEREQUEST", (_mode, args) => prepareCheckPrime(host, args)),
    timingSafeEqual,
    secureBuffer: (length: number) => new Uint8Array(length),
    secureHeapUsed: () => undefined,
  };
}
