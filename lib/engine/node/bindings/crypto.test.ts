import native from "node:crypto";
import { expect, test } from "vitest";
import fc from "fast-check";
import type { AsyncWrap } from "@/lib/engine/node/async-wrap";
import { createCryptoBinding } from "./crypto";
import { findHash } from "./crypto/hash-algorithms";
import { hmacOf } from "./crypto/hmac";

class PlainWrap implements AsyncWrap {
  getAsyncId(): number {
    return 1;
  }
  asyncReset(): void {}
  getProviderType(): number {
    return 0;
  }
  makeCallback(callback: unknown, ...args: unknown[]): unknown {
    return typeof callback === "function" ? Reflect.apply(callback, this, args) : undefined;
  }
}

const hashes = native.getHashes();
const binding = createCryptoBinding(
  {
    AsyncWrap: PlainWrap,
    tasks: { post: (task) => void setTimeout(task, 0) },
    errors: { unavailable: (what) => new Error(what) },
    operationError: (cause) => new Error("OperationError", { cause }),
    makeBuffer: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    fillRandom: (bytes) => void native.webcrypto.getRandomValues(bytes),
  },
  { hashes, ciphers: [], curves: [], tlsCiphers: [] },
);

const SYNC = 1;
const bytes = fc.uint8Array({ maxLength: 300 });
const hex = (value: unknown): string => Buffer.from(value as ArrayBuffer).toString("hex");

function run(job: { run: () => unknown }): unknown {
  const [error, value] = job.run() as [unknown, unknown];
  if (error !== undefined) throw error;
  return value;
}

test("knows every hash that Node lists and computes the same digests, in any pieces", () => {
  expect(binding.getHashes()).toEqual(hashes);
  fc.assert(
    fc.property(fc.constantFrom(...hashes), bytes, fc.nat(300), (name, data, cut) => {
      const hash = new binding.Hash(name);
      hash.update(data.subarray(0, cut));
      hash.update(data.subarray(cut));
      expect(hash.digest("hex")).toBe(native.createHash(name).update(data).digest("hex"));
    }),
    { numRuns: 600 },
  );
});

test("copies a hash in the middle, squeezes any length from SHAKE, and refuses a length elsewhere", () => {
  const hash = new binding.Hash("sha256");
  hash.update("ab", "utf8");
  const copy = new binding.Hash(hash);
  copy.update("c", "utf8");
  expect(copy.digest("hex")).toBe(native.createHash("sha256").update("abc").digest("hex"));
  expect(hash.digest("hex")).toBe(native.createHash("sha256").update("ab").digest("hex"));
  const shake = new binding.Hash("shake256", 77);
  shake.update("x", "utf8");
  expect(shake.digest("hex")).toBe(native.createHash("shake256", { outputLength: 77 }).update("x").digest("hex"));
  expect(() => new binding.Hash("sha256", 10)).toThrow(
    expect.objectContaining({ code: "ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH" }),
  );
  expect(() => new binding.Hash("nonsense")).toThrow("Digest method not supported");
});

test("digests in one call", () => {
  const digest = (input: unknown, encoding: string, length?: number) =>
    binding.oneShotDigest("shake128", -1, {}, input, encoding, undefined, length);
  expect(digest("abc", "hex", 4)).toBe(native.createHash("shake128", { outputLength: 4 }).update("abc").digest("hex"));
  expect(Buffer.isBuffer(digest(Buffer.from("abc"), "buffer"))).toBe(true);
});

test("authenticates as Node's HMAC does, with keys of any length", () => {
  const usable = hashes.filter((name) => !/shake/i.test(name));
  fc.assert(
    fc.property(fc.constantFrom(...usable), bytes, bytes, (name, key, data) => {
      const mac = new binding.Hmac();
      mac.init(name, key);
      mac.update(data);
      expect(mac.digest("hex")).toBe(native.createHmac(name, key).update(data).digest("hex"));
    }),
    { numRuns: 300 },
  );
  expect(() => {
    new binding.Hmac().init("nonsense", bytes);
  }).toThrow("Invalid digest: nonsense");
});

