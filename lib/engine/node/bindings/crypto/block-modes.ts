import { concatBytes } from "../bytes";
import { opensslError } from "./failures";
import type { BlockCipher } from "./aes-block";
import type { CipherMode } from "./mode";

/** Encrypts or decrypts whole blocks, one after another. */
type Blocks = (input: Uint8Array, output: Uint8Array) => void;

export function ecbBlocks(cipher: BlockCipher, encrypts: boolean): Blocks {
  const { blockSize } = cipher;
  return (input, output) => {
    for (let at = 0; at < input.length; at += blockSize) {
      if (encrypts) cipher.encrypt(input, at, output, at);
      else cipher.decrypt(input, at, output, at);
    }
  };
}

export function cbcBlocks(cipher: BlockCipher, iv: Uint8Array, encrypts: boolean): Blocks {
  const { blockSize } = cipher;
  const last = Uint8Array.from(iv);
  const encrypt: Blocks = (input, output) => {
    for (let at = 0; at < input.length; at += blockSize) {
      for (let i = 0; i < blockSize; i++) last[i] = (last[i] ?? 0) ^ (input[at + i] ?? 0);
      cipher.encrypt(last, 0, last, 0);
      output.set(last, at);
    }
  };
  const decrypt: Blocks = (input, output) => {
    for (let at = 0; at < input.length; at += blockSize) {
      cipher.decrypt(input, at, output, at);
      for (let i = 0; i < blockSize; i++) output[at + i] = (output[at + i] ?? 0) ^ (last[i] ?? 0);
      for (let i = 0; i < blockSize; i++) last[i] = input[at + i] ?? 0;
    }
  };
  return encrypts ? encrypt : decrypt;
}

const wrongLength = (): Error => opensslError("Provider routines", "6B", "wrong final block length");

function unpad(block: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const count = block.at(-1) ?? 0;
  const isRight = count > 0 && count <= block.length && block.subarray(-count).every((byte) => byte === count);
  if (!isRight) throw opensslError("Provider routines", "64", "bad decrypt");
  return block.slice(0, block.length - count);
}

/** Feeds whole blocks, pads the last one. When decrypting the last block is held back, since it may be padding. */
export class PaddedMode implements CipherMode {
  #held: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #pads = true;

  constructor(
    private readonly blockSize: number,
    private readonly encrypts: boolean,
    private readonly blocks: Blocks,
  ) {}

  setPadding(isOn: boolean): void {
    this.#pads = isOn;
  }

  update(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const input = concatBytes(this.#held, bytes);
    let whole = input.length - (input.length % this.blockSize);
    if (!this.encrypts && this.#pads && whole === input.length && whole > 0) whole -= this.blockSize;
    this.#held = input.slice(whole);
    const output = new Uint8Array(whole);
    this.blocks(input.subarray(0, whole), output);
    return output;
  }

  final(): Uint8Array<ArrayBuffer> {
    const held = this.#held;
    this.#held = new Uint8Array(0);
    if (!this.#pads) {
      if (held.length > 0) throw wrongLength();
      return held;
    }
    if (!this.encrypts && held.length !== this.blockSize) throw wrongLength();
    const count = this.blockSize - held.length;
    const block = this.encrypts ? concatBytes(held, new Uint8Array(count).fill(count)) : held;
    const output = new Uint8Array(this.blockSize);
    this.blocks(block, output);
    return this.encrypts ? output : unpad(output);
  }
}
