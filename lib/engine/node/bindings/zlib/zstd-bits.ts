/** Bits that are read from the end: what is written first is read last. */
export class BackwardBits {
  #bytes = new Uint8Array(1024);
  #length = 0;
  #held = 0;
  #count = 0;

  write(value: number, bits: number): void {
    // At most 16 at once, so that what is held stays within 32.
    if (bits > 16) {
      this.write(value & 0xffff, 16);
      this.write(value >>> 16, bits - 16);
      return;
    }
    this.#held |= (value & ((1 << bits) - 1)) << this.#count;
    this.#count += bits;
    while (this.#count >= 8) this.#push();
  }

  #push(): void {
    if (this.#length === this.#bytes.length) {
      const more = new Uint8Array(this.#length * 2);
      more.set(this.#bytes);
      this.#bytes = more;
    }
    this.#bytes[this.#length++] = this.#held & 0xff;
    this.#held >>>= 8;
    this.#count -= 8;
  }

  /** A one tells the reader where to begin. */
  end(): Uint8Array {
    this.write(1, 1);
    while (this.#count > 0) this.#push();
    return this.#bytes.slice(0, this.#length);
  }
}
