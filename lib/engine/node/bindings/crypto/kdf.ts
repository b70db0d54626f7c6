import { argon2d, argon2i, argon2id } from "@noble/hashes/argon2.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { codedError } from "../coded-error";
import { concatBytes } from "../bytes";
import { createHmac, hmacOf } from "./hmac";
import { createJobClass, JobMode } from "./job";
import { inputBytes, toArrayBuffer, type CryptoHost } from "./host";
import { requireHash } from "./hash";
import { secretBytes } from "./key-data";
import type { HashAlgorithm } from "./hash-algorithms";

function pbkdf2Block(
  algorithm: HashAlgorithm,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  index: number,
) {
  const keyed = createHmac(algorithm, password);
  const number = new Uint8Array(4);
  new DataView(number.buffer).setUint32(0, index);
  const first = keyed.clone();
  first.update(salt);
  first.update(number);
  let last = first.digest();
  const sum = last.slice();
  for (let round = 1; round < iterations; round++) {
    const next = keyed.clone();
    next.update(last);
    last = next.digest();
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) ^ (last[i] ?? 0);
  }
  return sum;
}

export function derivePbkdf2(
  algorithm: HashAlgorithm,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  const blocks: Uint8Array[] = [];
  for (let made = 0; made < length; made += algorithm.outputLength) {
    blocks.push(pbkdf2Block(algorithm, password, salt, iterations, blocks.length + 1));
  }
  return concatBytes(...blocks).slice(0, length);
}

function preparePbkdf2(args: readonly unknown[]): () => ArrayBuffer {
  const [password, salt, iterations, length, digest] = args as [unknown, unknown, number, number, string];
  const algorithm = requireHash(digest);
  const secret = secretBytes(password).slice();
  const salted = inputBytes(salt).slice();
  return () => toArrayBuffer(derivePbkdf2(algorithm, secret, salted, iterations, length));
}

const MAX_HKDF_BLOCKS = 255;

function prepareHkdf(args: readonly unknown[]): () => ArrayBuffer {
  const [digest, key, salt, info, length] = args as [string, unknown, unknown, unknown, number];
  const algorithm = requireHash(digest);
  if (length > MAX_HKDF_BLOCKS * algorithm.outputLength) {
    throw codedError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length");
  }
  const secret = secretBytes(key);
  const [salted, context] = [inputBytes(salt).slice(), inputBytes(info).slice()];
  return () => {
    const extracted = hmacOf(algorithm, salted.length === 0 ? new Uint8Array(algorithm.outputLength) : salted, secret);
    const blocks: Uint8Array[] = [];
    let last: Uint8Array = new Uint8Array(0);
    for (let made = 0; made < length; made += algorithm.outputLength) {
      last = hmacOf(algorithm, extracted, last, context, Uint8Array.of(blocks.length + 1));
      blocks.push(last);
    }
    return toArrayBuffer(concatBytes(...blocks).subarray(0, length));
  };
}

const invalidScrypt = (why = ""): Error =>
  codedError(RangeError, "ERR_CRYPTO_INVALID_SCRYPT_PARAMS", `Invalid scrypt params${why}`);

/** OpenSSL's own limits: what would be too big counts as too much memory. */
function checkScrypt(N: number, r: number, p: number, maxmem: number): void {
  if (N <= 1 || Math.log2(N) % 1 !== 0 || r < 1 || p < 1) throw invalidScrypt();
  const isTooBig = p > (2 ** 30 - 1) / r || (16 * r <= 63 && N >= 2 ** (16 * r));
  const needed = 128 * r * p + 32 * r * (N + 2) * 4;
  if (isTooBig || needed > maxmem) {
    throw invalidScrypt(": error:030000AC:digital envelope routines::memory limit exceeded");
  }
}

function prepareScrypt(args: readonly unknown[]): () => ArrayBuffer {
  const [password, salt, N, r, p, maxmem, length] = args as [unknown, unknown, number, number, number, number, number];
  checkScrypt(N, r, p, maxmem);
  const secret = secretBytes(password).slice();
  const salted = inputBytes(salt).slice();
  return () => {
    if (length === 0) return new ArrayBuffer(0);
    return toArrayBuffer(scrypt(secret, salted, { N, r, p, dkLen: length, maxmem: maxmem + 2048 + 1024 * r * p }));
  };
}

const argon2 = [argon2d, argon2i, argon2id] as const;

function prepareArgon2(args: readonly unknown[]): () => ArrayBuffer {
  const [message, nonce, p, length, m, t, secret, data, type] = args as [
    ...[unknown, unknown, number, number, number, number],
    ...[unknown, unknown, number],
  ];
  const derive = argon2[type] ?? argon2id;
  const [password, salt] = [secretBytes(message).slice(), inputBytes(nonce).slice()];
  const key = secret === undefined ? new Uint8Array(0) : inputBytes(secret).slice();
  const personalization = data === undefined ? new Uint8Array(0) : inputBytes(data).slice();
  const options = { p, m, t, dkLen: length, key, personalization };
  return () => toArrayBuffer(derive(password, salt, options));
}

export function createKdfBindings(host: CryptoHost) {
  return {
    PBKDF2Job: createJobClass(host, "PBKDF2REQUEST", (_mode, args) => preparePbkdf2(args)),
    HKDFJob: createJobClass(host, "DERIVEBITSREQUEST", (_mode, args) => prepareHkdf(args)),
    ScryptJob: createJobClass(host, "SCRYPTREQUEST", (_mode, args) => prepareScrypt(args)),
    Argon2Job: createJobClass(host, "DERIVEBITSREQUEST", (_mode, args) => prepareArgon2(args)),
    kCryptoJobAsync: JobMode.async,
    kCryptoJobSync: JobMode.sync,
    kCryptoJobWebCrypto: JobMode.webCrypto,
  };
}
