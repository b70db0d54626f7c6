const BLOCK = 64;
const INITIAL = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const;

type Eight = [number, number, number, number, number, number, number, number];

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by));
const permute0 = (word: number): number => word ^ rotate(word, 9) ^ rotate(word, 17);
const permute1 = (word: number): number => word ^ rotate(word, 15) ^ rotate(word, 23);

function expand(block: DataView, offset: number): Int32Array {
  const words = new Int32Array(68);
  const at = (index: number): number => words[index] ?? 0;
  for (let i = 0; i < 16; i++) words[i] = block.getInt32(offset + i * 4);
  for (let i = 16; i < 68; i++) {
    words[i] = permute1(at(i - 16) ^ at(i - 9) ^ rotate(at(i - 3), 15)) ^ rotate(at(i - 13), 7) ^ at(i - 6);
  }
  return words;
}

function choose(round: number, x: number, y: number, z: number): number {
  return round < 16 ? x ^ y ^ z : (x & y) | (~x & z);
}

function majority(round: number, x: number, y: number, z: number): number {
  return round < 16 ? x ^ y ^ z : (x & y) | (x & z) | (y & z);
}

function compress(state: Int32Array, block: DataView, offset: number): void {
  const words = expand(block, offset);
  let [a, b, c, d, e, f, g, h] = [...state] as Eight;
  for (let round = 0; round < BLOCK; round++) {
    const word = words[round] ?? 0;
    const constant = rotate(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32);
    const first = rotate((rotate(a, 12) + e + constant) | 0, 7);
    const second = first ^ rotate(a, 12);
    const left = (majority(round, a, b, c) + d + second + (word ^ (words[round + 4] ?? 0))) | 0;
    const right = (choose(round, e, f, g) + h + first + word) | 0;
    [a, b, c, d] = [left, a, rotate(b, 9), c];
    [e, f, g, h] = [permute0(right), e, rotate(f, 19), g];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) ^ word;
}

/** The Chinese standard hash, GB/T 32905. */
class Sm3 {
  readonly #state: Int32Array;
  readonly #buffer: Uint8Array<ArrayBuffer>;
  #length: number;

  constructor(state: Int32Array = Int32Array.from(INITIAL), buffer = new Uint8Array(BLOCK), length = 0) {
    this.#state = state;
    this.#buffer = buffer;
    this.#length = length;
  }

  update(bytes: Uint8Array): void {
    const view = new DataView(this.#buffer.buffer);
    for (const byte of bytes) {
      this.#buffer[this.#length++ % BLOCK] = byte;
      if (this.#length % BLOCK === 0) compress(this.#state, view, 0);
    }
  }

  digest(): Uint8Array<ArrayBuffer> {
    const bits = BigInt(this.#length) * 8n;
    const padding = new Uint8Array(((119 - (this.#length % BLOCK)) % BLOCK) + 9);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, bits);
    this.update(padding);
    const out = new DataView(new ArrayBuffer(32));
    for (const [index, word] of this.#state.entries()) out.setInt32(index * 4, word);
    return new Uint8Array(out.buffer);
  }

  clone(): Sm3 {
    return new Sm3(this.#state.slice(), this.#buffer.slice(), this.#length);
  }
}

export const createSm3 = (): Sm3 => new Sm3();
