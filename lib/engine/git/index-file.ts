import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { posix as path } from "node:path";
import type { Repository } from "./context";
import type { FileState } from "./snapshot";

/** One line of git's index. Stages above 0 are the sides of a merge. */
export interface IndexEntry {
  readonly path: string;
  readonly stage: number;
  readonly oid: string;
  readonly mode: number;
  readonly bytes: Uint8Array;
}

const fixed = 62;
const indexFile = (repository: Repository): string => path.join(repository.gitdir, "index");

/** Reads the index as it lies on disk: isomorphic-git shows one stage of a file only, and writes it anew for each file. */
export async function readEntries(repository: Repository): Promise<IndexEntry[]> {
  const bytes = await repository.fs.promises.readFile(indexFile(repository)).catch(() => undefined);
  if (!bytes || bytes.length < 12) return [];
  const entries: IndexEntry[] = [];
  let at = 12;
  for (let count = bytes.readUInt32BE(8); count > 0; count--) {
    const flags = bytes.readUInt16BE(at + 60);
    const nameAt = at + fixed + (flags & 0x4000 ? 2 : 0);
    const nameEnd = bytes.indexOf(0, nameAt);
    const end = at + Math.ceil((nameEnd - at + 1) / 8) * 8;
    entries.push({
      path: bytes.toString("utf8", nameAt, nameEnd),
      stage: (flags >> 12) & 3,
      oid: bytes.toString("hex", at + 40, at + 60),
      mode: bytes.readUInt32BE(at + 24),
      bytes: bytes.subarray(at, end),
    });
    at = end;
  }
  return entries;
}

/** An entry; with the file's facts, so that a status needn't read the file. */
export function entryOf(file: string, stage: number, { oid, mode }: FileState, stats?: Stats): IndexEntry {
  const name = Buffer.from(file);
  const bytes = Buffer.alloc(Math.ceil((fixed + name.length + 1) / 8) * 8);
  if (stats) writeStats(bytes, stats);
  bytes.writeUInt32BE(mode, 24);
  bytes.write(oid, 40, "hex");
  bytes.writeUInt16BE((stage << 12) | Math.min(name.length, 0xfff), 60);
  name.copy(bytes, fixed);
  return { path: file, stage, oid, mode, bytes };
}

const word = (number: number): number => Math.max(0, Math.floor(number)) % 0x1_0000_0000;

function writeStats(bytes: Buffer, { ctimeMs, mtimeMs, dev, ino, uid, gid, size }: Stats): void {
  const time = (milliseconds: number) => {
    const seconds = Math.floor(milliseconds / 1000);
    return [seconds, (milliseconds - seconds * 1000) * 1_000_000];
  };
  const head = [...time(ctimeMs), ...time(mtimeMs), dev, ino];
  for (const [at, number] of head.entries()) bytes.writeUInt32BE(word(number), at * 4);
  for (const [at, number] of [uid, gid, size].entries()) bytes.writeUInt32BE(word(number), 28 + at * 4);
}

/** Writes the whole index, in git's order. */
export async function writeEntries(repository: Repository, entries: readonly IndexEntry[]): Promise<void> {
  const order = (a: IndexEntry, b: IndexEntry) =>
    Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)) || a.stage - b.stage;
  const head = Buffer.from("DIRC\0\0\0\u0002\0\0\0\0", "latin1");
  head.writeUInt32BE(entries.length, 8);
  const extended = entries.some(({ bytes }) => ((bytes[60] ?? 0) & 0x40) !== 0);
  if (extended) head.writeUInt32BE(3, 4);
  const body = Buffer.concat([head, ...entries.toSorted(order).map(({ bytes }) => bytes)]);
  const sum = createHash("sha1").update(body).digest();
  await repository.fs.promises.writeFile(indexFile(repository), Buffer.concat([body, sum]));
  for (const name of Object.getOwnPropertySymbols(repository.cache)) Reflect.deleteProperty(repository.cache, name);
}

/**
 * Sets many files at once, as they lie in the working tree now; those without a state leave the index. `unread`: the
 * working tree may hold something else, so that the next status must look.
 */
export async function setInIndex(
  repository: Repository,
  files: ReadonlyMap<string, FileState | undefined>,
  known: "laid down" | "unread" = "laid down",
): Promise<void> {
  if (files.size === 0) return;
  const kept = (await readEntries(repository)).filter((entry) => !files.has(entry.path));
  const added: IndexEntry[] = [];
  for (const [file, state] of files) {
    if (!state) continue;
    const stats =
      known === "unread"
        ? undefined
        : await repository.fs.promises.lstat(path.join(repository.dir, file)).catch(() => undefined);
    added.push(entryOf(file, 0, state, stats));
  }
  await writeEntries(repository, [...kept, ...added]);
}
