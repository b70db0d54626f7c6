/** Makes a Buffer of the program over these bytes, without a copy. */
export type MakeBuffer = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

export interface Buffers {
  /** What `buffer.setBufferPrototype` gives while Node's library boots; until then plain arrays are made. */
  setPrototype: (prototype: object) => void;
  make: MakeBuffer;
}

/** One for each process: bindings that answer with bytes make the program's own Buffers of them. */
export function createBuffers(): Buffers {
  let Maker: (new () => object) | undefined;
  return {
    setPrototype(prototype) {
      const target = function () {} as unknown as new () => object;
      target.prototype = prototype;
      Maker = target;
    },
    make(bytes) {
      if (Maker === undefined) return bytes;
      const args = [bytes.buffer, bytes.byteOffset, bytes.byteLength];
      return Reflect.construct(Uint8Array, args, Maker) as Uint8Array<ArrayBuffer>;
    },
  };
}
