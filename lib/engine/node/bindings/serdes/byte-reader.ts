/** Reads what `ByteWriter` and V8 write. Answers undefined where the bytes end too early. */
export class ByteReader {
  at = 0;
  readonly #view: DataView;
  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #take(count: number): number {
    if (this.at + count > this.bytes.length) throw new RangeError("The data ends too early.");
    this.at += count;
    return this.at - count;
  }

  get ended(): boolean {
    return this.at >= this.bytes.length;
  }

  peek(): number | undefined {
    return this.bytes[this.at];
  }

  byte(): number {
    return this.bytes[this.#take(1)] ?? 0;
  }

  varint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  uint64(): [high: number, low: number] {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return [Number((value >> 32n) & 0xffffffffn), Number(value & 0xffffffffn)];
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  /** Where `count` bytes begin; they are stepped over. */
  skip(count: number): number {
    return this.#take(count);
  }

  raw(count: number): Uint8Array<ArrayBuffer> {
    const from = this.#take(count);
    return this.bytes.slice(from, from + count);
  }

  oneByteString(): string {
    const bytes = this.raw(this.varint());
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return text;
  }

  twoByteString(): string {
    const size = this.varint();
    const from = this.#take(size);
    let text = "";
    for (let at = 0; at < size; at += 2) text += String.fromCharCode(this.#view.getUint16(from + at, true));
    return text;
  }

  bigInt(): bigint {
    const field = this.varint();
    const bytes = this.raw(Math.floor(field / 2));
    let value = 0n;
    for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte);
    return field % 2 === 1 ? -value : value;
  }
}
