/** A cipher of whole blocks, in place or from one array to another. */
export interface BlockCipher {
  readonly blockSize: number;
  encrypt(from: Uint8Array, at: number, to: Uint8Array, toAt: number): void;
  decrypt(from: Uint8Array, at: number, to: Uint8Array, toAt: number): void;
}

const double = (byte: number): number => (byte << 1) ^ (byte & 0x80 ? 0x11b : 0);

/** Rijndael's S-box, by walking the field with a generator. */
function makeBoxes(): { box: Uint8Array; inverse: Uint8Array } {
  const box = new Uint8Array(256);
  const inverse = new Uint8Array(256);
  let [p, q] = [1, 1];
  do {
    p = (p ^ double(p)) & 255;
    q ^= q << 1;
    q ^= q << 2;
    q ^= q << 4;
    q &= 255;
    if (q & 0x80) q ^= 9;
    box[p] = (q ^ rotate8(q, 1) ^ rotate8(q, 2) ^ rotate8(q, 3) ^ rotate8(q, 4) ^ 0x63) & 255;
  } while (p !== 1);
  box[0] = 0x63;
  for (let i = 0; i < 256; i++) inverse[box[i] ?? 0] = i;
  return { box, inverse };
}

function rotate8(byte: number, by: number): number {
  return ((byte << by) | (byte >> (8 - by))) & 255;
}

const { box, inverse } = makeBoxes();
const rotate24 = (word: number): number => (word << 24) | (word >>> 8);

function multiply(byte: number, by: number): number {
  let [result, power] = [0, byte];
  for (let bits = by; bits > 0; bits >>= 1) {
    if (bits & 1) result ^= power;
    power = double(power) & 255;
  }
  return result & 255;
}

/** One column of the round for each byte, four times turned. */
function makeTables(of: (byte: number) => [number, number, number, number]): Int32Array[] {
  const tables = Array.from({ length: 4 }, () => new Int32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    const [a, b, c, d] = of(byte);
    let word = (a << 24) | (b << 16) | (c << 8) | d;
    for (const table of tables) {
      table[byte] = word;
      word = rotate24(word);
    }
  }
  return tables;
}

type Tables = readonly [Int32Array, Int32Array, Int32Array, Int32Array];

const forward = makeTables((byte) => {
  const value = box[byte] ?? 0;
  return [multiply(value, 2), value, value, multiply(value, 3)];
}) as unknown as Tables;

const backward = makeTables((byte) => {
  const value = inverse[byte] ?? 0;
  return [multiply(value, 14), multiply(value, 9), multiply(value, 13), multiply(value, 11)];
}) as unknown as Tables;

const substitute = (word: number): number =>
  ((box[word >>> 24] ?? 0) << 24) |
  ((box[(word >>> 16) & 255] ?? 0) << 16) |
  ((box[(word >>> 8) & 255] ?? 0) << 8) |
  (box[word & 255] ?? 0);

function expandKey(key: Uint8Array): Int32Array {
  const words = key.length / 4;
  const schedule = new Int32Array(4 * (words + 7));
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  for (let i = 0; i < words; i++) schedule[i] = view.getInt32(i * 4);
  let constant = 1;
  for (let i = words; i < schedule.length; i++) {
    let word = schedule[i - 1] ?? 0;
    if (i % words === 0) {
      word = substitute((word << 8) | (word >>> 24)) ^ (constant << 24);
      constant = double(constant) & 255;
    } else if (words > 6 && i % words === 4) {
      word = substitute(word);
    }
    schedule[i] = (schedule[i - words] ?? 0) ^ word;
  }
  return schedule;
}

const column = (word: number): number =>
  (backward[0][box[word >>> 24] ?? 0] ?? 0) ^
  (backward[1][box[(word >>> 16) & 255] ?? 0] ?? 0) ^
  (backward[2][box[(word >>> 8) & 255] ?? 0] ?? 0) ^
  (backward[3][box[word & 255] ?? 0] ?? 0);

/** The schedule for decrypting: the rounds from last to first, the inner ones mixed. */
function invertKey(schedule: Int32Array): Int32Array {
  const inverted = new Int32Array(schedule.length);
  const rounds = schedule.length / 4 - 1;
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < 4; i++) {
      const word = schedule[(rounds - round) * 4 + i] ?? 0;
      inverted[round * 4 + i] = round === 0 || round === rounds ? word : column(word);
    }
  }
  return inverted;
}

const [E0, E1, E2, E3] = forward;
const [D0, D1, D2, D3] = backward;

const keyAt = (key: Int32Array, index: number): number => key[index] as number;
const byteAt = (bytes: Uint8Array, index: number): number => bytes[index] as number;

const word = (from: Uint8Array, at: number): number =>
  (byteAt(from, at) << 24) | (byteAt(from, at + 1) << 16) | (byteAt(from, at + 2) << 8) | byteAt(from, at + 3);

