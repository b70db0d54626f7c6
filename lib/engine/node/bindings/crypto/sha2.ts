import { part } from "../bytes";
import type { HashAlgorithm, Hasher } from "./hasher";
import { memoryPlan, sha2Module } from "./sha2-code";
import { squareRoots } from "./sha2-numbers";

/**
 * SHA-2 as WebAssembly, which has words of 64 bits and their rotation: an install hashes every archive twice, and numbers of
 * JavaScript took a sixth of its time for that.
 */
interface Machine {
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly sha256: (at: number, blocks: number) => void;
  readonly sha512: (at: number, blocks: number) => void;
}

let machine: Machine | undefined;

function theMachine(): Machine {
  if (machine !== undefined) return machine;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(sha2Module()));
  const { memory, sha256, sha512 } = exports as unknown as Omit<Machine, "memory"> & { memory: WebAssembly.Memory };
  machine = { memory: new Uint8Array(memory.buffer), sha256, sha512 };
  return machine;
}

interface Kind {
  readonly name: "sha256" | "sha512";
  readonly blockLength: number;
  readonly outputLength: number;
  readonly start: Uint8Array;
}

class Sha2 implements Hasher {
  readonly #kind: Kind;
  readonly #state: Uint8Array;
  /** The beginning of a block that isn't whole yet. */
  readonly #rest: Uint8Array;
  #filled: number;
  #length: number;

  constructor(kind: Kind, from?: Sha2) {
    this.#kind = kind;
    this.#state = Uint8Array.from(from === undefined ? kind.start : from.#state);
    this.#rest = from === undefined ? new Uint8Array(kind.blockLength) : Uint8Array.from(from.#rest);
    this.#filled = from === undefined ? 0 : from.#filled;
    this.#length = from === undefined ? 0 : from.#length;
  }

  update(bytes: Uint8Array): void {
    const { blockLength } = this.#kind;
    this.#length += bytes.length;
    let at = 0;
    if (this.#filled > 0) {
      at = Math.min(blockLength - this.#filled, bytes.length);
      this.#rest.set(part(bytes, 0, at), this.#filled);
      this.#filled += at;
      if (this.#filled < blockLength) return;
      this.#take(this.#rest);
      this.#filled = 0;
    }
    const whole = bytes.length - ((bytes.length - at) % blockLength);
    while (at < whole) {
      const end = Math.min(whole, at + memoryPlan.inputBytes);
      this.#take(part(bytes, at, end));
      at = end;
    }
    this.#rest.set(part(bytes, at, bytes.length));
    this.#filled = bytes.length - at;
  }

  digest(): Uint8Array<ArrayBuffer> {
    const { blockLength, outputLength } = this.#kind;
    const blocks = Math.ceil((this.#filled + 1 + blockLength / 8) / blockLength);
    const tail = new Uint8Array(blocks * blockLength - this.#filled);
    tail[0] = 0x80;
    new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(this.#length) * 8n);
    this.update(tail);
    return reversedWords(this.#state, blockLength / 16).slice(0, outputLength);
  }

  clone(): Hasher {
    return new Sha2(this.#kind, this);
  }

  #take(blocks: Uint8Array): void {
    const { memory, [this.#kind.name]: compress } = theMachine();
    memory.set(this.#state, memoryPlan.state);
    memory.set(blocks, memoryPlan.input);
    compress(memoryPlan.input, blocks.length / this.#kind.blockLength);
    this.#state.set(memory.subarray(memoryPlan.state, memoryPlan.state + this.#state.length));
  }
}

/** The machine keeps a word's lowest byte first, the standard its highest. */
function reversedWords(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += size) out.set(part(bytes, at, at + size).reverse(), at);
  return out;
}

function stateOf(words: readonly bigint[], bits: 32 | 64): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(64));
  for (const [index, word] of words.entries()) {
    if (bits === 32) bytes.setUint32(index * 4, Number(word), true);
    else bytes.setBigUint64(index * 8, word, true);
  }
  return new Uint8Array(bytes.buffer, 0, bits);
}

function algorithm(name: string, of: Kind["name"], outputLength: number, start: () => Uint8Array): HashAlgorithm {
  const blockLength = of === "sha256" ? 64 : 128;
  let kind: Kind | undefined;
  const create = () => new Sha2((kind ??= { name: of, blockLength, outputLength, start: start() }));
  return { name, outputLength, blockLength, isExtendable: false, create };
}

/** SHA-512/t begins where a changed SHA-512 ends when it hashes the name of what is wanted. */
function truncatedStart(bits: number): Uint8Array {
  const changed = squareRoots(0, 64).map((word) => word ^ 0xa5a5a5a5a5a5a5a5n);
  const hasher = new Sha2({ name: "sha512", blockLength: 128, outputLength: 64, start: stateOf(changed, 64) });
  hasher.update(new TextEncoder().encode(`SHA-512/${bits}`));
  return reversedWords(hasher.digest(), 8);
}

export const sha2: readonly HashAlgorithm[] = [
  algorithm("sha224", "sha256", 28, () =>
    stateOf(
      squareRoots(8, 64).map((word) => word & 0xffffffffn),
      32,
    ),
  ),
  algorithm("sha256", "sha256", 32, () => stateOf(squareRoots(0, 32), 32)),
  algorithm("sha384", "sha512", 48, () => stateOf(squareRoots(8, 64), 64)),
  algorithm("sha512", "sha512", 64, () => stateOf(squareRoots(0, 64), 64)),
  algorithm("sha512-224", "sha512", 28, () => truncatedStart(224)),
  algorithm("sha512-256", "sha512", 32, () => truncatedStart(256)),
];
