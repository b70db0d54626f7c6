import type { Binding } from "@/lib/engine/node/binding";
import { ByteReader } from "@/lib/engine/node/bindings/serdes/byte-reader";
import { ByteWriter } from "@/lib/engine/node/bindings/serdes/byte-writer";
import { formatVersion, tag } from "@/lib/engine/node/bindings/serdes/tags";
import { ValueReader } from "@/lib/engine/node/bindings/serdes/value-reader";
import { ValueWriter } from "@/lib/engine/node/bindings/serdes/value-writer";

export interface SerdesNeeds {
  readonly makeBuffer: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;
  readonly node: (code: string, message: string, type?: new (message: string) => Error) => Error;
}

/** What subclasses in the library define; looked up when it is needed. */
interface Delegate {
  _writeHostObject?: (value: object) => unknown;
  _readHostObject?: () => unknown;
  _getDataCloneError?: new (message: string) => Error;
  _getSharedArrayBufferId?: (buffer: SharedArrayBuffer) => number;
  _getSharedArrayBufferFromId?: (id: number) => unknown;
}

function createSerializer({ makeBuffer, node }: SerdesNeeds) {
  return class Serializer {
    readonly #out = new ByteWriter();
    readonly #transfers = new Map<ArrayBuffer, number>();
    #viewsAreHostObjects = false;
    readonly #values = new ValueWriter(this.#out, {
      viewsAreHostObjects: () => this.#viewsAreHostObjects,
      isHostObject: () => false,
      writeHostObject: (value) => {
        const { _writeHostObject: write } = this as Delegate;
        if (write === undefined)
          throw this.#cloneError(`${Object.prototype.toString.call(value)} could not be cloned.`);
        write.call(this, value);
      },
      transferId: (buffer) => this.#transfers.get(buffer),
      sharedId: (buffer) => {
        const { _getSharedArrayBufferId: find } = this as Delegate;
        if (find === undefined) throw this.#cloneError("#<SharedArrayBuffer> could not be cloned.");
        return find.call(this, buffer);
      },
      cloneError: (message) => this.#cloneError(message),
    });

    #cloneError(message: string): Error {
      const { _getDataCloneError: Make } = this as Delegate;
      return Make === undefined ? new Error(message) : new Make(message);
    }

    writeHeader(): void {
      this.#out.byte(tag.version);
      this.#out.varint(formatVersion);
    }
    writeValue(value: unknown): boolean {
      this.#values.write(value);
      return true;
    }
    releaseBuffer(): Uint8Array {
      return makeBuffer(this.#out.release());
    }
    transferArrayBuffer(id: number, buffer: ArrayBuffer): void {
      this.#transfers.set(buffer, id);
    }
    writeUint32(value: number): void {
      this.#out.varint(value >>> 0);
    }
    writeUint64(high: number, low: number): void {
      this.#out.uint64(high, low);
    }
    writeDouble(value: number): void {
      this.#out.double(value);
    }
    writeRawBytes(source: unknown): void {
      if (ArrayBuffer.isView(source)) {
        this.#out.raw(new Uint8Array(source.buffer, source.byteOffset, source.byteLength));
      } else if (source instanceof ArrayBuffer) this.#out.raw(new Uint8Array(source));
      else throw node("ERR_INVALID_ARG_TYPE", "source must be a TypedArray or a DataView", TypeError);
    }
    _setTreatArrayBufferViewsAsHostObjects(on: boolean): void {
      this.#viewsAreHostObjects = on;
    }
  };
}

/** Turns "too early" into what V8 says when a call of this name fails. */
function named<T>(read: () => T, name: string): T {
  try {
    return read();
  } catch {
    throw new Error(`${name}() failed`);
  }
}

const unsupported = "Unable to deserialize cloned data due to invalid or unsupported version.";

function sourceBytes(source: unknown, node: SerdesNeeds["node"]): Uint8Array {
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  throw node("ERR_INVALID_ARG_TYPE", "buffer must be a TypedArray or a DataView", TypeError);
}

function createDeserializer({ node }: SerdesNeeds) {
  return class Deserializer {
    readonly #from: ByteReader;
    readonly #transfers = new Map<number, ArrayBuffer | SharedArrayBuffer>();
    readonly #values: ValueReader;
    #version = 0;

    constructor(readonly buffer: unknown) {
      this.#from = new ByteReader(sourceBytes(buffer, node));
      const delegate = this as Delegate;
      this.#values = new ValueReader(this.#from, {
        readHostObject: () => {
          const { _readHostObject: read } = delegate;
          if (read === undefined) throw new Error("Unable to deserialize cloned data.");
          return read.call(this);
        },
        transferred: (id) => this.#transfers.get(id),
        shared: (id) => {
          const { _getSharedArrayBufferFromId: find } = delegate;
          return find === undefined ? this.#transfers.get(id) : find.call(this, id);
        },
      });
    }

    readHeader(): boolean {
      if (this.#from.peek() !== tag.version) throw new Error(unsupported);
      this.#from.byte();
      this.#version = this.#from.varint();
      if (this.#version > formatVersion) throw new Error(unsupported);
      return true;
    }
    readValue(): unknown {
      try {
        return this.#values.read();
      } catch (error) {
        if (error instanceof RangeError) throw new Error("Unable to deserialize cloned data.", { cause: error });
        throw error;
      }
    }
    getWireFormatVersion = (): number => this.#version;
    transferArrayBuffer(id: number, buffer: ArrayBuffer | SharedArrayBuffer): void {
      this.#transfers.set(id, buffer);
    }
    readUint32 = (): number => named(() => this.#from.varint(), "ReadUint32");
    readUint64 = (): [number, number] => named(() => this.#from.uint64(), "ReadUint64");
    readDouble = (): number => named(() => this.#from.double(), "ReadDouble");
    /** Where in `buffer` they begin. */
    _readRawBytes = (length: number): number => named(() => this.#from.skip(length), "ReadRawBytes");
  };
}

/** V8's own serialization, for `node:v8`, advanced IPC and the test runner. */
export const createSerdesBinding = (needs: SerdesNeeds): Binding => ({
  Serializer: createSerializer(needs),
  Deserializer: createDeserializer(needs),
});
