export interface Hasher {
  update(bytes: Uint8Array): void;
  /** Ends it. `length` counts for the extendable ones only. */
  digest(length: number): Uint8Array<ArrayBuffer>;
  clone(): Hasher;
}

export interface HashAlgorithm {
  readonly name: string;
  readonly outputLength: number;
  readonly blockLength: number;
  readonly isExtendable: boolean;
  create(): Hasher;
}
