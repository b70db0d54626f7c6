import { createHmac, hmacOf, type HmacState } from "./hmac";
import { createJobClass } from "./job";
import { findHash, type HashAlgorithm, type Hasher } from "./hash-algorithms";
import { inputBytes, output, toArrayBuffer, type CryptoHost } from "./host";
import { invalidDigest, opensslError } from "./failures";
import { equalBytes } from "./equal-bytes";
import { parseEncoding } from "../buffer/encodings";
import { secretBytes } from "./key-data";

const SIGN = 0;

function checkedLength(algorithm: HashAlgorithm, wanted: number | undefined): number {
  if (wanted === undefined || wanted === algorithm.outputLength) return algorithm.outputLength;
  if (algorithm.isExtendable) return wanted;
  throw opensslError("digital envelope routines", "B2", "not XOF or invalid length");
}

export function requireHash(name: unknown): HashAlgorithm {
  const algorithm = findHash(String(name));
  if (algorithm === undefined) throw invalidDigest(String(name));
  return algorithm;
}

function createHashClass(host: CryptoHost) {
  return class Hash {
    readonly #algorithm: HashAlgorithm;
    readonly #hasher: Hasher;
    readonly #length: number;
    #digest: Uint8Array<ArrayBuffer> | undefined;

    constructor(source: unknown, length?: number) {
      if (source instanceof Hash) {
        this.#algorithm = source.#algorithm;
        this.#hasher = source.#hasher.clone();
      } else {
        const algorithm = findHash(String(source));
        if (algorithm === undefined) throw new Error("Digest method not supported");
        this.#algorithm = algorithm;
        this.#hasher = algorithm.create();
      }
      this.#length = checkedLength(this.#algorithm, length);
    }

    update(data: unknown, encoding?: unknown): boolean {
      this.#hasher.update(inputBytes(data, encoding));
      return true;
    }

    /** Asked twice it answers twice, from the first time's bytes. */
    digest(encoding?: unknown): unknown {
      this.#digest ??= this.#length === 0 ? new Uint8Array(0) : this.#hasher.digest(this.#length);
      return output(host, this.#digest.slice(), encoding);
    }
  };
}

function createHmacClass(host: CryptoHost) {
  return class Hmac {
    #state: HmacState | undefined;

    init(name: string, key: unknown): void {
      const algorithm = requireHash(name);
      if (algorithm.isExtendable) throw new Error("error:00000000:lib(0)::reason(0)");
      this.#state = createHmac(algorithm, secretBytes(key));
    }

    update(data: unknown, encoding?: unknown): boolean {
      this.#state?.update(inputBytes(data, encoding));
      return this.#state !== undefined;
    }

    digest(encoding?: unknown): unknown {
      const digest = this.#state?.digest() ?? new Uint8Array(0);
      this.#state = undefined;
      return output(host, digest, encoding);
    }
  };
}

type DigestArguments = [
  name: string,
  id: number,
  cache: object,
  input: unknown,
  outputEncoding: string,
  outputEncodingId: number | undefined,
  outputLength: number | undefined,
];

function createOneShotDigest(host: CryptoHost) {
  return (...args: DigestArguments): unknown => {
    const [name, , , input, encodingName, encodingId, wanted] = args;
    const algorithm = findHash(name);
    if (algorithm === undefined) throw new Error(`Digest method ${name} is not supported`);
    const length = wanted ?? algorithm.outputLength;
    if (!algorithm.isExtendable && length !== algorithm.outputLength) {
      throw new Error(`Output length ${length} is invalid for ${name}, which does not support XOF`);
    }
    const hasher = algorithm.create();
    hasher.update(inputBytes(input));
    const digest = length === 0 ? new Uint8Array(0) : hasher.digest(length);
    return output(host, digest, parseEncoding(encodingId ?? encodingName, "buffer"));
  };
}

function prepareHash(args: readonly unknown[]): () => ArrayBuffer {
  const [name, data, bits] = args as [string, unknown, number | undefined];
  const algorithm = requireHash(name);
  const bytes = inputBytes(data).slice();
  return () => {
    const length = checkedLength(algorithm, bits === undefined ? undefined : bits / 8);
    const hasher = algorithm.create();
    hasher.update(bytes);
    return toArrayBuffer(length === 0 ? new Uint8Array(0) : hasher.digest(length));
  };
}

function prepareHmac(args: readonly unknown[]): () => unknown {
  const [mode, name, key, data, signature] = args as [number, string, unknown, unknown, unknown];
  const algorithm = requireHash(name);
  const secret = secretBytes(key);
  const bytes = inputBytes(data).slice();
  const expected = signature === undefined ? undefined : inputBytes(signature).slice();
  return () => {
    const mac = hmacOf(algorithm, secret, bytes);
    return mode === SIGN ? toArrayBuffer(mac) : expected !== undefined && equalBytes(mac, expected);
  };
}

export function createHashBindings(host: CryptoHost, names: readonly string[]) {
  return {
    Hash: createHashClass(host),
    Hmac: createHmacClass(host),
    oneShotDigest: createOneShotDigest(host),
    HashJob: createJobClass(host, "HASHREQUEST", (_mode, args) => prepareHash(args)),
    HmacJob: createJobClass(host, "SIGNREQUEST", (_mode, args) => prepareHmac(args)),
    getHashes: () => names.filter((name) => findHash(name) !== undefined),
    /** Node's library keeps numbers of OpenSSL's digests here; ours are found by name. */
    getCachedAliases: () => ({ __proto__: null }),
  };
}
