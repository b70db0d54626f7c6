import type { FileSystem, Owner } from "./file-system";
import type { Inode, Journal, Volume } from "./inode";
import { S_IFDIR } from "../protocol/constants";
import type { LogFile } from "./log-file";
import type { LogRecord } from "./log-record";
import { replay } from "./log-replay";
import { LogWriter, readGeneration } from "./log-writer";

/** A log shorter than this is left alone, however little of it still counts. */
const compactFrom = 16 << 20;
/** What a record costs besides the bytes of files. */
const recordBytes = 200;

const timesOf = ({ atime, mtime, ctime }: Inode) => ({ atime, mtime, ctime });

const creation = (node: Inode): LogRecord => ({
  type: "created",
  ino: node.ino,
  mode: node.mode,
  uid: node.uid,
  gid: node.gid,
  times: timesOf(node),
  target: node.target,
});

/**
 * Keeps a volume in two files, of which one is current: an append-only log of changes, begun with a whole picture.
 * Compacting writes a new picture into the other file; until that is whole, the old log counts.
 */
export class VolumeLog implements Journal {
  readonly root: Inode;
  readonly volume: Volume;
  #writer: LogWriter;
  #current: 0 | 1;
  #failed = false;

  constructor(
    readonly files: FileSystem,
    readonly logs: readonly [LogFile, LogFile],
    owner: Owner,
    readonly onFailed: (text: string) => void,
  ) {
    this.volume = files.createVolume();
    const found = this.#open();
    if (found === undefined) {
      this.root = files.createNode(this.volume, S_IFDIR | 0o755, owner);
      this.root.nlink = 2;
      this.#current = 0;
      this.#writer = this.#picture(0, 1);
      logs[1].truncate(0);
    } else {
      this.root = found.root;
      this.#current = found.current;
      this.#writer = found.writer;
    }
    this.volume.journal = this;
  }

  /** The newest log that begins with a whole picture. What comes after its last good record is cut off. */
  #open(): { root: Inode; current: 0 | 1; writer: LogWriter } | undefined {
    const generations = this.logs.map(readGeneration);
    const order: (0 | 1)[] = (generations[1] ?? 0) > (generations[0] ?? 0) ? [1, 0] : [0, 1];
    for (const current of order) {
      const generation = generations[current];
      if (generation === undefined) continue;
      const file = this.logs[current];
      const found = replay(this.files, this.volume, file, generation);
      if (found === undefined) continue;
      file.truncate(found.at);
      return { root: found.root, current, writer: new LogWriter(file, generation, found) };
    }
    return undefined;
  }

  get unsaved(): number {
    return this.#failed ? 0 : this.#writer.gathered;
  }
  get unflushed(): boolean {
    return !this.#failed && this.#writer.unflushed;
  }

  created = (node: Inode): void => {
    this.#append(creation(node));
  };
  attached = (directory: Inode, name: string, node: Inode): void => {
    this.#append({ type: "attached", directory: directory.ino, ino: node.ino, time: directory.mtime, name });
  };
  detached = (directory: Inode, name: string): void => {
    this.#append({ type: "detached", directory: directory.ino, time: directory.mtime, name });
  };
  moved = (from: Inode, fromName: string, to: Inode, toName: string): void => {
    this.#append({ type: "moved", from: from.ino, to: to.ino, time: to.mtime, fromName, toName });
  };
  written = (node: Inode, at: number, bytes: Uint8Array): void => {
    // Nobody can reach a file without a name after a reload.
    if (node.links.length > 0) this.#append({ type: "written", ino: node.ino, at, mtime: node.mtime, bytes });
  };
  truncated = (node: Inode): void => {
    this.#append({ type: "truncated", ino: node.ino, size: node.size, mtime: node.mtime });
  };
  changed = (node: Inode): void => {
    const { ino, mode, uid, gid } = node;
    this.#append({ type: "changed", ino, mode, uid, gid, times: timesOf(node) });
  };

  commit(): void {
    this.#guard(() => {
      this.#writer.commit();
    });
  }

  /** Returns whether all is on the disk. */
  flush(): boolean {
    this.#guard(() => {
      this.#writer.flush();
    });
    return !this.#failed;
  }

  /** Writes a new picture if most of the log no longer counts. For when nothing else is to be done. */
  compact(): void {
    if (this.#failed || this.#writer.size < compactFrom || this.#writer.size < 2 * this.#liveBytes()) return;
    this.#guard(() => {
      this.compactNow();
    });
  }

  compactNow(): void {
    this.#writer.flush();
    const other = this.#current === 0 ? 1 : 0;
    const writer = this.#picture(other, this.#writer.generation + 1);
    this.logs[this.#current].truncate(0);
    this.#current = other;
    this.#writer = writer;
  }

  close(): void {
    this.flush();
    this.volume.journal = undefined;
    for (const log of this.logs) log.close();
  }

  #append(record: LogRecord): void {
    this.#guard(() => {
      this.#writer.append(record);
    });
  }

  /** A disk that fails is told of once; from then on the volume lives in memory. */
  #guard(act: () => void): void {
    if (this.#failed) return;
    try {
      act();
    } catch (error) {
      this.#failed = true;
      this.onFailed(error instanceof Error ? error.message : String(error));
    }
  }

  #liveBytes(): number {
    let bytes = 0;
    for (const { node } of walkTree(this.root)) bytes += recordBytes + node.size;
    return bytes;
  }

  #picture(current: 0 | 1, generation: number): LogWriter {
    const writer = new LogWriter(this.logs[current], generation);
    const seen = new Set<Inode>();
    writer.append(creation(this.root));
    for (const { directory, name, node } of walkTree(this.root)) {
      if (!seen.has(node)) {
        seen.add(node);
        writer.append(creation(node));
        for (const record of contentOf(node)) writer.append(record);
      }
      writer.append({ type: "attached", directory: directory.ino, ino: node.ino, time: directory.mtime, name });
    }
    writer.append({ type: "complete" });
    writer.flush();
    return writer;
  }
}

const portion = 1 << 20;

function* contentOf(node: Inode): Generator<LogRecord> {
  if (!node.isFile) return;
  for (let at = 0; at < Math.min(node.size, node.data.length); at += portion) {
    const bytes = node.data.subarray(at, Math.min(node.size, at + portion));
    yield { type: "written", ino: node.ino, at, mtime: node.mtime, bytes };
  }
  if (node.size > node.data.length) yield { type: "truncated", ino: node.ino, size: node.size, mtime: node.mtime };
  const { ino, mode, uid, gid } = node;
  yield { type: "changed", ino, mode, uid, gid, times: timesOf(node) };
}

/** Every name of the volume, a directory before what is in it. */
function* walkTree(directory: Inode): Generator<{ directory: Inode; name: string; node: Inode }> {
  for (const [name, node] of directory.entries ?? []) {
    if (node.volume !== directory.volume || (node.mode & 0o170000) === 0o140000) continue;
    yield { directory, name, node };
    yield* walkTree(node);
  }
}
