/** Bytes by the SHA-256 of them, in hexadecimal. What is put twice is kept once. */
export interface BlobStore {
  readonly kind: "disk" | "s3";
  readonly put: (hash: string, bytes: Uint8Array) => Promise<void>;
  /** Undefined when it isn't there. Rejects when what is there isn't what was put. */
  readonly get: (hash: string) => Promise<Uint8Array | undefined>;
  readonly remove: (hash: string) => Promise<void>;
}

export const isBlobHash = (text: string): boolean => /^[0-9a-f]{64}$/u.test(text);

export function checkBlobHash(hash: string): string {
  if (!isBlobHash(hash)) throw new RangeError("A blob is named by 64 hexadecimal digits.");
  return hash;
}
