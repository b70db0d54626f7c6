import { blake2b, blake2s } from "@noble/hashes/blake2.js";
import { md5, ripemd160, sha1 } from "@noble/hashes/legacy.js";
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from "@noble/hashes/sha3.js";
import { concatBytes, part } from "../bytes";
import type { HashAlgorithm, Hasher } from "./hasher";
import { sha2 } from "./sha2";
import { createSm3 } from "./sm3";

export type { HashAlgorithm, Hasher } from "./hasher";

/** The part of noble's hashes that is used. */
interface NobleHash {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): NobleHash;
  xof?(length: number): Uint8Array;
}

interface NobleFunction {
  readonly outputLen: number;
  readonly blockLen: number;
  create(): NobleHash;
}

function wrap(state: NobleHash, isExtendable = false): Hasher {
  return {
    // Never a Buffer: its methods are the program's.
    update: (bytes) => void state.update(part(bytes, 0, bytes.length)),
    digest: (length) => (isExtendable && state.xof ? state.xof(length) : state.digest()) as Uint8Array<ArrayBuffer>,
    clone: () => wrap(state.clone(), isExtendable),
  };
}

function noble(name: string, hash: NobleFunction, isExtendable = false, outputLength = hash.outputLen): HashAlgorithm {
  return {
    name,
    outputLength,
    blockLength: hash.blockLen,
    isExtendable,
    create: () => wrap(hash.create(), isExtendable),
  };
}

function both(first: Hasher, second: Hasher): Hasher {
  return {
    update(bytes) {
      first.update(bytes);
      second.update(bytes);
    },
    digest: () => concatBytes(first.digest(0), second.digest(0)),
    clone: () => both(first.clone(), second.clone()),
  };
}

const md5Sha1: HashAlgorithm = {
  name: "md5-sha1",
  outputLength: 36,
  blockLength: 64,
  isExtendable: false,
  create: () => both(wrap(md5.create()), wrap(sha1.create())),
};

const sm3: HashAlgorithm = { name: "sm3", outputLength: 32, blockLength: 64, isExtendable: false, create: createSm3 };

const algorithms: readonly HashAlgorithm[] = [
  noble("md5", md5),
  md5Sha1,
  noble("ripemd160", ripemd160),
  noble("sha1", sha1),
  ...sha2,
  noble("sha3-224", sha3_224),
  noble("sha3-256", sha3_256),
  noble("sha3-384", sha3_384),
  noble("sha3-512", sha3_512),
  noble("shake128", shake128, true, 16),
  noble("shake256", shake256, true, 32),
  noble("blake2b512", blake2b, false, 64),
  noble("blake2s256", blake2s, false, 32),
  sm3,
];

const byName = new Map(algorithms.map((algorithm) => [algorithm.name, algorithm]));

/** Other names by which OpenSSL knows them, in lower case. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  md5: ["ssl3-md5", "rsa-md5", "md5withrsaencryption"],
  sha1: ["sha-1", "dss1", "ssl3-sha1", "rsa-sha1", "rsa-sha1-2", "sha1withrsa", "sha1withrsaencryption"],
  ripemd160: ["ripemd", "rmd160", "ripemd-160", "rsa-ripemd160", "ripemd160withrsa"],
  sha224: ["sha-224", "sha2-224", "rsa-sha224", "sha224withrsaencryption"],
  sha256: ["sha-256", "sha2-256", "rsa-sha256", "sha256withrsaencryption"],
  sha384: ["sha-384", "sha2-384", "rsa-sha384", "sha384withrsaencryption"],
  sha512: ["sha-512", "sha2-512", "rsa-sha512", "sha512withrsaencryption"],
  "sha512-224": ["sha-512/224", "sha2-512/224", "rsa-sha512/224", "sha512-224withrsaencryption"],
  "sha512-256": ["sha-512/256", "sha2-512/256", "rsa-sha512/256", "sha512-256withrsaencryption"],
  "sha3-224": ["rsa-sha3-224", "id-rsassa-pkcs1-v1_5-with-sha3-224"],
  "sha3-256": ["rsa-sha3-256", "id-rsassa-pkcs1-v1_5-with-sha3-256"],
  "sha3-384": ["rsa-sha3-384", "id-rsassa-pkcs1-v1_5-with-sha3-384"],
  "sha3-512": ["rsa-sha3-512", "id-rsassa-pkcs1-v1_5-with-sha3-512"],
  shake128: ["shake-128"],
  shake256: ["shake-256"],
  blake2b512: ["blake2b-512"],
  blake2s256: ["blake2s-256"],
  sm3: ["rsa-sm3", "sm3withrsaencryption"],
};
for (const [name, others] of Object.entries(aliases)) {
  const algorithm = byName.get(name);
  if (algorithm !== undefined) for (const other of others) byName.set(other, algorithm);
}

export const findHash = (name: string): HashAlgorithm | undefined => byName.get(name.toLowerCase());

export function digestOf(algorithm: HashAlgorithm, ...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const hasher = algorithm.create();
  for (const each of parts) hasher.update(each);
  return hasher.digest(algorithm.outputLength);
}
