import type { FileSystem } from "./file-system";
import type { Inode, Volume } from "./inode";
import type { LogFile } from "./log-file";
import { checksum, decodeBody, recordHead, seedOf, type LogRecord } from "./log-record";
import { logHead } from "./log-writer";

export interface Replayed {
  readonly root: Inode;
  /** Where the good records end. */
  readonly at: number;
  readonly place: number;
}

/** The records of a log up to the first bad one. */
export function* readRecords(file: LogFile, generation: number): Generator<LogRecord & { readonly end: number }> {
  const size = file.getSize();
  const bytes = new Uint8Array(size);
  file.read(bytes, { at: 0 });
  const view = new DataView(bytes.buffer);
  let place = 0;
  for (let at = logHead; at + recordHead <= size; place++) {
    const length = view.getUint32(at, true);
    const from = at + recordHead;
    if (length < 8 || (length & 3) !== 0 || from + length > size) return;
    const body = bytes.subarray(from, from + length);
    if (view.getUint32(at + 4, true) !== checksum(body, seedOf(generation, place))) return;
    at = from + length;
    yield { ...decodeBody(body), end: at };
  }
}

/** Builds the tree that a log tells of; undefined if the log isn't even a whole picture. */
export function replay(files: FileSystem, volume: Volume, file: LogFile, generation: number): Replayed | undefined {
  const builder = new Builder(files, volume);
  let at = logHead;
  let place = 0;
  let complete = false;
  for (const record of readRecords(file, generation)) {
    if (record.type === "complete") complete = true;
    else builder.apply(record);
    at = record.end;
    place += 1;
  }
  const root = builder.finish(complete);
  return root === undefined ? undefined : { root, at, place };
}

class Builder {
  readonly #nodes = new Map<number, Inode>();
  #root: Inode | undefined;

  constructor(
    readonly files: FileSystem,
    readonly volume: Volume,
  ) {}

  apply(record: LogRecord): void {
    if (record.type === "created") this.#create(record);
    else if (record.type === "attached") this.#attach(record);
    else if (record.type === "detached") this.#detach(record);
    else if (record.type === "moved") this.#move(record);
    else this.#change(record);
  }

  /** Lets go of what has no name, and of everything if the picture isn't whole. */
  finish(complete: boolean): Inode | undefined {
    for (const node of this.#nodes.values())
      if (node.links.length === 0 && node !== this.#root) this.files.release(node);
    if (complete) return this.#root;
    for (const node of this.#nodes.values()) {
      if (node.links.length === 0 && node !== this.#root) continue;
      node.links = [];
      this.files.release(node);
    }
    return undefined;
  }

  #create(record: Extract<LogRecord, { type: "created" }>): void {
    const node = this.files.createNode(this.volume, record.mode, record, record.ino);
    node.target = record.target;
    if (node.isLink) node.size = new TextEncoder().encode(record.target).length;
    Object.assign(node, record.times);
    this.#nodes.set(record.ino, node);
    if (this.#root !== undefined) return;
    this.#root = node;
    node.nlink = 2;
  }

  #attach({ directory, ino, time, name }: Extract<LogRecord, { type: "attached" }>): void {
    const parent = this.#nodes.get(directory);
    const node = this.#nodes.get(ino);
    if (parent?.entries === undefined || node === undefined) return;
    const before = node.ctime;
    this.files.attach(parent, name, node);
    node.ctime = before;
    setTime(parent, time);
  }

  #detach({ directory, time, name }: Extract<LogRecord, { type: "detached" }>): void {
    const parent = this.#nodes.get(directory);
    if (parent?.entries?.has(name) !== true) return;
    this.files.detach(parent, name);
    setTime(parent, time);
  }

  #move({ from, fromName, to, toName, time }: Extract<LogRecord, { type: "moved" }>): void {
    const source = this.#nodes.get(from);
    const target = this.#nodes.get(to);
    if (source?.entries?.has(fromName) !== true || target === undefined) return;
    this.files.move(source, fromName, target, toName);
    setTime(source, time);
    setTime(target, time);
  }

  #change(record: LogRecord): void {
    if (!("ino" in record)) return;
    const node = this.#nodes.get(record.ino);
    if (node === undefined) return;
    if (record.type === "written") {
      this.files.write(node, record.at, record.bytes);
      node.mtime = record.mtime;
      node.ctime = record.mtime;
    } else if (record.type === "truncated") {
      this.files.truncate(node, record.size);
      node.mtime = record.mtime;
      node.ctime = record.mtime;
    } else if (record.type === "changed") {
      node.mode = record.mode;
      node.uid = record.uid;
      node.gid = record.gid;
      Object.assign(node, record.times);
    }
  }
}

function setTime(directory: Inode, time: number): void {
  directory.mtime = time;
  directory.ctime = time;
}
