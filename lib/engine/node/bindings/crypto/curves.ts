import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from "@noble/curves/misc.js";
import { p256, p384, p521 } from "@noble/curves/nist.js";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { codedError } from "../coded-error";

interface Point {
  toBytes(isCompressed?: boolean): Uint8Array;
}

interface SignOptions {
  readonly prehash: false;
  readonly lowS: false;
  readonly format: "compact";
  readonly extraEntropy?: boolean;
}

/** The part of noble's curves that is used. */
interface NobleCurve {
  readonly Point: {
    fromBytes(bytes: Uint8Array): Point;
    readonly Fn: { readonly ORDER: bigint; readonly BYTES: number };
  };
  getPublicKey(secret: Uint8Array, isCompressed?: boolean): Uint8Array;
  getSharedSecret(secret: Uint8Array, publicKey: Uint8Array, isCompressed?: boolean): Uint8Array;
  sign(hash: Uint8Array, secret: Uint8Array, options: SignOptions): Uint8Array;
  verify(
    signature: Uint8Array,
    hash: Uint8Array,
    publicKey: Uint8Array,
    options: Omit<SignOptions, "extraEntropy">,
  ): boolean;
}

export interface Curve {
  /** OpenSSL's name. */
  readonly name: string;
  readonly oid: string;
  /** The name in a JWK, where there is one. */
  readonly jwk?: string;
  readonly curve: NobleCurve;
  /** Bytes of a coordinate. */
  readonly fieldBytes: number;
  readonly order: bigint;
  readonly orderBytes: number;
}

function define(name: string, oid: string, curve: NobleCurve, fieldBytes: number, jwk?: string): Curve {
  const { ORDER: order, BYTES: orderBytes } = curve.Point.Fn;
  return { name, oid, curve, fieldBytes, order, orderBytes, ...(jwk === undefined ? {} : { jwk }) };
}

const curves: readonly Curve[] = [
  define("prime256v1", "1.2.840.10045.3.1.7", p256, 32, "P-256"),
  define("secp384r1", "1.3.132.0.34", p384, 48, "P-384"),
  define("secp521r1", "1.3.132.0.35", p521, 66, "P-521"),
  define("secp256k1", "1.3.132.0.10", secp256k1, 32, "secp256k1"),
  define("brainpoolP256r1", "1.3.36.3.3.2.8.1.1.7", brainpoolP256r1, 32),
  define("brainpoolP384r1", "1.3.36.3.3.2.8.1.1.11", brainpoolP384r1, 48),
  define("brainpoolP512r1", "1.3.36.3.3.2.8.1.1.13", brainpoolP512r1, 64),
];

const aliases: Readonly<Record<string, string>> = { "P-256": "prime256v1", "P-384": "secp384r1", "P-521": "secp521r1" };

export const findCurve = (name: string): Curve | undefined => {
  const own = aliases[name] ?? name;
  return curves.find((curve) => curve.name === own);
};

export const findCurveByOid = (oid: string): Curve | undefined => curves.find((curve) => curve.oid === oid);
export const findCurveByJwk = (name: string): Curve | undefined => curves.find((curve) => curve.jwk === name);

export function requireCurve(name: string): Curve {
  const curve = findCurve(name);
  if (curve === undefined) throw codedError(TypeError, "ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name");
  return curve;
}
