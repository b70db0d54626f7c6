/** One direction of one cipher, fed in pieces. What it can't give out yet it keeps. */
export interface CipherMode {
  update(bytes: Uint8Array): Uint8Array<ArrayBuffer>;
  final(): Uint8Array<ArrayBuffer>;
  setPadding?(isOn: boolean): void;
}

/** A mode that also proves that nothing was changed. */
export interface AuthenticatedMode extends CipherMode {
  setAAD(bytes: Uint8Array, plaintextLength: number): void;
  /** The tag to check against, when decrypting. */
  expectTag(tag: Uint8Array): void;
  /** The tag of what was encrypted. */
  tag(length: number): Uint8Array<ArrayBuffer>;
}

export const empty = new Uint8Array(0);
