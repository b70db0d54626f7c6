import { concatBytes } from "../bytes";
import { empty, type CipherMode } from "./mode";
import { opensslError } from "./failures";
import type { BlockCipher } from "./aes-block";

const HALF = 8;
const ROUNDS = 6;
export const DEFAULT_WRAP_IV = new Uint8Array(HALF).fill(0xa6);
const PAD_IV = Uint8Array.of(0xa6, 0x59, 0x59, 0xa6);

const failed = (): Error => opensslError("Provider routines", "64", "bad decrypt");

function addCount(block: Uint8Array, count: number): void {
  const view = new DataView(block.buffer, block.byteOffset);
  view.setUint32(4, (view.getUint32(4) ^ count) >>> 0);
}

/** RFC 3394: six rounds over the halves of blocks. */
export function wrapKey(cipher: BlockCipher, iv: Uint8Array, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const output = concatBytes(iv, key);
  const block = new Uint8Array(2 * HALF);
  block.set(iv);
  const count = key.length / HALF;
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 1; i <= count; i++) {
      block.set(output.subarray(i * HALF, (i + 1) * HALF), HALF);
      cipher.encrypt(block, 0, block, 0);
      addCount(block, round * count + i);
      output.set(block.subarray(HALF), i * HALF);
    }
  }
  output.set(block.subarray(0, HALF));
  return output;
}

/** Answers what stood in front as well, which tells whether it was the right key. */
export function unwrapKey(cipher: BlockCipher, wrapped: Uint8Array): { iv: Uint8Array; key: Uint8Array<ArrayBuffer> } {
  const key = wrapped.slice(HALF);
  const block = new Uint8Array(2 * HALF);
  block.set(wrapped.subarray(0, HALF));
  const count = key.length / HALF;
  for (let round = ROUNDS - 1; round >= 0; round--) {
    for (let i = count; i >= 1; i--) {
      addCount(block, round * count + i);
      block.set(key.subarray((i - 1) * HALF, i * HALF), HALF);
      cipher.decrypt(block, 0, block, 0);
      key.set(block.subarray(HALF), (i - 1) * HALF);
    }
  }
  return { iv: block.slice(0, HALF), key };
}

const same = (left: Uint8Array, right: Uint8Array): boolean => left.every((byte, index) => byte === right[index]);

/** RFC 5649: the key may have any length, which stands in front of it. */
export function wrapPadded(cipher: BlockCipher, iv: Uint8Array, key: Uint8Array): Uint8Array<ArrayBuffer> {
  const front = new Uint8Array(HALF);
  front.set(iv);
  new DataView(front.buffer).setUint32(4, key.length);
  const padded = concatBytes(key, new Uint8Array((HALF - (key.length % HALF)) % HALF));
  if (padded.length > HALF) return wrapKey(cipher, front, padded);
  const block = concatBytes(front, padded);
  cipher.encrypt(block, 0, block, 0);
  return block;
}

export function unwrapPadded(cipher: BlockCipher, expected: Uint8Array, wrapped: Uint8Array): Uint8Array<ArrayBuffer> {
  const block = Uint8Array.from(wrapped);
  if (wrapped.length === 2 * HALF) cipher.decrypt(wrapped, 0, block, 0);
  const { iv, key } =
    wrapped.length === 2 * HALF ? { iv: block.slice(0, HALF), key: block.slice(HALF) } : unwrapKey(cipher, wrapped);
  const length = new DataView(iv.buffer).getUint32(4);
  const isRight = same(iv.subarray(0, 4), expected) && length <= key.length && length > key.length - HALF;
  if (!isRight || key.subarray(length).some((byte) => byte !== 0)) throw failed();
  return key.slice(0, length);
}

function unwrapChecked(cipher: BlockCipher, expected: Uint8Array, wrapped: Uint8Array): Uint8Array<ArrayBuffer> {
  const { iv, key } = unwrapKey(cipher, wrapped);
  if (!same(iv, expected)) throw failed();
  return key;
}

/** `id-aes128-wrap` and its kin: the whole key in one piece. */
export function wrapMode(cipher: BlockCipher, iv: Uint8Array, encrypts: boolean, pads: boolean): CipherMode {
  const wrap = pads ? wrapPadded : wrapKey;
  const unwrap = pads ? unwrapPadded : unwrapChecked;
  return {
    update(bytes) {
      const isWhole = bytes.length % HALF === 0 && bytes.length >= (encrypts ? 2 : 3) * HALF;
      if (!pads && !isWhole) throw new Error("Trying to add data in unsupported state");
      return encrypts ? wrap(cipher, iv, bytes) : unwrap(cipher, iv, bytes);
    },
    final: () => empty,
  };
}

export const padIv = (): Uint8Array => PAD_IV.slice();
