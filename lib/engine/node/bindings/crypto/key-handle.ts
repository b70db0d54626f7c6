import { Format, writePrivateKey, writePublicKey } from "./key-codec";
import { bigintToBytes, bitLength } from "./bigints";
import { codedError } from "../coded-error";
import { encodePoint, secretToBytes } from "./ec";
import { equalBytes } from "./equal-bytes";
import { holdKey, keyDataOf, type KeyData } from "./key-data";
import { inputBytes, randomBytes, toArrayBuffer, type CryptoHost } from "./host";
import { keyArguments, readKeyArguments } from "./key-input";
import { readSecretJwk, writeJwk, writeSecretJwk } from "./jwk";
import { requireCurve } from "./curves";
import { toPublic, writePkcs8, writeSpki } from "./key-formats";
import type { AsymmetricKey } from "./asymmetric-key";

/** Node's numbers. */
export const KeyType = { secret: 0, public: 1, private: 2 } as const;

type Bytes = Uint8Array<ArrayBuffer>;

const dataOf = (handle: object): KeyData => {
  const data = keyDataOf(handle);
  if (data === undefined) throw new TypeError("the key has not been initialized");
  return data;
};

function asymmetricOf(handle: object): AsymmetricKey {
  const data = dataOf(handle);
  if (data.type === "secret") throw new TypeError("an asymmetric key is needed");
  return data.key;
}

function readInit(args: readonly unknown[]): KeyData {
  const [type, data, format] = args;
  if (type === KeyType.secret) {
    const isJwk = format === Format.jwk;
    const bytes = isJwk ? readSecretJwk(data as Record<string, unknown>) : inputBytes(data).slice();
    return { type: "secret", bytes };
  }
  const wantsPrivate = type === KeyType.private;
  const read = readKeyArguments(keyArguments(args, 1), wantsPrivate);
  if (!wantsPrivate) return { type: "public", key: toPublic(read.key) };
  if (!read.isPrivate) {
    throw codedError(TypeError, "ERR_CRYPTO_INVALID_JWK", "JWK does not contain private key material");
  }
  return { type: "private", key: read.key };
}

const unsupportedRaw = (): Error =>
  codedError(
    Error,
    "ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS",
    "The selected key encoding is incompatible with the key type",
  );

function rawPublic(key: AsymmetricKey): Bytes {
  if ("publicKey" in key) return key.publicKey;
  throw unsupportedRaw();
}

function rawPrivate(key: AsymmetricKey): Bytes {
  if ("secretKey" in key && key.secretKey !== undefined) return key.secretKey;
  throw unsupportedRaw();
}

function ecPublicRaw(key: AsymmetricKey, form: number): Bytes {
  if (key.type !== "ec") throw unsupportedRaw();
  return encodePoint(key.point, form);
}

function ecPrivateRaw(key: AsymmetricKey): Bytes {
  if (key.type !== "ec") throw unsupportedRaw();
  return secretToBytes(requireCurve(key.curve), key.secret ?? 0n);
}

/** What `asymmetricKeyDetails` shows. */
function details(key: AsymmetricKey): object {
  switch (key.type) {
    case "rsa":
      return { modulusLength: bitLength(key.n), publicExponent: toArrayBuffer(bigintToBytes(key.e)) };
    case "rsa-pss": {
      const open = { modulusLength: bitLength(key.n), publicExponent: toArrayBuffer(bigintToBytes(key.e)) };
      if (key.pss === undefined) return open;
      const { hash: hashAlgorithm, mgf1Hash: mgf1HashAlgorithm, saltLength } = key.pss;
      return { ...open, hashAlgorithm, mgf1HashAlgorithm, saltLength };
    }
    case "dsa":
      return { modulusLength: bitLength(key.p), divisorLength: bitLength(key.q) };
    case "ec":
      return { namedCurve: key.curve };
    default:
      return {};
  }
}

function areEqual(left: KeyData, right: KeyData): boolean {
  if (left.type === "secret" || right.type === "secret") {
    return left.type === "secret" && right.type === "secret" && equalBytes(left.bytes, right.bytes);
  }
  if (left.type !== right.type) return false;
  const write = left.type === "private" ? writePkcs8 : writeSpki;
  return equalBytes(write(left.key), write(right.key));
}

function exportKey(host: CryptoHost, data: KeyData, args: readonly unknown[]): unknown {
  if (data.type === "secret") return host.makeBuffer(data.bytes.slice());
  const [format, encoding, cipher, passphrase] = args as [number, unknown, unknown, unknown];
  const written =
    data.type === "public"
      ? writePublicKey(data.key, format, encoding)
      : writePrivateKey(data.key, {
          format,
          encoding,
          cipher: typeof cipher === "string" ? cipher : undefined,
          passphrase: passphrase === undefined || passphrase === null ? undefined : inputBytes(passphrase),
          random: (length) => randomBytes(host, length),
        });
  return typeof written === "string" ? written : host.makeBuffer(written);
}

export function createKeyHandleClass(host: CryptoHost) {
  return class KeyObjectHandle {
    init(...args: unknown[]): number {
      const data = readInit(args);
      holdKey(this, data);
      return KeyType[data.type];
    }

    getKeyType(): number {
      return KeyType[dataOf(this).type];
    }

    getSymmetricKeySize(): number {
      const data = dataOf(this);
      return data.type === "secret" ? data.bytes.length : 0;
    }

    getAsymmetricKeyType(): string {
      return asymmetricOf(this).type;
    }

    checkEcKeyData(): boolean {
      return asymmetricOf(this).type === "ec";
    }

    export(...args: unknown[]): unknown {
      return exportKey(host, dataOf(this), args);
    }

    exportJwk(target: object, allowsPss: boolean): object {
      const data = dataOf(this);
      const jwk = data.type === "secret" ? writeSecretJwk(data.bytes) : writeJwk(data.key, allowsPss);
      return Object.assign(target, jwk);
    }

    rawPublicKey(): unknown {
      return host.makeBuffer(rawPublic(asymmetricOf(this)).slice());
    }

    rawPrivateKey(): unknown {
      return host.makeBuffer(rawPrivate(asymmetricOf(this)).slice());
    }

    rawSeed(): never {
      throw unsupportedRaw();
    }

    exportECPublicRaw(form: number): unknown {
      return host.makeBuffer(ecPublicRaw(asymmetricOf(this), form));
    }

    exportECPrivateRaw(): unknown {
      return host.makeBuffer(ecPrivateRaw(asymmetricOf(this)));
    }

    keyDetail(target: object): object {
      return Object.assign(target, details(asymmetricOf(this)));
    }

    equals(other: object): boolean {
      return areEqual(dataOf(this), dataOf(other));
    }
  };
}

export type KeyHandleClass = ReturnType<typeof createKeyHandleClass>;

/** A handle that holds the key already. */
export function handleOf(Handle: KeyHandleClass, data: KeyData): object {
  const handle = new Handle();
  holdKey(handle, data);
  return handle;
}
