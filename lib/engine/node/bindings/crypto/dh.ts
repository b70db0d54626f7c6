import { bigintToBytes, bitLength, byteLength, bytesToBigint, modPow } from "./bigints";
import { codedError } from "../coded-error";
import { createJobClass } from "./job";
import { decodePoint, drawSecret, encodePoint, publicPoint, secretToBytes, sharedSecret } from "./ec";
import { equalBytes } from "./equal-bytes";
import { exchangeEdwards } from "./edwards";
import { generatePrime, isProbablePrime } from "./primes";
import { groupPrime } from "./dh-groups";
import { inputBytes, randomBytes, toArrayBuffer, type CryptoHost } from "./host";
import { keyArguments, readKeyArguments } from "./key-input";
import { opensslError } from "./failures";
import { requireCurve, type Curve } from "./curves";
import type { AsymmetricKey } from "./asymmetric-key";

type Bytes = Uint8Array<ArrayBuffer>;

const UNABLE_TO_CHECK_GENERATOR = 4;
const NOT_SUITABLE_GENERATOR = 8;
const P_NOT_PRIME = 1;
const P_NOT_SAFE_PRIME = 2;
const MODULUS_TOO_SMALL = 0x80;
const MIN_MODULUS_BITS = 512;

const noKey = (kind: string): Error =>
  codedError(Error, "ERR_CRYPTO_INVALID_STATE", `No ${kind} key - did you forget to generate one?`);
const invalidKey = (what: string): Error => codedError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", what);

/** OpenSSL's judgement of a prime and its generator, as bits. */
function verify(p: bigint, g: bigint, host: CryptoHost): number {
  const random = (length: number) => randomBytes(host, length);
  if (!isProbablePrime(p, random, 8)) return P_NOT_PRIME;
  if (bitLength(p) < MIN_MODULUS_BITS) return MODULUS_TOO_SMALL;
  let flaws = isProbablePrime((p - 1n) / 2n, random, 8) ? 0 : P_NOT_SAFE_PRIME;
  if (g === 2n && ![11n, 23n].includes(p % 24n)) flaws |= p % 24n === 11n ? 0 : NOT_SUITABLE_GENERATOR;
  else if (g === 5n && ![3n, 7n].includes(p % 10n)) flaws |= NOT_SUITABLE_GENERATOR;
  else if (g !== 2n && g !== 5n) flaws |= UNABLE_TO_CHECK_GENERATOR;
  return flaws;
}

const toNumber = (value: unknown): bigint =>
  typeof value === "number" ? BigInt(value) : bytesToBigint(inputBytes(value));

/** One side of a Diffie-Hellman exchange. */
class DhParty {
  readonly verifyError: number;
  #publicKey: bigint | undefined;
  #privateKey: bigint | undefined;

  constructor(
    private readonly host: CryptoHost,
    private readonly p: bigint,
    private readonly g: bigint,
    isKnownGood: boolean,
  ) {
    this.verifyError = isKnownGood ? 0 : verify(p, g, host);
  }

