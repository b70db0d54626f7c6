import type { Binding } from "@/lib/engine/node/binding";
import { createSerdesBinding, type SerdesNeeds } from "@/lib/engine/node/bindings/serdes";

type BufferClass = new (length: number) => Uint8Array;
type ViewClass = (new (buffer: ArrayBuffer) => ArrayBufferView) & { readonly BYTES_PER_ELEMENT?: number };

interface Writer {
  writeHeader(): void;
  writeValue(value: unknown): void;
  writeUint32(value: number): void;
  writeRawBytes(bytes: Uint8Array): void;
  releaseBuffer(): Uint8Array;
  ["_setTreatArrayBufferViewsAsHostObjects"](on: boolean): void;
}

interface Reader {
  readonly buffer: Uint8Array;
  readHeader(): void;
  readValue(): unknown;
  readUint32(): number;
  ["_readRawBytes"](length: number): number;
}

/** By the number that stands for them on the wire. */
const views: readonly (ViewClass | undefined)[] = [
  ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array],
  ...[Float32Array, Float64Array, DataView],
  undefined,
  ...[BigInt64Array, BigUint64Array, (globalThis as { Float16Array?: ViewClass }).Float16Array],
];
const buffer = 10;
const view = 0;

/** A message's length comes before it, in four bytes. */
const headLength = 4;

function kindOf(value: ArrayBufferView, Buffer: BufferClass): number {
  if (value.constructor === Buffer) return buffer;
  const name = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return views.findIndex((one) => one?.name === name);
}

/**
 * The messages of `child_process` with `serialization: "advanced"`: V8's format with Node's own way to write views, so
 * that a small Buffer doesn't send the whole pool it lies in.
 */
export function createIpcSerdesBinding(needs: SerdesNeeds): Binding {
  const { Serializer, Deserializer } = createSerdesBinding(needs) as unknown as {
    Serializer: new () => Writer;
    Deserializer: new (bytes: Uint8Array) => Reader;
  };

  class MessageReader extends Deserializer {
    _readHostObject(): ArrayBufferView {
      if (this.readUint32() !== view) throw new Error("Unable to deserialize cloned data.");
      const kind = this.readUint32();
      const length = this.readUint32();
      const start = this["_readRawBytes"](length);
      const bytes = new Uint8Array(this.buffer.subarray(start, start + length));
      if (kind === buffer) return needs.makeBuffer(bytes);
      const View = views[kind];
      if (View === undefined) throw new Error("Unable to deserialize cloned data.");
      return new View(bytes.buffer);
    }
  }

  return {
    serialize(message: unknown, Buffer: BufferClass): Uint8Array {
      const writer = new Serializer();
      writer["_setTreatArrayBufferViewsAsHostObjects"](true);
      Object.assign(writer, {
        _getDataCloneError: Error,
        _writeHostObject(value: ArrayBufferView) {
          writer.writeUint32(view);
          writer.writeUint32(kindOf(value, Buffer));
          writer.writeUint32(value.byteLength);
          writer.writeRawBytes(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
        },
      });
      writer.writeHeader();
      writer.writeValue(message);
      const body = writer.releaseBuffer();
      const bytes = new Uint8Array(headLength + body.length);
      new DataView(bytes.buffer).setUint32(0, body.length);
      bytes.set(body, headLength);
      return needs.makeBuffer(bytes);
    },
    deserialize(bytes: Uint8Array): unknown {
      const reader = new MessageReader(bytes);
      reader.readHeader();
      return reader.readValue();
    },
  };
}
