import { JobMode, createJobClass } from "./job";
import { KeyType, handleOf, type KeyHandleClass } from "./key-handle";
import { bytesToBigint, byteLength, modPow } from "./bigints";
import { codedError } from "../coded-error";
import { drawSecret, publicPoint } from "./ec";
import { generateDsa } from "./dsa";
import { generateEdwards } from "./edwards";
import { generatePrime, type RandomSource } from "./primes";
import { generateRsa } from "./rsa";
import { groupPrime } from "./dh-groups";
import { inputBytes, randomBytes, type CryptoHost } from "./host";
import { requireCurve } from "./curves";
import { findHash, type HashAlgorithm } from "./hash-algorithms";
import { requireHash } from "./hash";
import { toPublic } from "./key-formats";
import { Format, writePrivateKey, writePublicKey } from "./key-codec";
import { writeJwk } from "./jwk";
import type { AsymmetricKey, EdwardsKey, RsaKey } from "./asymmetric-key";
import type { KeyClasses } from "./key-classes";

const PSS_VARIANT = 1;
const DEFAULT_DIVISOR = 256;
const edwardsNumbers: Readonly<Record<number, EdwardsKey["type"]>> = {
  1087: "ed25519",
  1088: "ed448",
  1034: "x25519",
  1035: "x448",
};

interface Makers {
  readonly host: CryptoHost;
  readonly Handle: KeyHandleClass;
  readonly classes: KeyClasses;
  readonly random: RandomSource;
}

type Finish = (key: AsymmetricKey) => unknown;

/** The pair as Web Crypto wants it. What is public may always be taken out. */
function cryptoPair({ Handle, classes }: Makers, args: readonly unknown[]): Finish {
  const [algorithm, publicUsages, privateUsages, extractable] = args as [object, number, number, boolean];
  return (key) => ({
    publicKey: classes.makeCryptoKey(
      handleOf(Handle, { type: "public", key: toPublic(key) }),
      algorithm,
      publicUsages,
      true,
    ),
    privateKey: classes.makeCryptoKey(
      handleOf(Handle, { type: "private", key }),
      algorithm,
      privateUsages,
      extractable,
    ),
  });
}

/** Each half in the form that was asked for: a handle where none was. */
function encodedPair({ host, Handle, random }: Makers, args: readonly unknown[]): Finish {
  const [publicFormat, publicEncoding, privateFormat, privateEncoding, cipher, passphrase] = args as [
    ...[number | undefined, unknown, number | undefined, unknown],
    ...[string | undefined, unknown],
  ];
  const answer = (written: Uint8Array<ArrayBuffer> | string): unknown =>
    typeof written === "string" ? written : host.makeBuffer(written);
  const encodePublic = (key: AsymmetricKey): unknown => {
    if (publicFormat === undefined) return handleOf(Handle, { type: "public", key: toPublic(key) });
    if (publicFormat === Format.jwk) return writeJwk(toPublic(key), false);
    return answer(writePublicKey(key, publicFormat, publicEncoding));
  };
  const encodePrivate = (key: AsymmetricKey): unknown => {
    if (privateFormat === undefined) return handleOf(Handle, { type: "private", key });
    if (privateFormat === Format.jwk) return writeJwk(key, false);
    const secret = passphrase === undefined || passphrase === null ? undefined : inputBytes(passphrase);
    const options = {
      format: privateFormat,
      encoding: privateEncoding,
      cipher: cipher ?? undefined,
      passphrase: secret,
      random,
    };
    return answer(writePrivateKey(key, options));
  };
  return (key) => [encodePublic(key), encodePrivate(key)];
}

const finishBy = (makers: Makers, mode: number, args: readonly unknown[]): Finish =>
  mode === JobMode.webCrypto ? cryptoPair(makers, args) : encodedPair(makers, args);

function requireMask(name: string): HashAlgorithm {
  const algorithm = findHash(name);
  if (algorithm !== undefined) return algorithm;
  throw codedError(TypeError, "ERR_CRYPTO_INVALID_DIGEST", `Invalid MGF1 digest: ${name}`);
}

