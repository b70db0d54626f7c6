import { createJobClass } from "./job";
import { inputBytes, randomBytes, toArrayBuffer, type CryptoHost } from "./host";
import { keyArguments, readKeyArguments } from "./key-input";
import { requireHash } from "./hash";
import { signDigest, signMessage, verifyDigest, verifyMessage, type SignatureOptions } from "./signature";
import type { HashAlgorithm, Hasher } from "./hash-algorithms";

const SIGN = 0;
const KEY_ARGUMENTS = 5;

type Numbers = readonly [padding: number | undefined, saltLength: number | undefined, encoding: number | undefined];

/** What signing and verifying share: a digest that grows. */
class Digesting {
  #algorithm: HashAlgorithm | undefined;
  #hasher: Hasher | undefined;

  init(name: string): void {
    this.#algorithm = requireHash(name);
    this.#hasher = this.#algorithm.create();
  }

  update(data: unknown, encoding?: unknown): void {
    this.#hasher?.update(inputBytes(data, encoding));
  }

  protected finish(): { hash: HashAlgorithm; digest: Uint8Array } {
    const [hash, hasher] = [this.#algorithm, this.#hasher];
    if (hash === undefined || hasher === undefined) throw new Error("Not initialised");
    return { hash, digest: hasher.clone().digest(hash.outputLength) };
  }
}

function createClasses(host: CryptoHost) {
  const random = (length: number) => randomBytes(host, length);
  const optionsOf = (hash: HashAlgorithm, [padding, saltLength, encoding]: Numbers): SignatureOptions => ({
    ...{ hash, padding, saltLength, encoding, random },
    context: undefined,
  });

  class Sign extends Digesting {
    sign(...args: unknown[]): unknown {
      const { key } = readKeyArguments(keyArguments(args, 0), true);
      const { hash, digest } = this.finish();
      return host.makeBuffer(signDigest(key, digest, optionsOf(hash, args.slice(KEY_ARGUMENTS) as unknown as Numbers)));
    }
  }

  class Verify extends Digesting {
    verify(...args: unknown[]): boolean {
      const { key } = readKeyArguments(keyArguments(args, 0), false);
      const { hash, digest } = this.finish();
      const signature = inputBytes(args[KEY_ARGUMENTS]).slice();
      const numbers = args.slice(KEY_ARGUMENTS + 1) as unknown as Numbers;
      return verifyDigest(key, digest, signature, optionsOf(hash, numbers));
    }
  }
  return { Sign, Verify };
}

function prepareSign(host: CryptoHost, args: readonly unknown[]): () => unknown {
  const mode = args[0];
  const { key } = readKeyArguments(keyArguments(args, 1), mode === SIGN);
  const [data, algorithm, saltLength, padding, encoding, context, signature] = args.slice(1 + KEY_ARGUMENTS) as [
    ...[unknown, string | undefined, number | undefined, number | undefined],
    ...[number | undefined, unknown, unknown],
  ];
  const bytes = inputBytes(data).slice();
  const options: SignatureOptions = {
    hash: algorithm === undefined || algorithm === null ? undefined : requireHash(algorithm),
    padding,
    saltLength,
    encoding,
    context: context === undefined ? undefined : inputBytes(context).slice(),
    random: (length) => randomBytes(host, length),
  };
  if (mode === SIGN) return () => toArrayBuffer(signMessage(key, bytes, options));
  const given = inputBytes(signature).slice();
  return () => verifyMessage(key, bytes, given, options);
}

export function createSignBindings(host: CryptoHost) {
  return {
    ...createClasses(host),
    SignJob: createJobClass(host, "SIGNREQUEST", (_mode, args) => prepareSign(host, args)),
  };
}
