import { ed25519, x25519 } from "@noble/curves/ed25519.js";
import { ed448, x448 } from "@noble/curves/ed448.js";
import type { EdwardsKey } from "./asymmetric-key";
import type { RandomSource } from "./primes";

type Bytes = Uint8Array<ArrayBuffer>;
type Type = EdwardsKey["type"];

const publicKeys: Readonly<Record<Type, (secret: Uint8Array) => Bytes>> = {
  ed25519: (secret) => ed25519.getPublicKey(secret),
  ed448: (secret) => ed448.getPublicKey(secret),
  x25519: (secret) => x25519.getPublicKey(secret),
  x448: (secret) => x448.getPublicKey(secret),
};

/** Bytes of a key of each kind, public and secret alike. */
export const keyLengths: Readonly<Record<Type, number>> = { ed25519: 32, ed448: 57, x25519: 32, x448: 56 };

export const isEdwardsType = (type: string): type is Type => Object.hasOwn(keyLengths, type);

export function edwardsFromSecret(type: Type, secretKey: Bytes): EdwardsKey {
  return { type, secretKey, publicKey: publicKeys[type](secretKey) };
}

export const generateEdwards = (type: Type, random: RandomSource): EdwardsKey =>
  edwardsFromSecret(type, random(keyLengths[type]));

export function signEdwards({ type, secretKey }: EdwardsKey, data: Uint8Array, context?: Uint8Array): Bytes {
  if (secretKey === undefined) throw new TypeError("a private key is needed");
  if (type === "ed448") return ed448.sign(data, secretKey, context === undefined ? {} : { context });
  return ed25519.sign(data, secretKey);
}

export function verifyEdwards(key: EdwardsKey, data: Uint8Array, signature: Uint8Array, context?: Uint8Array): boolean {
  try {
    if (key.type === "ed448") {
      return ed448.verify(signature, data, key.publicKey, context === undefined ? {} : { context });
    }
    return ed25519.verify(signature, data, key.publicKey);
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

export function exchangeEdwards({ type, secretKey }: EdwardsKey, publicKey: Uint8Array): Bytes {
  if (secretKey === undefined) throw new TypeError("a private key is needed");
  return (type === "x448" ? x448 : x25519).getSharedSecret(secretKey, publicKey);
}
