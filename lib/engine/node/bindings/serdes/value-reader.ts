import type { ByteReader } from "@/lib/engine/node/bindings/serdes/byte-reader";
import { errorTag, regExpFlags, tag, viewTags } from "@/lib/engine/node/bindings/serdes/tags";

export interface ReaderHost {
  readonly readHostObject: () => unknown;
  readonly transferred: (id: number) => ArrayBuffer | SharedArrayBuffer | undefined;
  readonly shared: (id: number) => unknown;
}

const byteSigns: Readonly<Record<string, number>> = { g: 1, i: 2, m: 4, y: 8, u: 16, s: 32, d: 128, v: 256 };
const viewNames = new Map(Object.entries(viewTags).map(([name, sign]) => [sign, name]));
const errorNames = new Map<number, string>(
  Object.entries(errorTag)
    .filter(([name]) => name.endsWith("Error"))
    .map(([name, sign]) => [sign, name]),
);

type Constructors = Record<string, new (...args: unknown[]) => object>;
type Read = () => unknown;

const unreadable = (): Error => new Error("Unable to deserialize cloned data.");

/** Reads values as V8's ValueDeserializer does. */
export class ValueReader {
  readonly #objects: unknown[] = [];
  readonly #readers: Readonly<Record<number, Read>>;

  constructor(
    private readonly from: ByteReader,
    private readonly host: ReaderHost,
  ) {
    this.#readers = { ...this.#primitives(), ...this.#wrapped(), ...this.#compound() };
  }

  read(): unknown {
    for (;;) {
      const sign = this.from.byte();
      if (sign === tag.padding) continue;
      const reader = this.#readers[sign];
      if (reader === undefined) throw unreadable();
      const value = reader();
      const follows = this.from.peek() === tag.arrayBufferView && isBuffer(value);
      return follows ? this.#view(value) : value;
    }
  }

  #primitives(): Record<number, Read> {
    const { from } = this;
    return {
      [tag.undefined]: () => undefined,
      [tag.null]: () => null,
      [tag.true]: () => true,
      [tag.false]: () => false,
      [tag.int32]: () => from.zigzag(),
      [tag.uint32]: () => from.varint(),
      [tag.double]: () => from.double(),
      [tag.bigInt]: () => from.bigInt(),
      [tag.utf8String]: () => new TextDecoder().decode(from.raw(from.varint())),
      [tag.oneByteString]: () => from.oneByteString(),
      [tag.twoByteString]: () => from.twoByteString(),
      [tag.reference]: () => {
        const id = from.varint();
        if (id >= this.#objects.length) throw unreadable();
        return this.#objects[id];
      },
    };
  }