function store(to: Uint8Array, at: number, value: number): void {
  to[at] = value >>> 24;
  to[at + 1] = value >>> 16;
  to[at + 2] = value >>> 8;
  to[at + 3] = value;
}

const encryptColumn = (a: number, b: number, c: number, d: number): number =>
  keyAt(E0, a >>> 24) ^ keyAt(E1, (b >>> 16) & 255) ^ keyAt(E2, (c >>> 8) & 255) ^ keyAt(E3, d & 255);

const decryptColumn = (a: number, b: number, c: number, d: number): number =>
  keyAt(D0, a >>> 24) ^ keyAt(D1, (b >>> 16) & 255) ^ keyAt(D2, (c >>> 8) & 255) ^ keyAt(D3, d & 255);

const encryptLast = (a: number, b: number, c: number, d: number): number =>
  (byteAt(box, a >>> 24) << 24) |
  (byteAt(box, (b >>> 16) & 255) << 16) |
  (byteAt(box, (c >>> 8) & 255) << 8) |
  byteAt(box, d & 255);

const decryptLast = (a: number, b: number, c: number, d: number): number =>
  (byteAt(inverse, a >>> 24) << 24) |
  (byteAt(inverse, (b >>> 16) & 255) << 16) |
  (byteAt(inverse, (c >>> 8) & 255) << 8) |
  byteAt(inverse, d & 255);

/** Each column takes a byte of itself and of the three that follow it. */
function encryptBlock(key: Int32Array, from: Uint8Array, at: number, to: Uint8Array, toAt: number): void {
  let a = word(from, at) ^ keyAt(key, 0);
  let b = word(from, at + 4) ^ keyAt(key, 1);
  let c = word(from, at + 8) ^ keyAt(key, 2);
  let d = word(from, at + 12) ^ keyAt(key, 3);
  const last = key.length - 4;
  for (let k = 4; k < last; k += 4) {
    const e = encryptColumn(a, b, c, d) ^ keyAt(key, k + 0);
    const f = encryptColumn(b, c, d, a) ^ keyAt(key, k + 1);
    const g = encryptColumn(c, d, a, b) ^ keyAt(key, k + 2);
    const h = encryptColumn(d, a, b, c) ^ keyAt(key, k + 3);
    a = e;
    b = f;
    c = g;
    d = h;
  }
  store(to, toAt + 0, encryptLast(a, b, c, d) ^ keyAt(key, last + 0));
  store(to, toAt + 4, encryptLast(b, c, d, a) ^ keyAt(key, last + 1));
  store(to, toAt + 8, encryptLast(c, d, a, b) ^ keyAt(key, last + 2));
  store(to, toAt + 12, encryptLast(d, a, b, c) ^ keyAt(key, last + 3));
}

/** Each column takes a byte of itself and of the three before it. */
function decryptBlock(key: Int32Array, from: Uint8Array, at: number, to: Uint8Array, toAt: number): void {
  let a = word(from, at) ^ keyAt(key, 0);
  let b = word(from, at + 4) ^ keyAt(key, 1);
  let c = word(from, at + 8) ^ keyAt(key, 2);
  let d = word(from, at + 12) ^ keyAt(key, 3);
  const last = key.length - 4;
  for (let k = 4; k < last; k += 4) {
    const e = decryptColumn(a, d, c, b) ^ keyAt(key, k + 0);
    const f = decryptColumn(b, a, d, c) ^ keyAt(key, k + 1);
    const g = decryptColumn(c, b, a, d) ^ keyAt(key, k + 2);
    const h = decryptColumn(d, c, b, a) ^ keyAt(key, k + 3);
    a = e;
    b = f;
    c = g;
    d = h;
  }
  store(to, toAt + 0, decryptLast(a, d, c, b) ^ keyAt(key, last + 0));
  store(to, toAt + 4, decryptLast(b, a, d, c) ^ keyAt(key, last + 1));
  store(to, toAt + 8, decryptLast(c, b, a, d) ^ keyAt(key, last + 2));
  store(to, toAt + 12, decryptLast(d, c, b, a) ^ keyAt(key, last + 3));
}

/** AES by tables. As fast as plain JavaScript gets; where time must tell nothing, the browser's own Web Crypto is the place. */
export class Aes implements BlockCipher {
  readonly blockSize = 16;
  readonly #encryption: Int32Array;
  readonly #decryption: Int32Array;

  constructor(key: Uint8Array) {
    this.#encryption = expandKey(key);
    this.#decryption = invertKey(this.#encryption);
  }

  encrypt(from: Uint8Array, at: number, to: Uint8Array, toAt: number): void {
    encryptBlock(this.#encryption, from, at, to, toAt);
  }

  decrypt(from: Uint8Array, at: number, to: Uint8Array, toAt: number): void {
    decryptBlock(this.#decryption, from, at, to, toAt);
  }
}
