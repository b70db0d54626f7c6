import { Failure } from "@/lib/base";

/**
 * As much of MessagePack as a binary snapshot uses: maps with text keys, lists, text, bytes, whole numbers, booleans, nil.
 */
export type Packed =
  string | number | boolean | null | Uint8Array | readonly Packed[] | { readonly [key: string]: Packed };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function createWriter() {
  let bytes = new Uint8Array(1024);
  let view = new DataView(bytes.buffer);
  let length = 0;
  const room = (count: number): number => {
    if (length + count > bytes.length) {
      const bigger = new Uint8Array(Math.max(bytes.length * 2, length + count));
      bigger.set(bytes.subarray(0, length));
      bytes = bigger;
      view = new DataView(bytes.buffer);
    }
    length += count;
    return length - count;
  };
  /** `room` may replace the buffer, so it comes first. */
  const put = (count: number, set: (at: number) => void) => {
    set(room(count));
  };
  return {
    byte: (value: number) => {
      put(1, (at) => {
        view.setUint8(at, value);
      });
    },
    short: (value: number) => {
      put(2, (at) => {
        view.setUint16(at, value);
      });
    },
    long: (value: number) => {
      put(4, (at) => {
        view.setUint32(at, value);
      });
    },
    double: (value: number) => {
      put(8, (at) => {
        view.setFloat64(at, value);
      });
    },
    raw: (value: Uint8Array) => {
      put(value.length, (at) => {
        bytes.set(value, at);
      });
    },
    done: () => bytes.slice(0, length),
  };
}

type Writer = ReturnType<typeof createWriter>;

function writeSize(to: Writer, size: number, forms: { fixed: number; most: number; short: number; long: number }) {
  if (size <= forms.most) to.byte(forms.fixed | size);
  else if (size < 65_536) {
    to.byte(forms.short);
    to.short(size);
  } else {
    to.byte(forms.long);
    to.long(size);
  }
}

function writeNumber(to: Writer, value: number): void {
  if (Number.isInteger(value) && value >= 0 && value < 128) to.byte(value);
  else if (Number.isInteger(value) && value >= 0 && value < 2 ** 32) {
    to.byte(0xce);
    to.long(value);
  } else {
    to.byte(0xcb);
    to.double(value);
  }
}

function writeValue(to: Writer, value: Packed): void {
  if (value === null) to.byte(0xc0);
  else if (typeof value === "boolean") to.byte(value ? 0xc3 : 0xc2);
  else if (typeof value === "number") writeNumber(to, value);
  else if (typeof value === "string") {
    const text = encoder.encode(value);
    writeSize(to, text.length, { fixed: 0xa0, most: 31, short: 0xda, long: 0xdb });
    to.raw(text);
  } else if (value instanceof Uint8Array) {
    to.byte(0xc6);
    to.long(value.length);
    to.raw(value);
  } else if (Array.isArray(value)) {
    writeSize(to, value.length, { fixed: 0x90, most: 15, short: 0xdc, long: 0xdd });
    for (const item of value as readonly Packed[]) writeValue(to, item);
  } else {
    const entries = Object.entries(value);
    writeSize(to, entries.length, { fixed: 0x80, most: 15, short: 0xde, long: 0xdf });
    for (const [key, item] of entries) {
      writeValue(to, key);
      writeValue(to, item);
    }
  }
}

export function pack(value: Packed): Uint8Array<ArrayBuffer> {
  const writer = createWriter();
  writeValue(writer, value);
  return writer.done();
}

function createCursor(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (count: number): number => {
    if (at + count > bytes.length) throw new Failure("EINVAL", "The snapshot ends too early.");
    at += count;
    return at - count;
  };
  return {
    uint8: () => view.getUint8(take(1)),
    uint16: () => view.getUint16(take(2)),
    uint32: () => view.getUint32(take(4)),
    blob: (size: number) => {
      const from = take(size);
      return bytes.slice(from, from + size);
    },
    numbers: {
      0xca: () => view.getFloat32(take(4)),
      0xcb: () => view.getFloat64(take(8)),
      0xcf: () => Number(view.getBigUint64(take(8))),
      0xd0: () => view.getInt8(take(1)),
      0xd1: () => view.getInt16(take(2)),
      0xd2: () => view.getInt32(take(4)),
      0xd3: () => Number(view.getBigInt64(take(8))),
    },
  };
}

function createReader(bytes: Uint8Array): () => Packed {
  const { uint8, uint16, uint32, blob, numbers } = createCursor(bytes);
  const text = (size: number): Packed => decoder.decode(blob(size));
  const list = (size: number): Packed => Array.from({ length: size }, () => value());
  const map = (size: number): Packed => {
    const made = Object.create(null) as Record<string, Packed>;
    for (let index = 0; index < size; index++) {
      const key = value();
      if (typeof key !== "string") throw new Failure("EINVAL", "The snapshot has a key that isn't text.");
      made[key] = value();
    }
    return made;
  };
  const forms: Readonly<Record<number, () => Packed>> = {
    ...numbers,
    0xc0: () => null,
    0xc2: () => false,
    0xc3: () => true,
    0xc4: () => blob(uint8()),
    0xc5: () => blob(uint16()),
    0xc6: () => blob(uint32()),
    0xcc: uint8,
    0xcd: uint16,
    0xce: uint32,
    0xd9: () => text(uint8()),
    0xda: () => text(uint16()),
    0xdb: () => text(uint32()),
    0xdc: () => list(uint16()),
    0xdd: () => list(uint32()),
    0xde: () => map(uint16()),
    0xdf: () => map(uint32()),
  };
  const short = (head: number): Packed | undefined => {
    if (head < 0x80) return head;
    if (head < 0x90) return map(head & 15);
    if (head < 0xa0) return list(head & 15);
    if (head < 0xc0) return text(head & 31);
    return head < 0xe0 ? undefined : head - 256;
  };
  const value = (): Packed => {
    const head = uint8();
    const form = forms[head];
    const read = form === undefined ? short(head) : form();
    if (read === undefined) throw new Failure("EINVAL", `The snapshot holds something unknown (${head}).`);
    return read;
  };
  return value;
}

export const unpack = (bytes: Uint8Array): Packed => createReader(bytes)();
