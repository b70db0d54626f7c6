import { codedError } from "../coded-error";
import { decodePoint, publicPoint } from "./ec";
import { cantAsk, decryptLegacy, decryptPkcs8, encryptLegacy, encryptPkcs8, missingPassphrase } from "./key-encryption";
import { bytesToBigint } from "./bigints";
import { edwardsFromSecret, isEdwardsType, keyLengths } from "./edwards";
import { encodePem, findPem, type PemBlock } from "./pem";
import { field, readDer, Tag } from "./der";
import { latin1Slice } from "../buffer/latin1";
import {
  readEcPrivate,
  readPkcs8,
  readRsaPrivate,
  readRsaPublic,
  readSpki,
  toPublic,
  writeEcPrivate,
  writePkcs8,
  writeRsaPrivate,
  writeRsaPublic,
  writeSpki,
} from "./key-formats";
import { requireCurve } from "./curves";
import type { AsymmetricKey } from "./asymmetric-key";
import { unsupportedKey } from "./failures";
import { certificateKey } from "./certificate-key";
import type { RandomSource } from "./primes";

type Bytes = Uint8Array<ArrayBuffer>;

/** Node's numbers of formats and encodings. */
export const Format = { der: 0, pem: 1, jwk: 2, rawPublic: 3, rawPrivate: 4, rawSeed: 5 } as const;
export const Encoding = { pkcs1: 0, pkcs8: 1, spki: 2, sec1: 3 } as const;

export interface ReadKey {
  readonly key: AsymmetricKey;
  readonly isPrivate: boolean;
}

const isPublicLabel = (label: string): boolean =>
  label === "PUBLIC KEY" || label === "RSA PUBLIC KEY" || label === "CERTIFICATE";

/** What OpenSSL's own parsers would fail at, whatever the reason, is one error. */
function attempt<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && !String(error.code).startsWith("ERR_OSSL_ASN1")) throw error;
    throw unsupportedKey();
  }
}

function readPublicBlock({ label, bytes }: PemBlock): AsymmetricKey {
  if (label === "CERTIFICATE") return certificateKey(bytes);
  return label === "RSA PUBLIC KEY" ? readRsaPublic(bytes) : readSpki(bytes);
}

function readPrivateBlock({ label, headers, bytes }: PemBlock, passphrase: Uint8Array | undefined): AsymmetricKey {
  const dekInfo = headers["DEK-Info"];
  const isEncrypted = label === "ENCRYPTED PRIVATE KEY" || dekInfo !== undefined;
  if (isEncrypted && passphrase === undefined) throw cantAsk();
  const given = passphrase ?? new Uint8Array(0);
  if (label === "ENCRYPTED PRIVATE KEY") return readPkcs8(decryptPkcs8(bytes, given));
  const plain = dekInfo === undefined ? bytes : decryptLegacy(dekInfo, bytes, given);
  if (label === "RSA PRIVATE KEY") return readRsaPrivate(plain);
  if (label === "EC PRIVATE KEY") return readEcPrivate(plain);
  if (label === "PRIVATE KEY") return readPkcs8(plain);
  throw unsupportedKey();
}

function readPem(bytes: Bytes, passphrase: Uint8Array | undefined): ReadKey {
  const text = latin1Slice(bytes, 0, bytes.length);
  const open = findPem(text, isPublicLabel);
  if (open !== undefined) return { key: attempt(() => readPublicBlock(open)), isPrivate: false };
  const secret = findPem(text, (label) => label.endsWith("PRIVATE KEY"));
  if (secret === undefined) throw unsupportedKey();
  return { key: attempt(() => readPrivateBlock(secret, passphrase)), isPrivate: true };
}

/** PKCS#1 and SEC1 don't say whether they hold a public or a private key: the number of fields does. */
const isRsaPrivate = (bytes: Bytes): boolean => readDer(bytes).fields(2).length >= 9;

function readPkcs8Der(bytes: Bytes, passphrase: Uint8Array | undefined): AsymmetricKey {
  const first = field(readDer(bytes).fields(2), 0);
  if (first.tag === Tag.integer) return readPkcs8(bytes);
  if (passphrase === undefined) throw missingPassphrase();
  return readPkcs8(decryptPkcs8(bytes, passphrase));
}

function readDerKey(bytes: Bytes, encoding: unknown, passphrase: Uint8Array | undefined): ReadKey {
  return attempt(() => {
    switch (encoding) {
      case Encoding.spki:
        return { key: readSpki(bytes), isPrivate: false };
      case Encoding.sec1:
        return { key: readEcPrivate(bytes), isPrivate: true };
      case Encoding.pkcs1:
        return isRsaPrivate(bytes)
          ? { key: readRsaPrivate(bytes), isPrivate: true }
          : { key: readRsaPublic(bytes), isPrivate: false };
      default:
        return { key: readPkcs8Der(bytes, passphrase), isPrivate: true };
    }
  });
}

