import { byteLength } from "./bigints";
import { codedError } from "../coded-error";
import { derToPair, pairToDer, signHash, verifyHash } from "./ec";
import { encodePkcs1, encodePss, maxSaltLength, modulusBytes, rsaOnBytes, verifyPss, type PssParameters } from "./rsa";
import { bitLength } from "./bigints";
import { equalBytes } from "./equal-bytes";
import { digestOf, type HashAlgorithm } from "./hash-algorithms";
import { opensslError } from "./failures";
import { requireCurve } from "./curves";
import { requireHash } from "./hash";
import { signDsa, verifyDsa } from "./dsa";
import { signEdwards, verifyEdwards } from "./edwards";
import type { AsymmetricKey, RsaKey } from "./asymmetric-key";
import type { RandomSource } from "./primes";

type Bytes = Uint8Array<ArrayBuffer>;

const PKCS1_PADDING = 1;
const PSS_PADDING = 6;
const SALT_AS_DIGEST = -1;
const SALT_AUTO = -2;
const P1363 = 1;

export interface SignatureOptions {
  readonly hash: HashAlgorithm | undefined;
  readonly padding: number | undefined;
  readonly saltLength: number | undefined;
  /** Whether a pair of numbers stands side by side (P1363) or in DER. */
  readonly encoding: number | undefined;
  readonly context: Uint8Array | undefined;
  readonly random: RandomSource;
}

const unsupported = (): Error => codedError(Error, "ERR_CRYPTO_UNSUPPORTED_OPERATION", "Unsupported crypto operation");

const paddingOf = (key: RsaKey, padding: number | undefined): number =>
  padding ?? (key.type === "rsa-pss" ? PSS_PADDING : PKCS1_PADDING);

function pssOf(key: RsaKey, hash: HashAlgorithm): PssParameters {
  if (key.pss === undefined) return { hash, mgf1Hash: hash };
  if (key.pss.hash !== hash.name) throw opensslError("rsa routines", "9E", "digest not allowed");
  return { hash, mgf1Hash: requireHash(key.pss.mgf1Hash) };
}

function signingSalt(key: RsaKey, hash: HashAlgorithm, wanted: number | undefined): number {
  const largest = maxSaltLength(bitLength(key.n), hash);
  if (wanted === SALT_AS_DIGEST) return hash.outputLength;
  const length = wanted === undefined || wanted === SALT_AUTO ? (key.pss?.saltLength ?? largest) : wanted;
  if (key.pss !== undefined && length < key.pss.saltLength) {
    throw opensslError("rsa routines", "A4", "pss saltlen too small");
  }
  return length;
}

function signRsa(key: RsaKey, digest: Uint8Array, hash: HashAlgorithm, options: SignatureOptions): Bytes {
  const padding = paddingOf(key, options.padding);
  if (padding === PSS_PADDING) {
    const salt = options.random(signingSalt(key, hash, options.saltLength));
    return rsaOnBytes(key, encodePss(pssOf(key, hash), digest, salt, bitLength(key.n)), true);
  }
  if (padding !== PKCS1_PADDING || key.type === "rsa-pss") {
    throw opensslError("rsa routines", "A5", "illegal or unsupported padding mode");
  }
  return rsaOnBytes(key, encodePkcs1(hash, digest, modulusBytes(key)), true);
}

function verifyRsa(
  key: RsaKey,
  digest: Uint8Array,
  hash: HashAlgorithm,
  signature: Uint8Array,
  options: SignatureOptions,
): boolean {
  if (signature.length !== modulusBytes(key)) return false;
  const padding = paddingOf(key, options.padding);
  const encoded = rsaOnBytes(key, signature, false);
  if (padding !== PSS_PADDING) return equalBytes(encoded, encodePkcs1(hash, digest, modulusBytes(key)));
  const wanted = options.saltLength ?? SALT_AUTO;
  const salt = wanted === SALT_AS_DIGEST ? hash.outputLength : wanted;
  return verifyPss(pssOf(key, hash), digest, encoded, salt, bitLength(key.n));
}

const hashOf = ({ hash }: SignatureOptions): HashAlgorithm => hash ?? requireHash("sha256");

/** Signs a digest that has been made already. */
export function signDigest(key: AsymmetricKey, digest: Uint8Array, options: SignatureOptions): Bytes {
  switch (key.type) {
    case "rsa":
    case "rsa-pss":
      return signRsa(key, digest, hashOf(options), options);
    case "ec": {
      const pair = signHash(requireCurve(key.curve), key.secret ?? 0n, digest);
      return options.encoding === P1363 ? pair : pairToDer(pair);
    }
    case "dsa": {
      const pair = signDsa(key, digest, options.random);
      return options.encoding === P1363 ? pair : pairToDer(pair);
    }
    default:
      throw unsupported();
  }
}

function pairOf(signature: Bytes, size: number, encoding: number | undefined): Bytes | undefined {
  return encoding === P1363 ? signature : derToPair(signature, size);
}

export function verifyDigest(
  key: AsymmetricKey,
  digest: Uint8Array,
  signature: Bytes,
  options: SignatureOptions,
): boolean {
  switch (key.type) {
    case "rsa":
    case "rsa-pss":
      return verifyRsa(key, digest, hashOf(options), signature, options);
    case "ec": {
      const curve = requireCurve(key.curve);
      const pair = pairOf(signature, curve.orderBytes, options.encoding);
      return pair !== undefined && verifyHash(curve, key.point, digest, pair);
    }
    case "dsa": {
      const pair = pairOf(signature, byteLength(key.q), options.encoding);
      return pair !== undefined && verifyDsa(key, digest, pair);
    }
    default:
      throw unsupported();
  }
}

const isEdwards = (key: AsymmetricKey) => key.type === "ed25519" || key.type === "ed448";

/** Signs a message: the Edwards curves take it whole, the others its digest. */
export function signMessage(key: AsymmetricKey, data: Uint8Array, options: SignatureOptions): Bytes {
  if (!isEdwards(key)) return signDigest(key, digestOf(hashOf(options), data), options);
  if (options.hash !== undefined) throw unsupported();
  return "publicKey" in key ? signEdwards(key, data, options.context) : new Uint8Array(0);
}

export function verifyMessage(
  key: AsymmetricKey,
  data: Uint8Array,
  signature: Bytes,
  options: SignatureOptions,
): boolean {
  if (!isEdwards(key)) return verifyDigest(key, digestOf(hashOf(options), data), signature, options);
  if (options.hash !== undefined) throw unsupported();
  return "publicKey" in key && verifyEdwards(key, data, signature, options.context);
}
