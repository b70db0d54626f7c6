import { contextTag, field, readDer } from "./der";
import type { AsymmetricKey } from "./asymmetric-key";
import { readSpki } from "./key-formats";

/** The public key in an X.509 certificate. */
export function certificateKey(bytes: Uint8Array<ArrayBuffer>): AsymmetricKey {
  const fields = field(readDer(bytes).fields(3), 0).fields(6);
  const hasVersion = fields[0]?.tag === contextTag(0);
  return readSpki(field(fields, hasVersion ? 6 : 5).whole);
}