/** Reads a key from bytes. A private one may be looked for only (`wantsPrivate`), as `createPrivateKey` does. */
export function readKey(
  bytes: Bytes,
  format: unknown,
  encoding: unknown,
  passphrase: Uint8Array | undefined,
  wantsPrivate: boolean,
): ReadKey {
  if (format === Format.der) return readDerKey(bytes, encoding, passphrase);
  if (!wantsPrivate) return readPem(bytes, passphrase);
  const text = latin1Slice(bytes, 0, bytes.length);
  const block = findPem(text, (label) => label.endsWith("PRIVATE KEY"));
  if (block === undefined) throw unsupportedKey();
  return { key: attempt(() => readPrivateBlock(block, passphrase)), isPrivate: true };
}

const invalidRaw = (): Error => codedError(TypeError, "ERR_INVALID_ARG_VALUE", "Invalid key data");

function readRawEc(bytes: Bytes, isPublic: boolean, curveName: string): AsymmetricKey {
  const curve = requireCurve(curveName);
  if (isPublic) {
    const point = decodePoint(curve, bytes);
    if (point === undefined) throw invalidRaw();
    return { type: "ec", curve: curve.name, point };
  }
  const secret = bytesToBigint(bytes);
  if (bytes.length !== curve.orderBytes || secret === 0n || secret >= curve.order) throw invalidRaw();
  return { type: "ec", curve: curve.name, secret, point: publicPoint(curve, secret) };
}

export function readRawKey(bytes: Bytes, isPublic: boolean, typeName: string, curveName: string): ReadKey {
  const type = typeName.toLowerCase();
  if (type === "ec") return { key: readRawEc(bytes, isPublic, curveName), isPrivate: !isPublic };
  if (!isEdwardsType(type) || bytes.length !== keyLengths[type]) throw invalidRaw();
  return { key: isPublic ? { type, publicKey: bytes } : edwardsFromSecret(type, bytes), isPrivate: !isPublic };
}

const incompatible = (what: string): Error => codedError(Error, "ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", what);

export function writePublicKey(key: AsymmetricKey, format: number, encoding: unknown): Bytes | string {
  const open = toPublic(key);
  const isPkcs1 = encoding === Encoding.pkcs1 && (open.type === "rsa" || open.type === "rsa-pss");
  const bytes = isPkcs1 ? writeRsaPublic(open) : writeSpki(open);
  return format === Format.pem ? encodePem(isPkcs1 ? "RSA PUBLIC KEY" : "PUBLIC KEY", bytes) : bytes;
}

interface PrivateOptions {
  readonly format: number;
  readonly encoding: unknown;
  readonly cipher: string | undefined;
  readonly passphrase: Uint8Array | undefined;
  readonly random: RandomSource;
}

/** PKCS#1 and SEC1: encrypted, if at all, by headers of the PEM block. */
function writeTraditional(label: string, bytes: Bytes, options: PrivateOptions): Bytes | string {
  const { format, cipher, passphrase, random } = options;
  if (format !== Format.pem) return bytes;
  if (cipher === undefined) return encodePem(label, bytes);
  const encrypted = encryptLegacy(bytes, cipher, passphrase ?? new Uint8Array(0), random);
  return encodePem(label, encrypted.bytes, encrypted.headers);
}

export function writePrivateKey(key: AsymmetricKey, options: PrivateOptions): Bytes | string {
  const { format, encoding, cipher, passphrase, random } = options;
  if (encoding === Encoding.pkcs1) {
    if (key.type !== "rsa") throw incompatible("The selected key encoding pkcs1 can only be used for RSA keys.");
    return writeTraditional("RSA PRIVATE KEY", writeRsaPrivate(key), options);
  }
  if (encoding === Encoding.sec1) {
    if (key.type !== "ec") throw incompatible("The selected key encoding sec1 can only be used for EC keys.");
    return writeTraditional("EC PRIVATE KEY", writeEcPrivate(key, true), options);
  }
  const plain = writePkcs8(key);
  const bytes = cipher === undefined ? plain : encryptPkcs8(plain, cipher, passphrase ?? new Uint8Array(0), random);
  if (format !== Format.pem) return bytes;
  return encodePem(cipher === undefined ? "PRIVATE KEY" : "ENCRYPTED PRIVATE KEY", bytes);
}
