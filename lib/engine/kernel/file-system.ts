import { S_IFDIR, S_IFLNK } from "../protocol/constants";
import type { Limits } from "../protocol/page-messages";
import { Inode, noBytes, type Volume } from "./inode";
import { fail } from "./kernel-error";

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface FileUsage {
  bytes: number;
  inodes: number;
}

/** The tree of inodes and the bytes in them. Knows no path, no process and no descriptor. */
export class FileSystem {
  readonly usage: FileUsage = { bytes: 0, inodes: 0 };
  readonly root: Inode;
  #lastIno = 0;
  #lastDevice = 0;

  constructor(
    readonly limits: Limits,
    readonly now: () => number,
  ) {
    this.root = this.createNode(this.createVolume(), S_IFDIR | 0o755, { uid: 0, gid: 0 });
    this.root.nlink = 2;
  }

  createVolume(): Volume {
    this.#lastDevice += 1;
    return { device: this.#lastDevice, journal: undefined };
  }

  /** `ino` is given only when a journal is replayed. */
  createNode(volume: Volume, mode: number, owner: Owner, ino = this.#lastIno + 1): Inode {
    if (this.usage.inodes >= this.limits.inodes) fail("ENOSPC");
    this.#lastIno = Math.max(this.#lastIno, ino);
    const node = new Inode(ino, mode, volume, this.now());
    node.uid = owner.uid;
    node.gid = owner.gid;
    if (node.isDirectory) node.nlink = 1;
    this.usage.inodes += 1;
    return node;
  }

  /** A new inode under a new name. */
  create(directory: Inode, name: string, mode: number, owner: Owner): Inode {
    // A directory that was removed while someone was in it takes nothing any more.
    if (directory.nlink === 0 || directory.generated !== undefined) fail("ENOENT");
    const node = this.createNode(directory.volume, mode, owner);
    directory.volume.journal?.created(node);
    this.attach(directory, name, node);
    return node;
  }

  createLink(directory: Inode, name: string, target: string, owner: Owner): Inode {
    if (directory.nlink === 0 || directory.generated !== undefined) fail("ENOENT");
    const node = this.createNode(directory.volume, S_IFLNK | 0o777, owner);
    node.target = target;
    node.size = new TextEncoder().encode(target).length;
    directory.volume.journal?.created(node);
    this.attach(directory, name, node);
    return node;
  }

  attach(directory: Inode, name: string, node: Inode): void {
    if (directory.nlink === 0) fail("ENOENT");
    this.#insert(directory, name, node);
    this.touchDirectory(directory, node);
    directory.volume.journal?.attached(directory, name, node);
    this.#notify(directory, "rename", name);
  }

  detach(directory: Inode, name: string): void {
    const node = this.#withdraw(directory, name);
    if (node.isDirectory) node.nlink = 0;
    this.touchDirectory(directory, node);
    directory.volume.journal?.detached(directory, name);
    this.#notify(directory, "rename", name);
    this.notifySelf(node, "rename");
    this.release(node);
  }

  /** Takes the place of whatever `toName` was. */
  move(from: Inode, fromName: string, to: Inode, toName: string): void {
    const replaced = to.entries?.get(toName);
    if (replaced !== undefined) this.#withdraw(to, toName);
    if (replaced?.isDirectory === true) replaced.nlink = 0;
    const node = this.#withdraw(from, fromName);
    this.#insert(to, toName, node);
    const now = this.now();
    this.touchDirectory(from, node, now);
    this.touchDirectory(to, node, now);
    from.volume.journal?.moved(from, fromName, to, toName);
    this.#notify(from, "rename", fromName);
    this.#notify(to, "rename", toName);
    this.notifySelf(node, "rename");
    if (replaced !== undefined) this.release(replaced);
  }

  #insert(directory: Inode, name: string, node: Inode): void {
    directory.entries?.set(name, node);
    node.links.push({ directory, name });
    node.nlink += 1;
    if (node.isDirectory) directory.nlink += 1;
  }

