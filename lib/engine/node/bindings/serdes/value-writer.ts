import type { ByteWriter } from "@/lib/engine/node/bindings/serdes/byte-writer";
import { errorTag, regExpFlags, tag, viewTags } from "@/lib/engine/node/bindings/serdes/tags";

/** What a value's surroundings decide. */
export interface WriterHost {
  readonly viewsAreHostObjects: () => boolean;
  readonly isHostObject: (value: object) => boolean;
  readonly writeHostObject: (value: object) => void;
  readonly transferId: (buffer: ArrayBuffer) => number | undefined;
  readonly sharedId: (buffer: SharedArrayBuffer) => number;
  readonly cloneError: (message: string) => unknown;
}

const classOf = (value: object): string => Object.prototype.toString.call(value).slice(8, -1);
const byteSigns: Readonly<Record<string, number>> = { g: 1, i: 2, m: 4, y: 8, u: 16, s: 32, d: 128, v: 256 };

/** Writes values as V8's ValueSerializer does. */
export class ValueWriter {
  readonly #known = new Map<object, number>();
  constructor(
    private readonly out: ByteWriter,
    private readonly host: WriterHost,
  ) {}

  write(value: unknown): void {
    switch (typeof value) {
      case "undefined":
        this.out.byte(tag.undefined);
        return;
      case "boolean":
        this.out.byte(value ? tag.true : tag.false);
        return;
      case "number":
        this.#number(value);
        return;
      case "bigint":
        this.out.byte(tag.bigInt);
        this.out.bigInt(value);
        return;
      case "string":
        this.out.string(value);
        return;
      case "object":
        if (value === null) this.out.byte(tag.null);
        else this.#reference(value);
        return;
      default:
        throw this.host.cloneError(`${String(value)} could not be cloned.`);
    }
  }