function prepareRsa(makers: Makers, mode: number, args: readonly unknown[]): () => unknown {
  const [variant, bits, exponent] = args as [number, number, number];
  if (variant !== PSS_VARIANT) {
    const finish = finishBy(makers, mode, args.slice(3));
    return () => finish(generateRsa(bits, BigInt(exponent), makers.random));
  }
  const [hash, mgf1Hash, saltLength] = args.slice(3) as [string | undefined, string | undefined, number | undefined];
  const finish = finishBy(makers, mode, args.slice(6));
  const digest = hash === undefined ? undefined : requireHash(hash);
  const mask = mgf1Hash === undefined ? digest : requireMask(mgf1Hash);
  return () => {
    const key: RsaKey = { ...generateRsa(bits, BigInt(exponent), makers.random), type: "rsa-pss" };
    if (digest === undefined || mask === undefined) return finish(key);
    return finish({
      ...key,
      pss: { hash: digest.name, mgf1Hash: mask.name, saltLength: saltLength ?? digest.outputLength },
    });
  };
}

function prepareEc(makers: Makers, mode: number, args: readonly unknown[]): () => unknown {
  const curve = requireCurve(String(args[0]));
  const finish = finishBy(makers, mode, args.slice(2));
  return () => {
    const secret = drawSecret(curve, makers.random);
    return finish({ type: "ec", curve: curve.name, secret, point: publicPoint(curve, secret) });
  };
}

function prepareEdwards(makers: Makers, mode: number, args: readonly unknown[]): () => unknown {
  const type = edwardsNumbers[Number(args[0])];
  if (type === undefined) throw makers.host.errors.unavailable("A key of this kind");
  const finish = finishBy(makers, mode, args.slice(1));
  return () => finish(generateEdwards(type, makers.random));
}

function prepareDsa(makers: Makers, mode: number, args: readonly unknown[]): () => unknown {
  const [bits, divisor] = args as [number, number];
  const finish = finishBy(makers, mode, args.slice(2));
  return () => finish(generateDsa(bits, divisor < 0 ? DEFAULT_DIVISOR : divisor, makers.random));
}

function prepareDh(makers: Makers, mode: number, args: readonly unknown[]): () => unknown {
  const [source] = args;
  const isGroup = typeof source === "string";
  const finish = finishBy(makers, mode, args.slice(isGroup ? 1 : 2));
  const generator = isGroup ? 2n : BigInt(Number(args[1]));
  const known = isGroup ? groupPrime(source.toLowerCase()) : undefined;
  if (isGroup && known === undefined) throw codedError(Error, "ERR_CRYPTO_UNKNOWN_DH_GROUP", "Unknown DH group");
  const bytes = isGroup || typeof source === "number" ? undefined : inputBytes(source).slice();
  return () => {
    const drawn = () => generatePrime(Number(source), makers.random, { isSafe: true });
    const p = known ?? (bytes === undefined ? drawn() : bytesToBigint(bytes));
    const x = (bytesToBigint(makers.random(byteLength(p))) % (p - 2n)) + 1n;
    return finish({ type: "dh", p, g: generator, x, y: modPow(generator, x, p) });
  };
}

function prepareSecret({ Handle, classes, random }: Makers, mode: number, args: readonly unknown[]): () => unknown {
  const [bits, algorithm, usages, extractable] = args as [number, object, number, boolean];
  return () => {
    const handle = handleOf(Handle, { type: "secret", bytes: random(Math.floor(bits / 8)) });
    return mode === JobMode.webCrypto ? classes.makeCryptoKey(handle, algorithm, usages, extractable) : handle;
  };
}

export function createKeygenBindings(host: CryptoHost, Handle: KeyHandleClass, classes: KeyClasses) {
  const makers: Makers = { host, Handle, classes, random: (length) => randomBytes(host, length) };
  const job = (prepare: (makers: Makers, mode: number, args: readonly unknown[]) => () => unknown) =>
    createJobClass(host, "KEYPAIRGENREQUEST", (mode, args) => prepare(makers, mode, args));
  return {
    RsaKeyPairGenJob: job(prepareRsa),
    EcKeyPairGenJob: job(prepareEc),
    NidKeyPairGenJob: job(prepareEdwards),
    DsaKeyPairGenJob: job(prepareDsa),
    DhKeyPairGenJob: job(prepareDh),
    SecretKeyGenJob: job(prepareSecret),
    kKeyTypeSecret: KeyType.secret,
    kKeyTypePublic: KeyType.public,
    kKeyTypePrivate: KeyType.private,
  };
}
