import type { BigIntStats } from "node:fs";
import { fileType } from "./descriptors";
import type { GuestMemory } from "./guest-memory";

interface Kinds {
  isDirectory(): boolean;
  isFile(): boolean;
  isSymbolicLink(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}

export function typeOf(entry: Kinds): number {
  if (entry.isDirectory()) return fileType.directory;
  if (entry.isFile()) return fileType.regular;
  if (entry.isSymbolicLink()) return fileType.link;
  if (entry.isCharacterDevice()) return fileType.character;
  if (entry.isBlockDevice()) return fileType.block;
  return entry.isFIFO() || entry.isSocket() ? fileType.stream : fileType.unknown;
}

/** `filestat`: 64 bytes. */
export function writeStats(memory: GuestMemory, at: number, stats: BigIntStats): void {
  const base = at >>> 0;
  memory.bytes(base, 64).fill(0);
  memory.u64(base, stats.dev);
  memory.u64(base + 8, stats.ino);
  memory.view.setUint8(base + 16, typeOf(stats));
  memory.u64(base + 24, stats.nlink);
  memory.u64(base + 32, stats.size);
  memory.u64(base + 40, stats.atimeNs);
  memory.u64(base + 48, stats.mtimeNs);
  memory.u64(base + 56, stats.ctimeNs);
}

const touch = { access: 1, accessNow: 2, modified: 4, modifiedNow: 8 } as const;
const second = 1e9;

/** The times, in seconds, that `*_set_times` asks for. */
export function timesOf(stats: BigIntStats, access: bigint, modified: bigint, flags: number): [number, number] {
  const pick = (given: bigint, isGiven: number, isNow: number, old: bigint): number => {
    if (flags & isNow) return Date.now() / 1000;
    return Number(flags & isGiven ? given : old) / second;
  };
  return [
    pick(access, touch.access, touch.accessNow, stats.atimeNs),
    pick(modified, touch.modified, touch.modifiedNow, stats.mtimeNs),
  ];
}
