import { crc32, deflateRawSync } from "node:zlib";
import type { ArchiveContent, ArchiveEntry } from "./archive-entries";

const signs = { file: 0x04034b50, list: 0x02014b50, end: 0x06054b50 } as const;
const hasUtf8Name = 0x800;

/** A row of numbers, each with its bytes: 2 or 4. */
function numbers(row: readonly (readonly [size: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(row.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [size, value] of row) {
    if (size === 2) bytes.writeUInt16LE(value & 0xffff, at);
    else bytes.writeUInt32LE(value >>> 0, at);
    at += size;
  }
  return bytes;
}

function stamp(time: number): readonly [number, number] {
  const date = new Date(time * 1000);
  return [
    date.getSeconds() / 2 + date.getMinutes() * 32 + date.getHours() * 2048,
    date.getDate() + (date.getMonth() + 1) * 32 + (date.getFullYear() - 1980) * 512,
  ];
}

interface Shape {
  readonly creator: number;
  readonly outside: number;
  readonly isText: boolean;
  readonly mayShrink: boolean;
}

function shapeOf({ mode, bytes }: ArchiveEntry): Shape {
  const kind = mode & 0o170000;
  if (kind === 0o40000) return { creator: 0, outside: 16, isText: false, mayShrink: false };
  const isText = !bytes.subarray(0, 8000).includes(0);
  if (kind === 0o120000) return { creator: 0x317, outside: (mode | 0o777) * 65_536, isText, mayShrink: false };
  const runs = (mode & 0o111) !== 0;
  return { creator: runs ? 0x317 : 0, outside: runs ? mode * 65_536 : 0, isText, mayShrink: bytes.length > 0 };
}

interface Packed {
  /** What stands before the bytes and in the list alike. */
  readonly facts: Buffer;
  readonly name: Buffer;
  readonly bytes: Uint8Array;
  readonly shape: Shape;
}

function pack(entry: ArchiveEntry, time: number, level: number, extra: Buffer): Packed {
  const shape = shapeOf(entry);
  const tried = shape.mayShrink && level !== 0 ? deflateRawSync(entry.bytes, { level }) : entry.bytes;
  const bytes = tried.length < entry.bytes.length ? tried : entry.bytes;
  const name = Buffer.from(entry.path);
  const [clock, day] = stamp(time);
  const facts = numbers([
    [2, 10],
    [2, name.some((byte) => byte > 127) ? hasUtf8Name : 0],
    [2, bytes === entry.bytes ? 0 : 8],
    [2, clock],
    [2, day],
    [4, crc32(entry.bytes)],
    [4, bytes.length],
    [4, entry.bytes.length],
    [2, name.length],
    [2, extra.length],
  ]);
  return { facts, name, bytes, shape };
}

function timeExtra(time: number): Buffer {
  const head = numbers([
    [2, 0x5455],
    [2, 5],
  ]);
  return Buffer.concat([head, Buffer.from([1]), numbers([[4, time]])]);
}

/** An archive as `git archive` writes it; how well it is packed is the packer's. */
export function zipOf({ entries, commit, time }: ArchiveContent, level: number): Uint8Array {
  const files: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  const extra = timeExtra(time);
  let at = 0;
  for (const entry of entries) {
    const { facts, name, bytes, shape } = pack(entry, time, level, extra);
    files.push(numbers([[4, signs.file]]), facts, name, extra, bytes);
    const head = numbers([
      [4, signs.list],
      [2, shape.creator],
    ]);
    const rest = numbers([
      [2, 0],
      [2, 0],
      [2, shape.isText ? 1 : 0],
      [4, shape.outside],
      [4, at],
    ]);
    list.push(head, facts, rest, name, extra);
    at += 30 + name.length + extra.length + bytes.length;
  }
  const size = list.reduce((sum, { length }) => sum + length, 0);
  const comment = Buffer.from(commit ?? "");
  const end = numbers([
    [4, signs.end],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, size],
    [4, at],
    [2, comment.length],
  ]);
  return Buffer.concat([...files, ...list, end, comment]);
}
