import { bigintToBytes, byteLength, bytesToBigint } from "./bigints";
import { codedError } from "../coded-error";
import { completeRsa } from "./rsa";
import { concatBytes } from "../bytes";
import { decodePoint, publicPoint, secretToBytes } from "./ec";
import { decodeText, encodeText } from "../buffer/encodings";
import { edwardsFromSecret, isEdwardsType, keyLengths } from "./edwards";
import { findCurveByJwk, requireCurve } from "./curves";
import type { AsymmetricKey, EcKey, EdwardsKey, RsaKey } from "./asymmetric-key";

type Jwk = Record<string, unknown>;
type Bytes = Uint8Array<ArrayBuffer>;

const invalid = (what: string): Error => codedError(TypeError, "ERR_CRYPTO_INVALID_JWK", what);
const text = (bytes: Uint8Array): string => decodeText(bytes, "base64url");
const number = (value: bigint): string => text(bigintToBytes(value, byteLength(value)));

function bytesIn(jwk: Jwk, name: string, what: string): Bytes {
  const value = jwk[name];
  if (typeof value !== "string") throw invalid(`Invalid JWK ${what} key`);
  return encodeText(value, "base64url");
}

const numberIn = (jwk: Jwk, name: string): bigint => bytesToBigint(bytesIn(jwk, name, "RSA"));

function readRsa(jwk: Jwk): RsaKey {
  const key: RsaKey = { type: "rsa", n: numberIn(jwk, "n"), e: numberIn(jwk, "e") };
  if (jwk["d"] === undefined) return key;
  const [d, p, q] = [numberIn(jwk, "d"), numberIn(jwk, "p"), numberIn(jwk, "q")];
  const [dp, dq, qi] = [numberIn(jwk, "dp"), numberIn(jwk, "dq"), numberIn(jwk, "qi")];
  return { ...key, d, p, q, dp, dq, qi };
}

function readEc(jwk: Jwk): EcKey {
  const curve = findCurveByJwk(String(jwk["crv"]));
  if (curve === undefined) throw codedError(TypeError, "ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name");
  const [x, y] = [bytesIn(jwk, "x", "EC"), bytesIn(jwk, "y", "EC")];
  const point = decodePoint(curve, concatBytes(Uint8Array.of(4), x, y));
  if (point === undefined) throw invalid("Invalid JWK EC key");
  if (jwk["d"] === undefined) return { type: "ec", curve: curve.name, point };
  const secret = bytesToBigint(bytesIn(jwk, "d", "EC"));
  return { type: "ec", curve: curve.name, secret, point: publicPoint(curve, secret) };
}

function readEdwards(jwk: Jwk): EdwardsKey {
  const type = String(jwk["crv"]).toLowerCase();
  if (!isEdwardsType(type)) throw invalid("Unsupported JWK OKP curve");
  const publicKey = bytesIn(jwk, "x", "OKP");
  if (publicKey.length !== keyLengths[type]) throw invalid("Invalid JWK OKP key");
  return jwk["d"] === undefined ? { type, publicKey } : edwardsFromSecret(type, bytesIn(jwk, "d", "OKP"));
}

export function readJwk(jwk: Jwk): AsymmetricKey {
  switch (jwk["kty"]) {
    case "RSA":
      return readRsa(jwk);
    case "EC":
      return readEc(jwk);
    case "OKP":
      return readEdwards(jwk);
    default:
      throw invalid("Unsupported JWK asymmetric key type");
  }
}

export const hasSecret = (jwk: Jwk): boolean => jwk["d"] !== undefined;

export function readSecretJwk(jwk: Jwk): Bytes {
  if (jwk["kty"] !== "oct" || typeof jwk["k"] !== "string") throw invalid("Invalid JWK secret key format");
  return encodeText(jwk["k"], "base64url");
}

function writeRsa(key: RsaKey): Jwk {
  const { n, e, d, p = 0n, q = 0n, dp = 0n, dq = 0n, qi = 0n } = completeRsa(key);
  const open = { kty: "RSA", n: number(n), e: number(e) };
  if (d === undefined) return open;
  return { ...open, d: number(d), p: number(p), q: number(q), dp: number(dp), dq: number(dq), qi: number(qi) };
}

function writeEc({ curve, point, secret }: EcKey): Jwk {
  const known = requireCurve(curve);
  if (known.jwk === undefined) {
    throw codedError(Error, "ERR_CRYPTO_JWK_UNSUPPORTED_CURVE", `Unsupported JWK EC curve: ${curve}.`);
  }
  const half = (point.length - 1) / 2;
  const open = { kty: "EC", x: text(point.subarray(1, 1 + half)), y: text(point.subarray(1 + half)), crv: known.jwk };
  return secret === undefined ? open : { ...open, d: text(secretToBytes(known, secret)) };
}

const edwardsNames = { ed25519: "Ed25519", ed448: "Ed448", x25519: "X25519", x448: "X448" } as const;

function writeEdwards({ type, publicKey, secretKey }: EdwardsKey): Jwk {
  const crv = edwardsNames[type];
  const x = text(publicKey);
  return secretKey === undefined ? { crv, x, kty: "OKP" } : { crv, d: text(secretKey), x, kty: "OKP" };
}

export function writeJwk(key: AsymmetricKey, allowsPss: boolean): Jwk {
  switch (key.type) {
    case "rsa":
      return writeRsa(key);
    case "rsa-pss":
      if (allowsPss) return writeRsa(key);
      throw unsupported();
    case "ec":
      return writeEc(key);
    case "dsa":
    case "dh":
      throw unsupported();
    default:
      return writeEdwards(key);
  }
}

function unsupported(): Error {
  return codedError(Error, "ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE", "Unsupported JWK Key Type.");
}

export const writeSecretJwk = (bytes: Uint8Array): Jwk => ({ kty: "oct", k: text(bytes) });
