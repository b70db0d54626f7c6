import { chacha20 } from "@noble/ciphers/chacha.js";
import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { ghash } from "@noble/ciphers/_polyval.js";
import { chachaTransform, counterTransform, increment } from "./stream-modes";
import { concatBytes } from "../bytes";
import { empty, type AuthenticatedMode } from "./mode";
import { equalBytes } from "./equal-bytes";
import type { BlockCipher } from "./aes-block";

const BLOCK = 16;
const unauthentic = (): Error => new Error("Unsupported state or unable to authenticate data");

/** A keyed sum over the additional data and the ciphertext. */
interface Authenticator {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

function lengths(first: number, second: number, isBigEndian: boolean, unit: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(BLOCK));
  view.setBigUint64(0, BigInt(first) * BigInt(unit), !isBigEndian);
  view.setBigUint64(8, BigInt(second) * BigInt(unit), !isBigEndian);
  return new Uint8Array(view.buffer);
}

/** Sums in whole blocks, with zeros after the additional data and after the text. */
class PaddedSum {
  #held: Uint8Array = empty;
  #length = 0;

  constructor(private readonly sum: Authenticator) {}

  update(bytes: Uint8Array): void {
    const input = this.#held.length === 0 ? bytes : concatBytes(this.#held, bytes);
    const whole = input.length - (input.length % BLOCK);
    if (whole > 0) this.sum.update(input.slice(0, whole));
    this.#held = input.slice(whole);
    this.#length += bytes.length;
  }

  /** Fills up the last block; answers how many bytes there were. */
  endPart(): number {
    if (this.#held.length > 0) this.sum.update(concatBytes(this.#held, new Uint8Array(BLOCK - this.#held.length)));
    this.#held = empty;
    const length = this.#length;
    this.#length = 0;
    return length;
  }
}

interface StreamAead {
  readonly encrypts: boolean;
  readonly transform: (input: Uint8Array, output: Uint8Array) => void;
  readonly sum: Authenticator;
  readonly encodeLengths: (aad: number, text: number) => Uint8Array;
  /** Turns the sum into the tag. */
  readonly seal: (sum: Uint8Array) => Uint8Array<ArrayBuffer>;
}

/** GCM and ChaCha20-Poly1305 are built alike: a stream cipher, and a sum over what it gave. */
class StreamAeadMode implements AuthenticatedMode {
  readonly #parts: PaddedSum;
  #aadLength: number | undefined;
  #expected: Uint8Array | undefined;
  #tag: Uint8Array<ArrayBuffer> = empty;

  constructor(private readonly aead: StreamAead) {
    this.#parts = new PaddedSum(aead.sum);
  }

  setAAD(bytes: Uint8Array): void {
    this.#parts.update(bytes);
  }

  expectTag(tag: Uint8Array): void {
    this.#expected = Uint8Array.from(tag);
  }

  update(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#aadLength ??= this.#parts.endPart();
    const output = new Uint8Array(bytes.length);
    this.aead.transform(bytes, output);
    this.#parts.update(this.aead.encrypts ? output : bytes);
    return output;
  }

