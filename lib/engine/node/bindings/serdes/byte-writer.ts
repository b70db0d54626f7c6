import { tag } from "@/lib/engine/node/bindings/serdes/tags";

/** Bytes that grow as they are written. */
export class ByteWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  #room(count: number): number {
    const needed = this.#length + count;
    if (needed > this.#bytes.length) {
      const bigger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      bigger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = bigger;
    }
    const at = this.#length;
    this.#length = needed;
    return at;
  }

  get length(): number {
    return this.#length;
  }

  byte(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  zigzag(value: number): void {
    this.varint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  double(value: number): void {
    const at = this.#room(8);
    new DataView(this.#bytes.buffer).setFloat64(at, value, true);
  }

  uint64(high: number, low: number): void {
    let rest = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    while (rest >= 0x80n) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  raw(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  string(text: string): void {
    let wide = false;
    for (let at = 0; at < text.length && !wide; at++) wide = text.charCodeAt(at) > 255;
    if (!wide) {
      this.byte(tag.oneByteString);
      this.varint(text.length);
      const at = this.#room(text.length);
      for (let index = 0; index < text.length; index++) this.#bytes[at + index] = text.charCodeAt(index);
      return;
    }
    const size = text.length * 2;
    let sizeBytes = 1;
    for (let rest = size; rest >= 0x80; rest = Math.floor(rest / 0x80)) sizeBytes++;
    // The characters begin at an even place.
    if ((this.#length + 1 + sizeBytes) % 2 === 1) this.byte(tag.padding);
    this.byte(tag.twoByteString);
    this.varint(size);
    const at = this.#room(size);
    const view = new DataView(this.#bytes.buffer);
    for (let index = 0; index < text.length; index++) view.setUint16(at + index * 2, text.charCodeAt(index), true);
  }

  /** Sign and count of bytes in one number, then the digits from the lowest on. */
  bigInt(value: bigint): void {
    let rest = value < 0n ? -value : value;
    const digits: number[] = [];
    for (; rest > 0n; rest >>= 8n) digits.push(Number(rest & 0xffn));
    while (digits.length % 8 !== 0) digits.push(0);
    this.varint(digits.length * 2 + Number(value < 0n));
    this.raw(new Uint8Array(digits));
  }

  /** Hands over what was written and begins anew. */
  release(): Uint8Array<ArrayBuffer> {
    const bytes = this.#bytes.slice(0, this.#length);
    this.#bytes = new Uint8Array(64);
    this.#length = 0;
    return bytes;
  }
}