  #bytes(value: bigint, length?: number): unknown {
    return this.host.makeBuffer(bigintToBytes(value, length));
  }

  generateKeys(): unknown {
    const bytes = randomBytes(this.host, byteLength(this.p));
    this.#privateKey ??= (bytesToBigint(bytes) % (this.p - 2n)) + 1n;
    this.#publicKey = modPow(this.g, this.#privateKey, this.p);
    return this.#bytes(this.#publicKey, byteLength(this.p));
  }

  computeSecret(other: unknown): unknown {
    const key = bytesToBigint(inputBytes(other));
    if (this.#privateKey === undefined) throw noKey("private");
    if (key <= 1n) throw invalidKey("Supplied key is too small");
    if (key >= this.p - 1n) throw invalidKey("Supplied key is too large");
    return this.#bytes(modPow(key, this.#privateKey, this.p), byteLength(this.p));
  }

  getPrime(): unknown {
    return this.#bytes(this.p);
  }

  getGenerator(): unknown {
    return this.#bytes(this.g);
  }

  getPublicKey(): unknown {
    if (this.#publicKey === undefined) throw noKey("public");
    return this.#bytes(this.#publicKey);
  }

  getPrivateKey(): unknown {
    if (this.#privateKey === undefined) throw noKey("private");
    return this.#bytes(this.#privateKey);
  }

  setPublicKey(key: unknown): void {
    this.#publicKey = bytesToBigint(inputBytes(key));
  }

  setPrivateKey(key: unknown): void {
    this.#privateKey = bytesToBigint(inputBytes(key));
  }
}

function dhPrime(host: CryptoHost, sizeOrPrime: unknown): bigint {
  if (typeof sizeOrPrime !== "number") return bytesToBigint(inputBytes(sizeOrPrime));
  if (sizeOrPrime < 2) throw opensslError("bignum routines", "7B", "bits too small");
  if (sizeOrPrime < 512) throw opensslError("Diffie-Hellman routines", "7E", "modulus too small");
  return generatePrime(sizeOrPrime, (length) => randomBytes(host, length), { isSafe: true });
}

function checkedGenerator(generator: unknown): bigint {
  const g = toNumber(generator);
  if (g < 2n) throw opensslError("Diffie-Hellman routines", "65", "bad generator");
  return g;
}

function createDhClasses(host: CryptoHost) {
  return {
    DiffieHellman: class DiffieHellman extends DhParty {
      constructor(sizeOrPrime: unknown, generator: unknown) {
        const prime = dhPrime(host, sizeOrPrime);
        const g = checkedGenerator(generator);
        if (prime > 2n && g >= prime) throw opensslError("Diffie-Hellman routines", "65", "bad generator");
        super(host, prime, g, typeof sizeOrPrime === "number");
      }
    },
    DiffieHellmanGroup: class DiffieHellmanGroup extends DhParty {
      constructor(name: string) {
        const prime = groupPrime(name.toLowerCase());
        if (prime === undefined) throw codedError(Error, "ERR_CRYPTO_UNKNOWN_DH_GROUP", "Unknown DH group");
        super(host, prime, 2n, true);
      }
    },
  };
}

const INVALID_POINT = "ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY";

/** One side of an exchange over an elliptic curve. */
class EcdhParty {
  #secret: bigint | undefined;
  #point: Bytes | undefined;

  constructor(
    private readonly host: CryptoHost,
    private readonly curve: Curve,
  ) {}

  generateKeys(): void {
    this.#secret = drawSecret(this.curve, (length) => randomBytes(this.host, length));
    this.#point = publicPoint(this.curve, this.#secret);
  }

  /** The secret, or the code of what is wrong with the other side's key. */
  computeSecret(other: unknown): unknown {
    if (this.#secret === undefined || !this.#isPair(this.#secret)) {
      throw codedError(Error, "ERR_CRYPTO_INVALID_KEYPAIR", "Invalid key pair");
    }
    const point = decodePoint(this.curve, inputBytes(other));
    return point === undefined ? INVALID_POINT : this.host.makeBuffer(sharedSecret(this.curve, this.#secret, point));
  }

  /** A public key that was set by itself may belong to another secret. */
  #isPair(secret: bigint): boolean {
    return this.#point !== undefined && equalBytes(this.#point, publicPoint(this.curve, secret));
  }

  getPublicKey(form: number): unknown {
    if (this.#point === undefined) {
      throw codedError(Error, "ERR_CRYPTO_OPERATION_FAILED", "Failed to get ECDH public key");
    }
    return this.host.makeBuffer(encodePoint(this.#point, form));
  }

  getPrivateKey(): unknown {
    if (this.#secret === undefined) {
      throw codedError(Error, "ERR_CRYPTO_OPERATION_FAILED", "Failed to get ECDH private key");
    }
    return this.host.makeBuffer(secretToBytes(this.curve, this.#secret));
  }

  setPrivateKey(key: unknown): void {
    const secret = bytesToBigint(inputBytes(key));
    if (secret <= 0n || secret >= this.curve.order) {
      throw codedError(Error, "ERR_CRYPTO_INVALID_KEYTYPE", "Private key is not valid for specified curve.");
    }
    this.#secret = secret;
    this.#point = publicPoint(this.curve, secret);
  }

  setPublicKey(key: unknown): void {
    const point = decodePoint(this.curve, inputBytes(key));
    if (point === undefined) {
      throw codedError(Error, "ERR_CRYPTO_OPERATION_FAILED", "Failed to convert Buffer to EC_POINT");
    }
    this.#point = point;
  }
}

function convertKey(host: CryptoHost, key: unknown, curveName: string, form: number): unknown {
  const bytes = inputBytes(key);
  if (bytes.length === 0) return host.makeBuffer(new Uint8Array(0));
  const point = decodePoint(requireCurve(curveName), bytes);
  if (point === undefined) {
    throw codedError(Error, "ERR_CRYPTO_OPERATION_FAILED", "Failed to convert Buffer to EC_POINT");
  }
  return host.makeBuffer(encodePoint(point, form));
}

const canExchange = ({ type }: AsymmetricKey): boolean => type === "ec" || type === "dh";

function derive(mine: AsymmetricKey, theirs: AsymmetricKey): Bytes {
  if (mine.type === "ec" && theirs.type === "ec" && mine.curve === theirs.curve) {
    return sharedSecret(requireCurve(mine.curve), mine.secret ?? 0n, theirs.point);
  }
  if (mine.type === "dh" && theirs.type === "dh" && mine.p === theirs.p) {
    return bigintToBytes(modPow(theirs.y, mine.x ?? 0n, mine.p), Math.ceil(bitLength(mine.p) / 8));
  }
  if ("secretKey" in mine && "publicKey" in theirs && mine.type === theirs.type) {
    return exchangeEdwards(mine, theirs.publicKey);
  }
  throw mismatch(mine, theirs);
}

function mismatch(mine: AsymmetricKey, theirs: AsymmetricKey): Error {
  if (mine.type === theirs.type && canExchange(mine)) {
    return opensslError("Provider routines", "CB", "mismatching domain parameters");
  }
  return opensslError("digital envelope routines", "96", "operation not supported for this keytype");
}

function prepareBits(args: readonly unknown[]): () => ArrayBuffer {
  const theirs = readKeyArguments(keyArguments(args, 0), false).key;
  const mine = readKeyArguments(keyArguments(args, 5), true).key;
  return () => toArrayBuffer(derive(mine, theirs));
}

export function createDhBindings(host: CryptoHost) {
  return {
    ...createDhClasses(host),
    ECDH: class ECDH extends EcdhParty {
      constructor(curve: string) {
        super(host, requireCurve(curve));
      }
    },
    ECDHConvertKey: (key: unknown, curve: string, form: number) => convertKey(host, key, curve, form),
    DHBitsJob: createJobClass(host, "DERIVEBITSREQUEST", (_mode, args) => prepareBits(args)),
  };
}
