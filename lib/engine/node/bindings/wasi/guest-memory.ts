const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The memory of a WebAssembly module. It may grow and it may be shared, so nothing of it is kept between calls. */
export class GuestMemory {
  readonly #buffer: () => ArrayBufferLike;

  constructor(buffer: () => ArrayBufferLike) {
    this.#buffer = buffer;
  }

  get view(): DataView {
    return new DataView(this.#buffer());
  }

  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.#buffer(), at >>> 0, length >>> 0);
  }

  /** Shared memory can't be decoded in place. */
  text(at: number, length: number): string {
    return decoder.decode(this.bytes(at, length).slice());
  }

  u32(at: number, value: number): void {
    this.view.setUint32(at >>> 0, value, true);
  }

  u64(at: number, value: bigint | number): void {
    this.view.setBigUint64(at >>> 0, BigInt.asUintN(64, BigInt(value)), true);
  }

  /** The pieces that an array of `iovec` names. */
  pieces(at: number, count: number): Uint8Array[] {
    const { view } = this;
    return Array.from({ length: count }, (_, index) => {
      const entry = (at >>> 0) + index * 8;
      return this.bytes(view.getUint32(entry, true), view.getUint32(entry + 4, true));
    });
  }

  /** As much of the text as fits. */
  put(at: number, room: number, text: string): number {
    const bytes = encoder.encode(text).subarray(0, room);
    this.bytes(at, bytes.length).set(bytes);
    return bytes.length;
  }
}

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}
