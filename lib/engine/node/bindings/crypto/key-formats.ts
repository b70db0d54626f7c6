import { MGF1, hashOids, keyOids, nameOf } from "./oids";
import { bytesToBigint, modPow } from "./bigints";
import {
  bitString,
  contextTag,
  encode,
  field,
  integer,
  nullValue,
  octetString,
  oid,
  readDer,
  sequence,
  type DerValue,
} from "./der";
import { completeRsa, encodePssParameters } from "./rsa";
import { decodePoint, publicPoint, secretToBytes } from "./ec";
import { edwardsFromSecret, isEdwardsType, keyLengths } from "./edwards";
import { findCurveByOid, requireCurve, type Curve } from "./curves";
import type { AsymmetricKey, DhKey, DsaKey, EcKey, RsaKey } from "./asymmetric-key";
import { unsupportedKey } from "./failures";

type Bytes = Uint8Array<ArrayBuffer>;
type RsaType = RsaKey["type"];

const nothing = new Uint8Array(0);

function readPss(parameters: DerValue | undefined): RsaKey["pss"] {
  if (parameters === undefined || parameters.content.length === 0) return undefined;
  const found = new Map(parameters.children().map((each) => [each.tag, each]));
  const inner = (number: number) => found.get(contextTag(number))?.children()[0];
  const hashName = (value: DerValue | undefined) =>
    value === undefined ? "sha1" : (nameOf(hashOids, field(value.children(), 0).oid()) ?? "sha1");
  const mgf = inner(1);
  const salt = inner(2);
  return {
    hash: hashName(inner(0)),
    mgf1Hash: hashName(mgf === undefined ? undefined : field(mgf.children(), 1)),
    saltLength: salt === undefined ? 20 : salt.number(),
  };
}

export function readRsaPublic(bytes: Bytes, type: RsaType = "rsa", parameters?: DerValue): RsaKey {
  const numbers = readDer(bytes).fields(2);
  const pss = type === "rsa-pss" ? readPss(parameters) : undefined;
  return {
    type,
    n: field(numbers, 0).integer(),
    e: field(numbers, 1).integer(),
    ...(pss === undefined ? {} : { pss }),
  };
}

export function readRsaPrivate(bytes: Bytes, type: RsaType = "rsa", parameters?: DerValue): RsaKey {
  const [, n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qi = 0n] = readDer(bytes)
    .fields(9)
    .map((value) => value.integer());
  const pss = type === "rsa-pss" ? readPss(parameters) : undefined;
  return { type, n, e, d, p, q, dp, dq, qi, ...(pss === undefined ? {} : { pss }) };
}

function curveOf(parameters: DerValue | undefined): Curve {
  const curve = parameters === undefined || parameters.tag !== 0x06 ? undefined : findCurveByOid(parameters.oid());
  if (curve === undefined) throw unsupportedKey();
  return curve;
}

function readEcPoint(curve: Curve, bytes: Uint8Array): Bytes {
  const point = decodePoint(curve, bytes);
  if (point === undefined) throw unsupportedKey();
  return point;
}

/** SEC1's `ECPrivateKey`. The curve stands in it or around it; the point may be left out. */
export function readEcPrivate(bytes: Bytes, outer?: DerValue): EcKey {
  const fields = readDer(bytes).fields(2);
  const own = fields.find((each) => each.tag === contextTag(0))?.children()[0];
  const curve = curveOf(own ?? outer);
  const secret = bytesToBigint(field(fields, 1).octets());
  return { type: "ec", curve: curve.name, secret, point: publicPoint(curve, secret) };
}

function readDhParameters(parameters: DerValue | undefined): { p: bigint; g: bigint } {
  if (parameters === undefined) throw unsupportedKey();
  const numbers = parameters.fields(2);
  return { p: field(numbers, 0).integer(), g: field(numbers, 1).integer() };
}

function readDsaParameters(parameters: DerValue | undefined): { p: bigint; q: bigint; g: bigint } {
  if (parameters === undefined) throw unsupportedKey();
  const numbers = parameters.fields(3);
  return { p: field(numbers, 0).integer(), q: field(numbers, 1).integer(), g: field(numbers, 2).integer() };
}

const algorithmOf = (value: DerValue): { type: string; parameters: DerValue | undefined } => {
  const [id, parameters] = value.fields(1);
  return { type: nameOf(keyOids, id?.oid() ?? "") ?? "", parameters };
};

