import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** One file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly modified: Date;
}

export interface ZipPart {
  readonly name: string;
  readonly mode: number;
  readonly modified: Date;
  readonly method: number;
  readonly size: number;
  readonly packed: number;
  readonly checksum: number;
  /** Unpacks it; throws where the bytes aren't what they were. */
  readonly read: () => Uint8Array;
}

export class ZipFailure extends Error {}

const marks = { file: 0x04034b50, folder: 0x02014b50, end: 0x06054b50 } as const;

function stamp(date: Date): readonly [time: number, day: number] {
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  return [time, (Math.max(0, date.getFullYear() - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate()];
}

const dated = (time: number, day: number): Date =>
  new Date((day >> 9) + 1980, ((day >> 5) & 15) - 1, day & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2);

export interface Packed {
  readonly entry: ZipEntry;
  readonly bytes: Uint8Array;
  readonly method: number;
}

/** Packs a file, unless that makes it no smaller. */
export function pack(entry: ZipEntry, level: number): Packed {
  const bytes = level === 0 || entry.bytes.length === 0 ? entry.bytes : deflateRawSync(entry.bytes, { level });
  return bytes.length < entry.bytes.length ? { entry, bytes, method: 8 } : { entry, bytes: entry.bytes, method: 0 };
}

/** The whole archive. */
export function zipOf(parts: readonly Packed[]): Buffer {
  const all: Uint8Array[] = [];
  const index: Uint8Array[] = [];
  let at = 0;
  for (const { entry, bytes, method } of parts) {
    const name = Buffer.from(entry.name);
    const [time, day] = stamp(entry.modified);
    const shared = Buffer.alloc(26);
    for (const [place, value] of [20, 0x800, method, time, day].entries()) shared.writeUInt16LE(value, place * 2);
    shared.writeUInt32LE(crc32(entry.bytes), 10);
    shared.writeUInt32LE(bytes.length, 14);
    shared.writeUInt32LE(entry.bytes.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const head = Buffer.alloc(4);
    head.writeUInt32LE(marks.file);
    all.push(head, shared, name, bytes);
    const before = Buffer.alloc(6);
    before.writeUInt32LE(marks.folder);
    before.writeUInt16LE(0x31e, 4);
    const after = Buffer.alloc(14);
    after.writeUInt16LE(Number(entry.name.endsWith("/")) * 16, 6 - 2);
    after.writeUInt32LE((entry.mode & 0xffff) * 65_536 + Number(entry.name.endsWith("/")) * 16, 6);
    after.writeUInt32LE(at, 10);
    index.push(before, shared, after, name);
    at += 30 + name.length + bytes.length;
  }
  const size = index.reduce((sum, piece) => sum + piece.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(marks.end);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...all, ...index, end]);
}

function unpacked(archive: Buffer, at: number, packed: number, method: number): Uint8Array {
  if (archive.readUInt32LE(at) !== marks.file) throw new ZipFailure("bad zipfile offset");
  const from = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
  const bytes = archive.subarray(from, from + packed);
  if (method === 0) return bytes;
  if (method !== 8) throw new ZipFailure(`unsupported compression method ${method}`);
  return inflateRawSync(bytes);
}

/** What an archive holds, as its own list says. */
export function partsOf(archive: Buffer): ZipPart[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0) throw new ZipFailure("End-of-central-directory signature not found.");
  const parts: ZipPart[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    if (archive.readUInt32LE(at) !== marks.folder) throw new ZipFailure("bad central directory");
    const word = (place: number) => archive.readUInt16LE(at + place);
    const long = (place: number) => archive.readUInt32LE(at + place);
    const [method, checksum, packed, size, offset] = [word(10), long(16), long(20), long(24), long(42)];
    const name = archive.toString("utf8", at + 46, at + 46 + word(28));
    const made = word(4) >> 8;
    parts.push({
      name,
      method,
      checksum,
      packed,
      size,
      mode: made === 3 ? long(38) >>> 16 : 0,
      modified: dated(word(12), word(14)),
      read: () => {
        const bytes = unpacked(archive, offset, packed, method);
        if (crc32(bytes) !== checksum) throw new ZipFailure("bad CRC");
        return bytes;
      },
    });
    at += 46 + word(28) + word(30) + word(32);
  }
  return parts;
}
