import { digestOf, type HashAlgorithm, type Hasher } from "./hash-algorithms";

const INNER = 0x36;
const OUTER = 0x5c;

function padded(algorithm: HashAlgorithm, key: Uint8Array, mask: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(algorithm.blockLength);
  block.set(key.length > block.length ? digestOf(algorithm, key) : key);
  for (let i = 0; i < block.length; i++) block[i] = (block[i] ?? 0) ^ mask;
  return block;
}

/** RFC 2104, over any of the hashes. */
export interface HmacState {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array<ArrayBuffer>;
  clone(): HmacState;
}

function state(algorithm: HashAlgorithm, inner: Hasher, outer: Hasher): HmacState {
  return {
    update: (bytes) => {
      inner.update(bytes);
    },
    digest() {
      outer.update(inner.digest(algorithm.outputLength));
      return outer.digest(algorithm.outputLength);
    },
    clone: () => state(algorithm, inner.clone(), outer.clone()),
  };
}

/** The keyed state before any data: cloning it saves hashing the key again. */
export function createHmac(algorithm: HashAlgorithm, key: Uint8Array): HmacState {
  const inner = algorithm.create();
  const outer = algorithm.create();
  inner.update(padded(algorithm, key, INNER));
  outer.update(padded(algorithm, key, OUTER));
  return state(algorithm, inner, outer);
}

export function hmacOf(
  algorithm: HashAlgorithm,
  key: Uint8Array,
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const mac = createHmac(algorithm, key);
  for (const each of parts) mac.update(each);
  return mac.digest();
}