  #keep<T>(value: T): T {
    this.#objects.push(value);
    return value;
  }

  #wrapped(): Record<number, Read> {
    const { from } = this;
    return {
      [tag.date]: () => this.#keep(new Date(from.double())),
      [tag.trueObject]: () => this.#keep(Object(true)),
      [tag.falseObject]: () => this.#keep(Object(false)),
      [tag.numberObject]: () => this.#keep(Object(from.double())),
      [tag.bigIntObject]: () => this.#keep(Object(from.bigInt())),
      [tag.stringObject]: () => {
        const id = this.#reserve();
        return this.#fill(id, Object(this.read()));
      },
      [tag.regExp]: () => {
        const id = this.#reserve();
        const source = String(this.read());
        const bits = from.varint();
        const flags = regExpFlags.replace(/./g, (sign) => ((bits & (byteSigns[sign] ?? 0)) === 0 ? "" : sign));
        return this.#fill(id, new RegExp(source, flags));
      },
    };
  }

  #reserve(): number {
    return this.#objects.push(undefined) - 1;
  }
  #fill<T>(id: number, value: T): T {
    this.#objects[id] = value;
    return value;
  }

  #compound(): Record<number, Read> {
    return {
      [tag.beginObject]: () => {
        const made = this.#keep({});
        this.#properties(made, tag.endObject);
        return made;
      },
      [tag.beginDenseArray]: () => this.#denseArray(),
      [tag.beginSparseArray]: () => {
        const made = this.#keep(new Array<unknown>(this.from.varint()));
        this.#properties(made, tag.endSparseArray);
        this.from.varint();
        return made;
      },
      [tag.beginMap]: () => this.#map(),
      [tag.beginSet]: () => this.#set(),
      [tag.error]: () => this.#error(),
      [tag.arrayBuffer]: () => this.#keep(this.from.raw(this.from.varint()).buffer),
      [tag.resizableArrayBuffer]: () => this.#resizable(),
      [tag.arrayBufferTransfer]: () => this.#keep(this.host.transferred(this.from.varint())),
      [tag.sharedArrayBuffer]: () => this.#keep(this.host.shared(this.from.varint())),
      [tag.hostObject]: () => {
        const id = this.#reserve();
        return this.#fill(id, this.host.readHostObject());
      },
    };
  }

  #resizable(): unknown {
    const length = this.from.varint();
    const maxByteLength = this.from.varint();
    const Resizable = ArrayBuffer as unknown as new (length: number, options: object) => ArrayBuffer;
    const buffer = new Resizable(length, { maxByteLength });
    new Uint8Array(buffer).set(this.from.raw(length));
    return this.#keep(buffer);
  }

  #skipPadding(): void {
    while (this.from.peek() === tag.padding) this.from.byte();
  }

  /** Until the end tag, which is followed by their count. */
  #properties(into: object, end: number): void {
    for (;;) {
      this.#skipPadding();
      if (this.from.peek() === end) break;
      const key = this.read() as PropertyKey;
      Object.defineProperty(into, key, { value: this.read(), writable: true, enumerable: true, configurable: true });
    }
    this.from.byte();
    this.from.varint();
  }

  #denseArray(): unknown {
    const length = this.from.varint();
    const made = this.#keep(new Array<unknown>(length));
    for (let at = 0; at < length; at++) {
      if (this.from.peek() === tag.theHole) this.from.byte();
      else made[at] = this.read();
    }
    this.#properties(made, tag.endDenseArray);
    this.from.varint();
    return made;
  }

  #map(): unknown {
    const made = this.#keep(new Map<unknown, unknown>());
    for (;;) {
      this.#skipPadding();
      if (this.from.peek() === tag.endMap) break;
      const key = this.read();
      made.set(key, this.read());
    }
    this.from.byte();
    this.from.varint();
    return made;
  }

  #set(): unknown {
    const made = this.#keep(new Set<unknown>());
    for (;;) {
      this.#skipPadding();
      if (this.from.peek() === tag.endSet) break;
      made.add(this.read());
    }
    this.from.byte();
    this.from.varint();
    return made;
  }

  #error(): unknown {
    const id = this.#reserve();
    let name = "Error";
    let message: string | undefined;
    let stack: string | undefined;
    const rest: ErrorOptions = {};
    for (let sign = this.from.byte(); sign !== errorTag.end; sign = this.from.byte()) {
      if (sign === errorTag.message) message = String(this.read());
      else if (sign === errorTag.stack) stack = String(this.read());
      else if (sign === errorTag.cause) rest.cause = this.read();
      else name = errorNames.get(sign) ?? name;
    }
    const Class = (globalThis as unknown as Record<string, ErrorConstructor>)[name] ?? Error;
    const made = this.#fill(id, new Class(message, rest));
    Object.defineProperty(made, "stack", { value: stack, writable: true, configurable: true });
    return made;
  }

  #view(buffer: ArrayBuffer | SharedArrayBuffer): unknown {
    this.from.byte();
    const name = viewNames.get(this.from.byte()) ?? "Uint8Array";
    const offset = this.from.varint();
    const length = this.from.varint();
    this.from.varint();
    const Class = (globalThis as unknown as Constructors)[name] as Constructors["x"] & { BYTES_PER_ELEMENT?: number };
    if (Class === undefined) throw unreadable();
    return this.#keep(new Class(buffer, offset, length / (Class.BYTES_PER_ELEMENT ?? 1)));
  }
}

const isBuffer = (value: unknown): value is ArrayBuffer | SharedArrayBuffer =>
  value instanceof ArrayBuffer || (typeof SharedArrayBuffer !== "undefined" && value instanceof SharedArrayBuffer);
