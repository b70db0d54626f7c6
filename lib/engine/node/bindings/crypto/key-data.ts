import { bytesOfAny } from "../bytes";
import type { AsymmetricKey } from "./asymmetric-key";

/** What a key handle holds. */
export type KeyData =
  | { readonly type: "secret"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: "public" | "private"; readonly key: AsymmetricKey };

/** A `KeyObject` or a `CryptoKey` on its way to another thread. */
export interface PackedKey {
  readonly data: KeyData;
  /** Of a `CryptoKey`. */
  readonly use?: { readonly algorithm: object; readonly usages: number; readonly extractable: boolean };
}

/** By handle: the material never is a property that the program could reach. */
const held = new WeakMap<object, KeyData>();

export const holdKey = (handle: object, data: KeyData): void => void held.set(handle, data);

export const keyDataOf = (value: unknown): KeyData | undefined =>
  typeof value === "object" && value !== null ? held.get(value) : undefined;

/** The bytes of a secret: of a key's handle, or as they are. */
export function secretBytes(value: unknown): Uint8Array<ArrayBuffer> {
  const data = keyDataOf(value);
  if (data === undefined) return Uint8Array.from(bytesOfAny(value));
  if (data.type !== "secret") throw new TypeError("a secret key is needed");
  return data.bytes;
}
