import { codedError } from "../coded-error";
import { createJobClass } from "./job";
import { findCipher, findCipherByNumber, isAuthenticated, type CipherInfo } from "./cipher-table";
import { inputBytes, toArrayBuffer, type CryptoHost } from "./host";
import { Aes } from "./aes-block";
import { DEFAULT_WRAP_IV } from "./key-wrap";
import { concatBytes } from "../bytes";
import { counterTransform } from "./stream-modes";
import { secretBytes } from "./key-data";
import type { CipherMode } from "./mode";

const NO_TAG_LENGTH = -1;
const FULL_TAG = 16;
const MAX_INT = 2 ** 31 - 1;

const invalidIv = (): Error => codedError(TypeError, "ERR_CRYPTO_INVALID_IV", "Invalid initialization vector");
const invalidTag = (message: string): Error => codedError(TypeError, "ERR_CRYPTO_INVALID_AUTH_TAG", message);
const invalidTagLength = (length: number): Error => invalidTag(`Invalid authentication tag length: ${length}`);

const isGcmTagLength = (length: number): boolean => length === 4 || length === 8 || (length >= 12 && length <= 16);

function isTagLength(info: CipherInfo, length: number): boolean {
  if (info.mode === "gcm") return isGcmTagLength(length);
  if (info.mode === "ccm") return length >= 4 && length <= 16 && length % 2 === 0;
  return length >= 1 && length <= FULL_TAG;
}

function checkIv(info: CipherInfo, iv: Uint8Array): void {
  if (iv.length === 0 && info.ivLength !== 0) throw invalidIv();
  if (!info.isAuthenticated && iv.length > 0 && iv.length !== info.ivLength) throw invalidIv();
  if (info.name === "ChaCha20-Poly1305" && iv.length > 12) throw invalidIv();
  if (info.mode === "ccm" && (iv.length < 7 || iv.length > 13)) throw invalidIv();
}

function checkTagLength(info: CipherInfo, type: string, wanted: number): number {
  if (!info.isAuthenticated) return wanted;
  if (wanted !== NO_TAG_LENGTH) {
    if (!isTagLength(info, wanted)) throw invalidTagLength(wanted);
    return wanted;
  }
  if (info.mode === "gcm") return wanted;
  if (info.mode === "ccm") throw invalidTag(`authTagLength required for ${type}`);
  return FULL_TAG;
}

function maxMessage(info: CipherInfo, iv: Uint8Array): number {
  if (info.mode !== "ccm") return MAX_INT;
  if (iv.length === 12) return 2 ** 24 - 1;
  return iv.length === 13 ? 2 ** 16 - 1 : MAX_INT;
}

const tooLong = (): Error => codedError(RangeError, "ERR_CRYPTO_INVALID_MESSAGELEN", "Invalid message length");
const invalidState = (): Error => codedError(Error, "ERR_CRYPTO_INVALID_STATE", "Unsupported state");

/** One cipher or decipher: which calls are allowed when, and what the tag must be. */
class CipherState {
  readonly #info: CipherInfo;
  readonly #encrypts: boolean;
  readonly #maxMessage: number;
  readonly #done: CipherMode;
  #mode: CipherMode | undefined;
  #tagLength: number;
  #tagState: "unknown" | "set" | "computed" = "unknown";