test("derives keys as Node does", () => {
  const [password, salt] = [Buffer.from("secret"), Buffer.from("salt")];
  for (const digest of ["sha1", "sha256", "sha512", "md5", "sha3-256"]) {
    const job = new binding.PBKDF2Job(SYNC, password, salt, 50, 70, digest);
    expect(hex(run(job))).toBe(native.pbkdf2Sync(password, salt, 50, 70, digest).toString("hex"));
    const info = Buffer.from("info");
    const hkdf = new binding.HKDFJob(SYNC, digest, password, salt, info, 90);
    expect(hex(run(hkdf))).toBe(hex(native.hkdfSync(digest, password, salt, info, 90)));
  }
  const scrypt = new binding.ScryptJob(SYNC, password, salt, 1024, 8, 2, 2 ** 25, 64);
  expect(hex(run(scrypt))).toBe(native.scryptSync(password, salt, 64, { N: 1024, r: 8, p: 2 }).toString("hex"));
  expect(() => new binding.ScryptJob(SYNC, password, salt, 3, 1, 1, 2 ** 25, 64)).toThrow("Invalid scrypt params");
});

test("answers the vector of RFC 9106 for argon2id", () => {
  const fill = (length: number, value: number) => new Uint8Array(length).fill(value);
  const job = new binding.Argon2Job(SYNC, fill(32, 1), fill(16, 2), 4, 32, 32, 3, fill(8, 3), fill(12, 4), 2);
  expect(hex(run(job))).toBe("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
});

test("tells a later caller through `ondone`, and Web Crypto through a promise", async () => {
  const job = new binding.HashJob(0, "sha256", Buffer.from("abc")) as { run: () => unknown; ondone?: unknown };
  const later = new Promise((resolve) => {
    job.ondone = (error: unknown, value: unknown) => {
      resolve([error, hex(value)]);
    };
  });
  expect(job.run()).toBe(undefined);
  const expected = native.createHash("sha256").update("abc").digest("hex");
  expect(await later).toEqual([undefined, expected]);
  expect(hex(await new binding.HashJob(2, "sha256", Buffer.from("abc")).run())).toBe(expected);
});

test("fills with random bytes and compares without telling where", () => {
  const target = new Uint8Array(100_000);
  run(new binding.RandomBytesJob(SYNC, target, 10, 99_980));
  expect(target.subarray(0, 10).every((byte) => byte === 0)).toBe(true);
  expect(target.subarray(99_990).every((byte) => byte === 0)).toBe(true);
  expect(new Set(target).size).toBe(256);
  expect(binding.timingSafeEqual(Buffer.from("abc"), Buffer.from("abc"))).toBe(true);
  expect(binding.timingSafeEqual(Buffer.from("abc"), Buffer.from("abd"))).toBe(false);
  expect(() => binding.timingSafeEqual(Buffer.from("a"), Buffer.from("ab"))).toThrow(
    expect.objectContaining({ code: "ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH" }),
  );
});

test("finds primes that Node holds for primes", () => {
  for (const [bits, isSafe] of [
    [8, false],
    [31, true],
    [64, true],
    [256, false],
    [512, false],
  ] as const) {
    const prime = run(new binding.RandomPrimeJob(SYNC, bits, isSafe)) as ArrayBuffer;
    expect(native.checkPrimeSync(prime)).toBe(true);
    const value = BigInt(`0x${hex(prime)}`);
    expect(value.toString(2)).toHaveLength(bits);
    expect(!isSafe || native.checkPrimeSync((value - 1n) / 2n)).toBe(true);
    expect(run(new binding.CheckPrimeJob(SYNC, prime, 0))).toBe(true);
  }
  const known = [561, 7919, 2 ** 31 - 1, 1729, 3215031751].map((value) => BigInt(value));
  for (const value of known) {
    const candidate = Buffer.from(value.toString(16).padStart(16, "0"), "hex");
    expect(run(new binding.CheckPrimeJob(SYNC, candidate, 0))).toBe(native.checkPrimeSync(value));
  }
});

test("keeps the state of a keyed hash apart from its clones", () => {
  const sha1 = findHash("sha1");
  expect(sha1).toBeDefined();
  if (sha1 === undefined) return;
  expect(hex(hmacOf(sha1, Buffer.from("k"), Buffer.from("a"), Buffer.from("b")))).toBe(
    native.createHmac("sha1", "k").update("ab").digest("hex"),
  );
});
