import { Format, readKey, readRawKey, type ReadKey } from "./key-codec";
import { codedError } from "../coded-error";
import { hasSecret, readJwk } from "./jwk";
import { inputBytes } from "./host";
import { keyDataOf } from "./key-data";

/** How the library passes a key: data, format, encoding, passphrase, curve. */
export type KeyArguments = readonly [
  data: unknown,
  format: unknown,
  encoding: unknown,
  passphrase: unknown,
  curve: unknown,
];

export function keyArguments(args: readonly unknown[], offset: number): KeyArguments {
  return [args[offset], args[offset + 1], args[offset + 2], args[offset + 3], args[offset + 4]];
}

const given = (value: unknown): Uint8Array | undefined =>
  value === undefined || value === null ? undefined : inputBytes(value);

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The key in an argument list: of a handle, a JWK, raw bytes, PEM or DER. */
export function readKeyArguments(
  [data, format, encoding, passphrase, curve]: KeyArguments,
  wantsPrivate: boolean,
): ReadKey {
  const known = keyDataOf(data);
  if (known !== undefined) {
    if (known.type === "secret") throw new TypeError("an asymmetric key is needed");
    return { key: known.key, isPrivate: known.type === "private" };
  }
  if (format === Format.jwk) {
    const jwk = data as Record<string, unknown>;
    return { key: readJwk(jwk), isPrivate: hasSecret(jwk) };
  }
  const bytes = inputBytes(data).slice();
  if (format === Format.rawPublic || format === Format.rawPrivate || format === Format.rawSeed) {
    return readRawKey(bytes, format === Format.rawPublic, textOf(encoding), textOf(curve));
  }
  return readKey(bytes, format, encoding, given(passphrase), wantsPrivate);
}

/** As above, for an operation that can't do without what is secret. */
export function readPrivateArguments(args: KeyArguments): ReadKey {
  const read = readKeyArguments(args, true);
  if (read.isPrivate) return read;
  throw codedError(TypeError, "ERR_CRYPTO_INVALID_JWK", "JWK does not contain private key material");
}
