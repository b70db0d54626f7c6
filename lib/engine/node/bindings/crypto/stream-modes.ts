import type { chacha20 } from "@noble/ciphers/chacha.js";
import { empty, type CipherMode } from "./mode";
import type { BlockCipher } from "./aes-block";

/** A cipher that turns a byte at a time: nothing is held back and nothing padded. */
class StreamMode implements CipherMode {
  constructor(private readonly transform: (input: Uint8Array, output: Uint8Array) => void) {}

  update(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    const output = new Uint8Array(bytes.length);
    this.transform(bytes, output);
    return output;
  }

  final(): Uint8Array<ArrayBuffer> {
    return empty;
  }
}

/** Counts up a block's last `bytes` bytes. */
export function increment(counter: Uint8Array, bytes = counter.length): void {
  for (let i = counter.length - 1; i >= counter.length - bytes; i--) {
    const next = ((counter[i] ?? 0) + 1) & 255;
    counter[i] = next;
    if (next !== 0) return;
  }
}

/** XORs with the encrypted counter; `counterBytes` is how much of the block counts. */
export function counterTransform(cipher: BlockCipher, iv: Uint8Array, counterBytes = iv.length) {
  const counter = Uint8Array.from(iv);
  const pad = new Uint8Array(counter.length);
  let used = pad.length;
  return (input: Uint8Array, output: Uint8Array): void => {
    for (let i = 0; i < input.length; i++) {
      if (used === pad.length) {
        cipher.encrypt(counter, 0, pad, 0);
        increment(counter, counterBytes);
        used = 0;
      }
      output[i] = (input[i] ?? 0) ^ (pad[used++] ?? 0);
    }
  };
}

export const ctrMode = (cipher: BlockCipher, iv: Uint8Array): CipherMode =>
  new StreamMode(counterTransform(cipher, iv));

/** The pad is the encrypted ciphertext before it (CFB) or the encrypted pad before it (OFB). */
export function feedbackMode(
  cipher: BlockCipher,
  iv: Uint8Array,
  feeds: "encrypted" | "decrypted" | "pad",
): CipherMode {
  const register = Uint8Array.from(iv);
  const pad = new Uint8Array(register.length);
  let used = pad.length;
  return new StreamMode((input, output) => {
    for (let i = 0; i < input.length; i++) {
      if (used === pad.length) {
        cipher.encrypt(register, 0, pad, 0);
        if (feeds === "pad") register.set(pad);
        used = 0;
      }
      const byte = input[i] ?? 0;
      const turned = byte ^ (pad[used] ?? 0);
      if (feeds !== "pad") register[used] = feeds === "encrypted" ? turned : byte;
      used++;
      output[i] = turned;
    }
  });
}

/** CFB a byte at a time: the register moves on by one each time. */
export function cfb8Mode(cipher: BlockCipher, iv: Uint8Array, encrypts: boolean): CipherMode {
  const register = Uint8Array.from(iv);
  const pad = new Uint8Array(register.length);
  return new StreamMode((input, output) => {
    for (let i = 0; i < input.length; i++) {
      cipher.encrypt(register, 0, pad, 0);
      const byte = input[i] ?? 0;
      const turned = byte ^ (pad[0] ?? 0);
      register.copyWithin(0, 1);
      register[register.length - 1] = encrypts ? turned : byte;
      output[i] = turned;
    }
  });
}

const CHACHA_BLOCK = 64;

/** XORs with ChaCha20's stream, from any place in it. */
export function chachaTransform(key: Uint8Array, nonce: Uint8Array, counter: number, xor: typeof chacha20) {
  let position = counter * CHACHA_BLOCK;
  return (input: Uint8Array, output: Uint8Array): void => {
    const block = Math.floor(position / CHACHA_BLOCK);
    const skipped = position % CHACHA_BLOCK;
    const padded = new Uint8Array(skipped + input.length);
    padded.set(input, skipped);
    output.set(xor(key, nonce, padded, undefined, block).subarray(skipped));
    position += input.length;
  };
}

const COUNTER_BYTES = 4;

/** OpenSSL's `chacha20`: the IV holds a counter of four bytes and a nonce of twelve. */
export function chachaMode(key: Uint8Array, iv: Uint8Array, xor: typeof chacha20): CipherMode {
  const counter = new DataView(iv.buffer, iv.byteOffset).getUint32(0, true);
  return new StreamMode(chachaTransform(key, iv.subarray(COUNTER_BYTES), counter, xor));
}