  #withdraw(directory: Inode, name: string): Inode {
    const node = directory.entries?.get(name) ?? fail("ENOENT");
    directory.entries?.delete(name);
    node.links = node.links.filter((link) => link.directory !== directory || link.name !== name);
    node.nlink -= 1;
    if (node.isDirectory) directory.nlink -= 1;
    return node;
  }

  touchDirectory(directory: Inode, node: Inode, now = this.now()): void {
    directory.mtime = now;
    directory.ctime = now;
    node.ctime = now;
  }

  read(node: Inode, at: number, length: number): Uint8Array {
    if (at >= node.size) return noBytes;
    const end = Math.min(node.size, at + length);
    if (end <= node.data.length) return node.data.subarray(at, end);
    // A hole at the end: the file was made longer, but nothing has been written there.
    const bytes = new Uint8Array(end - at);
    if (at < node.data.length) bytes.set(node.data.subarray(at));
    return bytes;
  }

  write(node: Inode, at: number, bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const end = at + bytes.length;
    if (end > this.limits.fileBytes) fail("EFBIG");
    if (end > node.data.length) this.#reserve(node, end);
    node.data.set(bytes, at);
    if (end > node.size) node.size = end;
    this.#modified(node);
    node.volume.journal?.written(node, at, bytes);
  }

  truncate(node: Inode, length: number): void {
    if (length > this.limits.fileBytes) fail("EFBIG");
    if (length < node.data.length) {
      this.usage.bytes -= node.data.length;
      node.data = length === 0 ? noBytes : node.data.slice(0, length);
      this.usage.bytes += node.data.length;
    }
    node.size = length;
    this.#modified(node);
    node.volume.journal?.truncated(node);
  }

  /** Mode, owner or times have been set. */
  changed(node: Inode): void {
    if (node.isDirectory) this.onNames?.();
    if (node.foreseen) this.onForeseen?.();
    node.ctime = this.now();
    node.volume.journal?.changed(node);
    this.notifySelf(node, "change");
  }

  hold(node: Inode): void {
    node.holds += 1;
  }

  letGo(node: Inode): void {
    node.holds -= 1;
    this.release(node);
  }

  /** Frees what nobody can reach any more. */
  release(node: Inode): void {
    if (node.links.length > 0 || node.holds > 0 || node === this.root) return;
    this.usage.bytes -= node.data.length;
    this.usage.inodes -= 1;
    node.data = noBytes;
  }

  /** Room for `size` bytes, with some to grow into, never past the limit of all files together. */
  #reserve(node: Inode, size: number): void {
    const old = node.data.length;
    const free = this.limits.totalBytes - this.usage.bytes + old;
    if (size > free) fail("ENOSPC");
    const roomy = old < 1 << 26 ? old * 2 : Math.ceil(old * 1.25);
    const data = new Uint8Array(Math.min(free, Math.max(size, roomy)));
    data.set(node.data);
    node.data = data;
    this.usage.bytes += data.length - old;
  }

  #modified(node: Inode): void {
    if (node.foreseen) this.onForeseen?.();
    const now = this.now();
    node.mtime = now;
    node.ctime = now;
    this.notifySelf(node, "change");
  }

  /** Tells who watches the inode itself or a directory it has a name in. */
  notifySelf(node: Inode, type: "rename" | "change"): void {
    if (node.watchers !== undefined) for (const watcher of node.watchers) watcher(type, node.links[0]?.name ?? "");
    if (type === "change") for (const link of node.links) this.#notify(link.directory, "change", link.name);
  }

  #notify(directory: Inode, type: "rename" | "change", name: string): void {
    if (type === "rename") this.onNames?.();
    if (directory.watchers !== undefined) for (const watcher of directory.watchers) watcher(type, name);
    this.onChange?.(directory, type, name);
  }

  /** Hears that a name has come, gone or become reachable, before anybody else does. */
  onNames: (() => void) | undefined;

  /** Hears that something has changed of which somebody was told before they asked. */
  onForeseen: (() => void) | undefined;

  /** Hears of every change everywhere, while someone watches a whole tree. */
  onChange: ((directory: Inode, type: "rename" | "change", name: string) => void) | undefined;
}
