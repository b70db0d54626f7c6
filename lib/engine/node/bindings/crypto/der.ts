import { bigintToBytes, bytesToBigint } from "./bigints";
import { concatBytes } from "../bytes";
import { opensslError } from "./failures";

/** Tags of ASN.1 as they stand in DER. */
export const Tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
} as const;

export const contextTag = (number: number): number => 0xa0 + number;

type Bytes = Uint8Array<ArrayBuffer>;

function encodeLength(length: number): Bytes {
  if (length < 0x80) return Uint8Array.of(length);
  const bytes = bigintToBytes(BigInt(length));
  return concatBytes(Uint8Array.of(0x80 + bytes.length), bytes);
}

export function encode(tag: number, ...parts: readonly Uint8Array[]): Bytes {
  const content = concatBytes(...parts);
  return concatBytes(Uint8Array.of(tag), encodeLength(content.length), content);
}

export const sequence = (...parts: readonly Uint8Array[]): Bytes => encode(Tag.sequence, ...parts);
export const octetString = (bytes: Uint8Array): Bytes => encode(Tag.octetString, bytes);
export const bitString = (bytes: Uint8Array): Bytes => encode(Tag.bitString, Uint8Array.of(0), bytes);
export const nullValue = (): Bytes => encode(Tag.null);

export function integer(value: bigint | number): Bytes {
  const bytes = bigintToBytes(BigInt(value));
  // A set top bit would mean a negative number.
  return encode(Tag.integer, ...((bytes[0] ?? 0) >= 0x80 ? [Uint8Array.of(0)] : []), bytes);
}

export function oid(text: string): Bytes {
  const [first = 0, second = 0, ...rest] = text.split(".").map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) + 128);
    bytes.push(...digits);
  }
  return encode(Tag.oid, Uint8Array.from(bytes));
}

const malformed = (): Error => opensslError("asn1 encoding routines", "A8", "wrong tag");

/** One value of DER: its tag, what is in it, and all of it. */
export class DerValue {
  constructor(
    readonly tag: number,
    readonly content: Bytes,
    readonly whole: Bytes,
  ) {}

  /** The values inside, in order. */
  children(): DerValue[] {
    const found: DerValue[] = [];
    for (let at = 0; at < this.content.length;) {
      const value = readDer(this.content.subarray(at));
      found.push(value);
      at += value.whole.length;
    }
    return found;
  }

  expect(tag: number): this {
    if (this.tag !== tag) throw malformed();
    return this;
  }

  /** The children of a sequence, of which at least `count` must be there. */
  fields(count: number): DerValue[] {
    const found = this.expect(Tag.sequence).children();
    if (found.length < count) throw malformed();
    return found;
  }

  integer(): bigint {
    return bytesToBigint(this.expect(Tag.integer).content);
  }

  number(): number {
    return Number(this.integer());
  }

  octets(): Bytes {
    return this.expect(Tag.octetString).content;
  }

  bits(): Bytes {
    return this.expect(Tag.bitString).content.slice(1);
  }

  oid(): string {
    const arcs: number[] = [];
    let arc = 0;
    for (const byte of this.expect(Tag.oid).content) {
      arc = arc * 128 + (byte & 127);
      if (byte >= 128) continue;
      if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(arc / 40)), arc - 40 * Math.min(2, Math.floor(arc / 40)));
      else arcs.push(arc);
      arc = 0;
    }
    return arcs.join(".");
  }
}

function readLength(bytes: Bytes): { length: number; at: number } {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return { length: first, at: 2 };
  const count = first - 0x80;
  if (count === 0 || count > 4) throw malformed();
  return { length: Number(bytesToBigint(bytes.subarray(2, 2 + count))), at: 2 + count };
}

/** Reads the value that the bytes begin with. */
export function readDer(bytes: Bytes): DerValue {
  if (bytes.length < 2) throw malformed();
  const { length, at } = readLength(bytes);
  if (at + length > bytes.length) throw malformed();
  return new DerValue(bytes[0] ?? 0, bytes.subarray(at, at + length), bytes.subarray(0, at + length));
}

/** The field at an index, which must be there. */
export function field(fields: readonly DerValue[], index: number): DerValue {
  const found = fields[index];
  if (found === undefined) throw malformed();
  return found;
}
