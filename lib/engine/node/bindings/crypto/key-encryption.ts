import { PBES2, PBKDF2, cipherOids, hmacOids, nameOf } from "./oids";
import { codedError } from "../coded-error";
import { concatBytes } from "../bytes";
import { decodeText, encodeText } from "../buffer/encodings";
import { derivePbkdf2 } from "./kdf";
import { digestOf, findHash } from "./hash-algorithms";
import { Tag, field, integer, nullValue, octetString, oid, readDer, sequence, type DerValue } from "./der";
import { findCipher, type CipherInfo } from "./cipher-table";
import { requireHash } from "./hash";
import type { RandomSource } from "./primes";
import { opensslError, unsupportedKey } from "./failures";

type Bytes = Uint8Array<ArrayBuffer>;

/** As OpenSSL writes; it reads any number. */
const ITERATIONS = 2048;
const SALT_LENGTH = 16;

/** What OpenSSL says when it would have to ask someone. */
export const cantAsk = (): Error => opensslError("common libcrypto routines", "09", "interrupted or cancelled");

export const missingPassphrase = (): Error =>
  codedError(TypeError, "ERR_MISSING_PASSPHRASE", "Passphrase required for encrypted key");

function crypt(cipherName: string, key: Uint8Array, iv: Uint8Array, encrypts: boolean, data: Uint8Array): Bytes {
  const info = findCipher(cipherName);
  if (info === undefined) throw unsupportedKey();
  const mode = info.create({ key, iv, encrypts, tagLength: 0 });
  return concatBytes(mode.update(data), mode.final());
}

interface Pbes2 {
  readonly hmac: string;
  readonly salt: Bytes;
  readonly iterations: number;
  readonly cipher: CipherInfo;
  readonly iv: Bytes;
}

function readDerivation(derivation: DerValue): Pick<Pbes2, "hmac" | "salt" | "iterations"> {
  const parameters = field(derivation.fields(2), 1).fields(2);
  const last = parameters.at(-1);
  const hmac = last?.tag === Tag.sequence ? nameOf(hmacOids, field(last.children(), 0).oid()) : "sha1";
  if (hmac === undefined) throw unsupportedKey();
  return { hmac, salt: field(parameters, 0).octets(), iterations: field(parameters, 1).number() };
}

function readPbes2(scheme: DerValue): Pbes2 {
  const fields = scheme.fields(2);
  if (field(fields, 0).oid() !== PBES2) throw unsupportedKey();
  const parts = field(fields, 1).fields(2);
  const encryption = field(parts, 1).fields(2);
  const cipher = findCipher(nameOf(cipherOids, field(encryption, 0).oid()) ?? "");
  if (cipher === undefined) throw unsupportedKey();
  return { ...readDerivation(field(parts, 0)), cipher, iv: field(encryption, 1).octets() };
}

/** PKCS#8's `EncryptedPrivateKeyInfo` with PBES2. */
export function decryptPkcs8(bytes: Bytes, passphrase: Uint8Array): Bytes {
  const outer = readDer(bytes).fields(2);
  const { hmac, salt, iterations, cipher, iv } = readPbes2(field(outer, 0));
  const key = derivePbkdf2(requireHash(hmac), passphrase, salt, iterations, cipher.keyLength);
  return crypt(cipher.name, key, iv, false, field(outer, 1).octets());
}

export function encryptPkcs8(bytes: Bytes, cipher: string, passphrase: Uint8Array, random: RandomSource): Bytes {
  const info = findCipher(cipher);
  const cipherOid = info === undefined ? undefined : cipherOids[info.name];
  if (info === undefined || cipherOid === undefined) {
    throw codedError(Error, "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
  }
  const [salt, iv] = [random(SALT_LENGTH), random(info.ivLength)];
  const key = derivePbkdf2(requireHash("sha256"), passphrase, salt, ITERATIONS, info.keyLength);
  const hmac = sequence(oid(hmacOids["sha256"] ?? ""), nullValue());
  const derivation = sequence(oid(PBKDF2), sequence(octetString(salt), integer(ITERATIONS), hmac));
  const scheme = sequence(oid(PBES2), sequence(derivation, sequence(oid(cipherOid), octetString(iv))));
  return sequence(scheme, octetString(crypt(info.name, key, iv, true, bytes)));
}

/** OpenSSL's old way from a passphrase to a key: MD5 over and over. */
function bytesToKey(passphrase: Uint8Array, salt: Uint8Array, length: number): Bytes {
  const md5 = findHash("md5");
  if (md5 === undefined) throw unsupportedKey();
  let key: Bytes = new Uint8Array(0);
  let last: Bytes = new Uint8Array(0);
  while (key.length < length) {
    last = digestOf(md5, last, passphrase, salt);
    key = concatBytes(key, last);
  }
  return key.slice(0, length);
}

/** Decrypts the body of a PEM block by its `DEK-Info` header. */
export function decryptLegacy(dekInfo: string, bytes: Bytes, passphrase: Uint8Array): Bytes {
  const [name = "", ivText = ""] = dekInfo.split(",");
  const info = findCipher(name.trim());
  if (info === undefined) throw unsupportedKey();
  const iv = encodeText(ivText.trim(), "hex");
  return crypt(info.name, bytesToKey(passphrase, iv.subarray(0, 8), info.keyLength), iv, false, bytes);
}

export function encryptLegacy(bytes: Bytes, cipher: string, passphrase: Uint8Array, random: RandomSource) {
  const info = findCipher(cipher);
  if (info === undefined) throw codedError(Error, "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
  const iv = random(info.ivLength);
  const key = bytesToKey(passphrase, iv.subarray(0, 8), info.keyLength);
  const dekInfo = `${info.name.toUpperCase()},${decodeText(iv, "hex").toUpperCase()}`;
  const headers = { "Proc-Type": "4,ENCRYPTED", "DEK-Info": dekInfo };
  return { headers, bytes: crypt(info.name, key, iv, true, bytes) };
}
