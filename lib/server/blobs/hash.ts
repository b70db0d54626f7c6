import { createHash } from "node:crypto";

export const hashOfBytes = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Bytes that aren't what their name says were damaged where they lay. */
export function checkBytes(hash: string, bytes: Uint8Array): Uint8Array {
  if (hashOfBytes(bytes) !== hash)
    throw new Error(`The stored bytes of ${hash} are damaged: restore them from a backup.`);
  return bytes;
}