  constructor(encrypts: boolean, type: string, key: unknown, iv: unknown, tagLength: number) {
    const secret = secretBytes(key).slice();
    const vector = iv === null || iv === undefined ? new Uint8Array(0) : inputBytes(iv).slice();
    const info = findCipher(type);
    if (info === undefined) throw codedError(Error, "ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
    checkIv(info, vector);
    this.#tagLength = checkTagLength(info, type, tagLength);
    if (secret.length !== info.keyLength)
      throw codedError(RangeError, "ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length");
    this.#info = info;
    this.#encrypts = encrypts;
    this.#maxMessage = maxMessage(info, vector);
    this.#done = info.create({ key: secret, iv: vector, encrypts, tagLength: this.#tagLength });
    this.#mode = this.#done;
  }

  update(data: unknown, encoding?: unknown): unknown {
    const bytes = inputBytes(data, encoding);
    if (this.#mode === undefined) throw new Error("Trying to add data in unsupported state");
    if (bytes.length > this.#maxMessage) throw tooLong();
    return this.answer(this.#mode.update(bytes));
  }

  final(): unknown {
    const mode = this.#mode;
    if (mode === undefined) throw invalidState();
    this.#mode = undefined;
    const rest = mode.final();
    if (this.#encrypts && isAuthenticated(mode)) {
      if (this.#tagLength === NO_TAG_LENGTH) this.#tagLength = FULL_TAG;
      this.#tagState = "computed";
    }
    return this.answer(rest);
  }

  setAutoPadding(isOn = true): boolean {
    this.#mode?.setPadding?.(isOn);
    return this.#mode !== undefined;
  }

  /** `undefined` before the end, and for what has no tag. */
  getAuthTag(): unknown {
    if (this.#tagState !== "computed" || !isAuthenticated(this.#done)) return undefined;
    return this.answer(this.#done.tag(this.#tagLength));
  }

  setAuthTag(tag: unknown): boolean {
    const mode = this.#mode;
    if (mode === undefined || !isAuthenticated(mode) || this.#encrypts || this.#tagState !== "unknown") return false;
    const bytes = inputBytes(tag);
    const mayDiffer = this.#info.mode === "gcm" && this.#tagLength === NO_TAG_LENGTH;
    const isRight = mayDiffer ? isGcmTagLength(bytes.length) : this.#tagLength === bytes.length;
    if (!isRight) throw invalidTagLength(bytes.length);
    this.#tagLength = bytes.length;
    mode.expectTag(bytes);
    this.#tagState = "set";
    return true;
  }

  setAAD(data: unknown, plaintextLength: number): boolean {
    const mode = this.#mode;
    if (mode === undefined || !isAuthenticated(mode)) return false;
    if (this.#info.mode === "ccm") {
      const message = "options.plaintextLength required for CCM mode with AAD";
      if (plaintextLength < 0) throw codedError(TypeError, "ERR_MISSING_ARGS", message);
      if (plaintextLength > this.#maxMessage) throw tooLong();
    }
    mode.setAAD(inputBytes(data), plaintextLength);
    return true;
  }

  /** How bytes are handed to the program. */
  protected answer(bytes: Uint8Array<ArrayBuffer>): unknown {
    return bytes;
  }
}

function createCipherClass(host: CryptoHost) {
  return class CipherBase extends CipherState {
    protected override answer(bytes: Uint8Array<ArrayBuffer>): unknown {
      return host.makeBuffer(bytes);
    }
  };
}

/** Whether other lengths than the usual would do; `undefined` where they would not. */
function fittingIv(info: CipherInfo, wanted: number | undefined): number | undefined {
  if (wanted === undefined) return info.ivLength;
  if (info.mode === "ccm") return wanted >= 7 && wanted <= 13 ? wanted : undefined;
  if (info.mode === "gcm") return wanted;
  return wanted === info.ivLength ? wanted : undefined;
}

function getCipherInfo(target: object, nameOrNumber: string | number, keyLength?: number, ivLength?: number): unknown {
  const info = typeof nameOrNumber === "string" ? findCipher(nameOrNumber) : findCipherByNumber(nameOrNumber);
  if (info === undefined || (keyLength !== undefined && keyLength !== info.keyLength)) return undefined;
  const fitting = fittingIv(info, ivLength);
  if (fitting === undefined) return undefined;
  return Object.assign(target, {
    mode: info.mode,
    name: info.name,
    nid: info.nid,
    ...(info.mode === "stream" ? {} : { blockSize: info.blockSize }),
    ...(fitting === 0 ? {} : { ivLength: fitting }),
    keyLength: info.keyLength,
  });
}

/** Node's numbers of Web Crypto's AES: mode by mode, three lengths each. */
const variants = ["ctr", "cbc", "gcm", "wrap", "ocb"] as const;
const DECRYPT = 1;

function runWhole(mode: CipherMode, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return concatBytes(mode.update(bytes), mode.final());
}

interface AeadInput {
  readonly info: CipherInfo;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly encrypts: boolean;
  readonly tagLength: number;
  readonly aad: Uint8Array;
}

/** Web Crypto hangs the tag on the end of the text. */
function runAead({ info, key, iv, encrypts, tagLength, aad }: AeadInput, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const mode = info.create({ key, iv, encrypts, tagLength });
  if (!isAuthenticated(mode)) throw new Error(`${info.name} can't authenticate`);
  if (!encrypts && data.length < tagLength) throw new Error("The provided data is too small");
  const text = encrypts ? data : data.subarray(0, data.length - tagLength);
  mode.setAAD(aad, text.length);
  if (!encrypts) mode.expectTag(data.subarray(data.length - tagLength));
  const output = runWhole(mode, text);
  return encrypts ? concatBytes(output, mode.tag(tagLength)) : output;
}

function requireCipher(name: string): CipherInfo {
  const info = findCipher(name);
  if (info === undefined) throw codedError(Error, "ERR_CRYPTO_UNKNOWN_CIPHER", `Unknown cipher ${name}`);
  return info;
}

/** A counter of so many bits wraps within them. Whole bytes are counted as they stand, other widths bit by bit. */
function ctrBits(key: Uint8Array, counter: Uint8Array, bits: number, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(data.length);
  if (bits % 8 === 0) counterTransform(new Aes(key), counter, bits / 8)(data, output);
  else throw new Error("Counters of a width that is no multiple of 8 bits aren't supported in this engine");
  return output;
}

function prepareAes(args: readonly unknown[]): () => ArrayBuffer {
  const [direction, handle, input, variant, parameter, option, additional] = args as [
    ...[number, unknown, unknown, number],
    ...[unknown, number | undefined, unknown],
  ];
  const [key, data] = [secretBytes(handle), inputBytes(input).slice()];
  const encrypts = direction !== DECRYPT;
  const kind = variants[Math.floor(variant / 3)] ?? "cbc";
  const info = requireCipher(`aes-${128 + (variant % 3) * 64}-${kind}`);
  const iv = parameter === undefined ? DEFAULT_WRAP_IV : inputBytes(parameter).slice();
  const aad = additional === undefined ? new Uint8Array(0) : inputBytes(additional).slice();
  return () => {
    if (kind === "ctr") return toArrayBuffer(ctrBits(key, iv, option ?? 128, data));
    if (kind === "gcm")
      return toArrayBuffer(runAead({ info, key, iv, encrypts, tagLength: option ?? FULL_TAG, aad }, data));
    return toArrayBuffer(runWhole(info.create({ key, iv, encrypts, tagLength: 0 }), data));
  };
}

function prepareChacha(args: readonly unknown[]): () => ArrayBuffer {
  const [direction, handle, input, nonce, additional] = args as [number, unknown, unknown, unknown, unknown];
  const [key, data, iv] = [secretBytes(handle), inputBytes(input).slice(), inputBytes(nonce).slice()];
  const aad = additional === undefined ? new Uint8Array(0) : inputBytes(additional).slice();
  const info = requireCipher("chacha20-poly1305");
  return () =>
    toArrayBuffer(runAead({ info, key, iv, encrypts: direction !== DECRYPT, tagLength: FULL_TAG, aad }, data));
}

export function createCipherBindings(host: CryptoHost, names: readonly string[]) {
  return {
    CipherBase: createCipherClass(host),
    getCipherInfo,
    getCiphers: () => names.filter((name) => findCipher(name) !== undefined),
    AESCipherJob: createJobClass(host, "CIPHERREQUEST", (_mode, args) => prepareAes(args)),
    ChaCha20Poly1305CipherJob: createJobClass(host, "CIPHERREQUEST", (_mode, args) => prepareChacha(args)),
  };
}
