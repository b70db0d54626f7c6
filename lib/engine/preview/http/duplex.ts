/** A raw pair of byte streams, as a connected socket is one. */
export interface Duplex {
  /** The next bytes, or null at the end. Rejects when the connection broke. */
  readonly read: () => Promise<Uint8Array | null>;
  /** Resolves when there is room for more. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Says that nothing more will be written; reading goes on. */
  readonly end: () => void;
  /** Lets go of both directions at once. */
  readonly destroy: () => void;
}