  #number(value: number): void {
    const small = Number.isInteger(value) && value >= -(2 ** 30) && value < 2 ** 30 && !Object.is(value, -0);
    this.out.byte(small ? tag.int32 : tag.double);
    if (small) this.out.zigzag(value);
    else this.out.double(value);
  }

  #reference(value: object): void {
    if (ArrayBuffer.isView(value) && !this.#known.has(value) && !this.host.viewsAreHostObjects()) {
      // The buffer comes before its view, and counts as an object of its own.
      this.#reference(value.buffer);
    }
    const known = this.#known.get(value);
    if (known !== undefined) {
      this.out.byte(tag.reference);
      this.out.varint(known);
      return;
    }
    this.#known.set(value, this.#known.size);
    this.#object(value);
  }

  #object(value: object): void {
    if (ArrayBuffer.isView(value)) this.#view(value);
    else if (Array.isArray(value)) this.#array(value);
    else if (this.host.isHostObject(value)) this.#hostObject(value);
    else this.#byClass(value);
  }

  #hostObject(value: object): void {
    this.out.byte(tag.hostObject);
    this.host.writeHostObject(value);
  }

  #byClass(value: object): void {
    if (value instanceof Date) {
      this.out.byte(tag.date);
      this.out.double(value.getTime());
    } else if (value instanceof RegExp) this.#regExp(value);
    else if (value instanceof Map) this.#map(value);
    else if (value instanceof Set) this.#set(value);
    else if (value instanceof Error) this.#error(value);
    else if (value instanceof ArrayBuffer) this.#buffer(value);
    else if (typeof SharedArrayBuffer !== "undefined" && value instanceof SharedArrayBuffer) {
      this.out.byte(tag.sharedArrayBuffer);
      this.out.varint(this.host.sharedId(value));
    } else if (!this.#primitiveObject(value)) this.#plain(value);
  }

  #primitiveObject(value: object): boolean {
    const kind = classOf(value);
    if (kind === "Boolean")
      this.out.byte((value as { valueOf(): boolean }).valueOf() ? tag.trueObject : tag.falseObject);
    else if (kind === "Number") {
      this.out.byte(tag.numberObject);
      this.out.double(Number(value));
    } else if (kind === "String") {
      this.out.byte(tag.stringObject);
      this.out.string((value as { valueOf(): string }).valueOf());
    } else if (kind === "BigInt") {
      this.out.byte(tag.bigIntObject);
      this.out.bigInt((value as { valueOf(): bigint }).valueOf());
    } else return false;
    return true;
  }

  #properties(value: object, keys: readonly string[]): number {
    let count = 0;
    for (const key of keys) {
      if (!Object.hasOwn(value, key)) continue;
      const item: unknown = (value as Record<string, unknown>)[key];
      this.#key(key);
      this.write(item);
      count++;
    }
    return count;
  }

  #key(key: string): void {
    const index = Number(key);
    if (String(index >>> 0) === key && index < 2 ** 30) this.#number(index);
    else this.out.string(key);
  }

  #plain(value: object): void {
    if (
      typeof value === "function" ||
      value instanceof Promise ||
      value instanceof WeakMap ||
      value instanceof WeakSet
    ) {
      throw this.host.cloneError(`#<${classOf(value)}> could not be cloned.`);
    }
    this.out.byte(tag.beginObject);
    const count = this.#properties(value, Object.keys(value));
    this.out.byte(tag.endObject);
    this.out.varint(count);
  }

  #array(value: readonly unknown[]): void {
    const { length } = value;
    const keys = Object.keys(value);
    const named = keys.filter((key) => String(Number(key) >>> 0) !== key);
    const dense = keys.length - named.length === length;
    this.out.byte(dense ? tag.beginDenseArray : tag.beginSparseArray);
    this.out.varint(length);
    if (dense) for (const item of value) this.write(item);
    const count = this.#properties(value, dense ? named : keys);
    this.out.byte(dense ? tag.endDenseArray : tag.endSparseArray);
    this.out.varint(count);
    this.out.varint(length);
  }

  #map(value: ReadonlyMap<unknown, unknown>): void {
    const entries = [...value];
    this.out.byte(tag.beginMap);
    for (const [key, item] of entries) {
      this.write(key);
      this.write(item);
    }
    this.out.byte(tag.endMap);
    this.out.varint(entries.length * 2);
  }

  #set(value: ReadonlySet<unknown>): void {
    const items = [...value];
    this.out.byte(tag.beginSet);
    for (const item of items) this.write(item);
    this.out.byte(tag.endSet);
    this.out.varint(items.length);
  }

  #regExp(value: RegExp): void {
    this.out.byte(tag.regExp);
    this.out.string(value.source);
    let flags = 0;
    for (const sign of regExpFlags) if (value.flags.includes(sign)) flags |= byteSigns[sign] ?? 0;
    this.out.varint(flags);
  }

  #error(value: Error): void {
    this.out.byte(tag.error);
    const kind = (errorTag as Record<string, number>)[value.name];
    if (kind !== undefined && value.name.endsWith("Error")) this.out.byte(kind);
    if (Object.hasOwn(value, "message")) {
      this.out.byte(errorTag.message);
      this.out.string(value.message);
    }
    if (Object.hasOwn(value, "cause")) {
      this.out.byte(errorTag.cause);
      this.write(value.cause);
    }
    if (typeof value.stack === "string") {
      this.out.byte(errorTag.stack);
      this.out.string(value.stack);
    }
    this.out.byte(errorTag.end);
  }

  #buffer(value: ArrayBuffer): void {
    const transferred = this.host.transferId(value);
    if (transferred !== undefined) {
      this.out.byte(tag.arrayBufferTransfer);
      this.out.varint(transferred);
      return;
    }
    const { resizable, maxByteLength } = value as { readonly resizable?: boolean; readonly maxByteLength?: number };
    this.out.byte(resizable === true ? tag.resizableArrayBuffer : tag.arrayBuffer);
    this.out.varint(value.byteLength);
    if (resizable === true) this.out.varint(maxByteLength ?? value.byteLength);
    this.out.raw(new Uint8Array(value));
  }

  #view(value: ArrayBufferView): void {
    if (this.host.viewsAreHostObjects()) {
      this.#hostObject(value);
      return;
    }
    this.out.byte(tag.arrayBufferView);
    this.out.byte(viewTags[classOf(value)] ?? viewTags["Uint8Array"] ?? 0);
    this.out.varint(value.byteOffset);
    this.out.varint(value.byteLength);
    this.out.varint(0);
  }
}