  final(): Uint8Array<ArrayBuffer> {
    this.#aadLength ??= this.#parts.endPart();
    const textLength = this.#parts.endPart();
    this.aead.sum.update(this.aead.encodeLengths(this.#aadLength, textLength));
    this.#tag = this.aead.seal(this.aead.sum.digest());
    if (this.aead.encrypts) return empty;
    const expected = this.#expected;
    if (expected === undefined || !equalBytes(this.#tag.subarray(0, expected.length), expected)) throw unauthentic();
    return empty;
  }

  tag(length: number): Uint8Array<ArrayBuffer> {
    return this.#tag.slice(0, length);
  }
}

function firstCounter(hashKey: Uint8Array, iv: Uint8Array): Uint8Array {
  if (iv.length === 12) return concatBytes(iv, Uint8Array.of(0, 0, 0, 1));
  const sum = ghash.create(hashKey);
  const parts = new PaddedSum(sum);
  parts.update(iv);
  sum.update(lengths(0, parts.endPart(), true, 8));
  return sum.digest();
}

export function gcmMode(cipher: BlockCipher, iv: Uint8Array, encrypts: boolean): AuthenticatedMode {
  const hashKey = new Uint8Array(BLOCK);
  cipher.encrypt(hashKey, 0, hashKey, 0);
  const counter = firstCounter(hashKey, iv);
  const mask = new Uint8Array(BLOCK);
  cipher.encrypt(counter, 0, mask, 0);
  increment(counter, 4);
  return new StreamAeadMode({
    encrypts,
    transform: counterTransform(cipher, counter, 4),
    sum: ghash.create(hashKey),
    encodeLengths: (aad, text) => lengths(aad, text, true, 8),
    seal: (sum) => sum.map((byte, index) => byte ^ (mask[index] ?? 0)),
  });
}

export function chachaPolyMode(key: Uint8Array, iv: Uint8Array, encrypts: boolean): AuthenticatedMode {
  const nonce = new Uint8Array(12);
  nonce.set(iv, 12 - iv.length);
  const sumKey = chacha20(key, nonce, new Uint8Array(32));
  return new StreamAeadMode({
    encrypts,
    transform: chachaTransform(key, nonce, 1, chacha20),
    sum: poly1305.create(sumKey),
    encodeLengths: (aad, text) => lengths(aad, text, false, 1),
    seal: (sum) => sum as Uint8Array<ArrayBuffer>,
  });
}

/** The additional data with its length in front, filled up to whole blocks. */
function encodeAAD(aad: Uint8Array): Uint8Array {
  if (aad.length === 0) return empty;
  const view = new DataView(new ArrayBuffer(aad.length < 0xff00 ? 2 : 6));
  if (aad.length < 0xff00) view.setUint16(0, aad.length);
  else view.setUint16(0, 0xfffe);
  if (view.byteLength === 6) view.setUint32(2, aad.length);
  const whole = concatBytes(new Uint8Array(view.buffer), aad);
  return concatBytes(whole, new Uint8Array((BLOCK - (whole.length % BLOCK)) % BLOCK));
}

interface CcmInput {
  readonly cipher: BlockCipher;
  readonly iv: Uint8Array;
  readonly tagLength: number;
  readonly aad: Uint8Array;
}

function ccmTag({ cipher, iv, tagLength, aad }: CcmInput, text: Uint8Array): Uint8Array {
  const lengthBytes = 15 - iv.length;
  const sum = new Uint8Array(BLOCK);
  sum[0] = (aad.length > 0 ? 64 : 0) + 8 * ((tagLength - 2) / 2) + (lengthBytes - 1);
  sum.set(iv, 1);
  for (let i = 0, rest = text.length; i < lengthBytes && rest > 0; i++, rest = Math.floor(rest / 256))
    sum[15 - i] = rest % 256;
  cipher.encrypt(sum, 0, sum, 0);
  for (const bytes of [encodeAAD(aad), text]) {
    for (let at = 0; at < bytes.length; at += BLOCK) {
      for (let i = 0; i < BLOCK; i++) sum[i] = (sum[i] ?? 0) ^ (bytes[at + i] ?? 0);
      cipher.encrypt(sum, 0, sum, 0);
    }
  }
  return sum;
}

/** CCM knows the length of its text before the first byte, so it takes the text at once. */
export class CcmMode implements AuthenticatedMode {
  #aad: Uint8Array = empty;
  #expected: Uint8Array | undefined;
  #tag: Uint8Array<ArrayBuffer> = empty;
  #hasUpdated = false;
  #hasFailed = false;

  constructor(
    private readonly cipher: BlockCipher,
    private readonly iv: Uint8Array,
    private readonly tagLength: number,
    private readonly encrypts: boolean,
  ) {}

  setAAD(bytes: Uint8Array): void {
    this.#aad = Uint8Array.from(bytes);
  }

  expectTag(tag: Uint8Array): void {
    this.#expected = Uint8Array.from(tag);
  }

  update(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    if (this.#hasUpdated || (!this.encrypts && this.#expected === undefined)) {
      throw new Error("Trying to add data in unsupported state");
    }
    this.#hasUpdated = true;
    const counter = new Uint8Array(BLOCK);
    counter[0] = 14 - this.iv.length;
    counter.set(this.iv, 1);
    const transform = counterTransform(this.cipher, counter, 15 - this.iv.length);
    const mask = new Uint8Array(BLOCK);
    transform(new Uint8Array(BLOCK), mask);
    const output = new Uint8Array(bytes.length);
    transform(bytes, output);
    const { cipher, iv, tagLength } = this;
    const sum = ccmTag({ cipher, iv, tagLength, aad: this.#aad }, this.encrypts ? bytes : output);
    this.#tag = Uint8Array.from(mask, (byte, index) => byte ^ (sum[index] ?? 0)).slice(0, tagLength);
    if (this.encrypts || equalBytes(this.#tag, this.#expected ?? empty)) return output;
    this.#hasFailed = true;
    return empty;
  }

  final(): Uint8Array<ArrayBuffer> {
    if (!this.#hasUpdated && this.encrypts) this.update(empty);
    if (this.#hasFailed || (!this.encrypts && this.#expected === undefined)) throw unauthentic();
    return empty;
  }

  tag(length: number): Uint8Array<ArrayBuffer> {
    return this.#tag.slice(0, length);
  }
}