/** `SubjectPublicKeyInfo`. */
export function readSpki(bytes: Bytes): AsymmetricKey {
  const fields = readDer(bytes).fields(2);
  const { type, parameters } = algorithmOf(field(fields, 0));
  const key = field(fields, 1).bits();
  if (type === "rsa" || type === "rsa-pss") return readRsaPublic(key, type, parameters);
  if (type === "ec") {
    const curve = curveOf(parameters);
    return { type, curve: curve.name, point: readEcPoint(curve, key) };
  }
  if (type === "dsa") return { type, ...readDsaParameters(parameters), y: readDer(key).integer() };
  if (type === "dh") return { type, ...readDhParameters(parameters), y: readDer(key).integer() };
  if (isEdwardsType(type) && key.length === keyLengths[type]) return { type, publicKey: key };
  throw unsupportedKey();
}

/** PKCS#8's `PrivateKeyInfo`. */
export function readPkcs8(bytes: Bytes): AsymmetricKey {
  const fields = readDer(bytes).fields(3);
  const { type, parameters } = algorithmOf(field(fields, 1));
  const key = field(fields, 2).octets();
  if (type === "rsa" || type === "rsa-pss") return readRsaPrivate(key, type, parameters);
  if (type === "ec") return readEcPrivate(key, parameters);
  if (type === "dsa") {
    const { p, q, g } = readDsaParameters(parameters);
    const x = readDer(key).integer();
    return { type, p, q, g, x, y: modPow(g, x, p) };
  }
  if (type === "dh") {
    const { p, g } = readDhParameters(parameters);
    const x = readDer(key).integer();
    return { type, p, g, x, y: modPow(g, x, p) };
  }
  if (!isEdwardsType(type)) throw unsupportedKey();
  const secret = readDer(key).octets();
  if (secret.length !== keyLengths[type]) throw unsupportedKey();
  return edwardsFromSecret(type, secret.slice());
}

function algorithm(key: AsymmetricKey): Bytes {
  const id = oid(keyOids[key.type]);
  switch (key.type) {
    case "rsa":
      return sequence(id, nullValue());
    case "rsa-pss":
      return key.pss === undefined ? sequence(id) : sequence(id, encodePssParameters(key.pss, MGF1));
    case "ec":
      return sequence(id, oid(requireCurve(key.curve).oid));
    case "dsa":
      return sequence(id, sequence(integer(key.p), integer(key.q), integer(key.g)));
    case "dh":
      return sequence(id, sequence(integer(key.p), integer(key.g)));
    default:
      return sequence(id);
  }
}

export const writeRsaPublic = ({ n, e }: RsaKey): Bytes => sequence(integer(n), integer(e));

export function writeRsaPrivate(key: RsaKey): Bytes {
  const { n, e, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qi = 0n } = completeRsa(key);
  return sequence(...[0n, n, e, d, p, q, dp, dq, qi].map((value) => integer(value)));
}

/** Inside of PKCS#8 the curve isn't repeated. */
export function writeEcPrivate({ curve, secret = 0n, point }: EcKey, withCurve: boolean): Bytes {
  const known = requireCurve(curve);
  return sequence(
    integer(1n),
    octetString(secretToBytes(known, secret)),
    withCurve ? encode(contextTag(0), oid(known.oid)) : nothing,
    encode(contextTag(1), bitString(point)),
  );
}

function publicBits(key: AsymmetricKey): Bytes {
  switch (key.type) {
    case "rsa":
    case "rsa-pss":
      return writeRsaPublic(key);
    case "ec":
      return key.point;
    case "dsa":
    case "dh":
      return integer(key.y);
    default:
      return key.publicKey;
  }
}

export const writeSpki = (key: AsymmetricKey): Bytes => sequence(algorithm(key), bitString(publicBits(key)));

const secretNumber = (key: DsaKey | DhKey): Bytes => integer(key.x ?? 0n);

function privateOctets(key: AsymmetricKey): Bytes {
  switch (key.type) {
    case "rsa":
    case "rsa-pss":
      return writeRsaPrivate(key);
    case "ec":
      return writeEcPrivate(key, false);
    case "dsa":
    case "dh":
      return secretNumber(key);
    default:
      return octetString(key.secretKey ?? nothing);
  }
}

export const writePkcs8 = (key: AsymmetricKey): Bytes =>
  sequence(integer(0n), algorithm(key), octetString(privateOctets(key)));

/** What remains when what is secret is taken away. */
export function toPublic(key: AsymmetricKey): AsymmetricKey {
  switch (key.type) {
    case "rsa":
    case "rsa-pss":
      return { type: key.type, n: key.n, e: key.e, ...(key.pss === undefined ? {} : { pss: key.pss }) };
    case "ec":
      return { type: key.type, curve: key.curve, point: key.point };
    case "dsa":
      return { type: key.type, p: key.p, q: key.q, g: key.g, y: key.y };
    case "dh":
      return { type: key.type, p: key.p, g: key.g, y: key.y };
    default:
      return { type: key.type, publicKey: key.publicKey };
  }
}
