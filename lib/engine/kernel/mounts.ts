import { S_IFDIR } from "../protocol/constants";
import { errno } from "../protocol/errno.data";
import type { MountSpec } from "../protocol/page-messages";
import { ensureDirectory, user } from "./base-tree";
import type { FileSystem } from "./file-system";
import { Inode, type Volume } from "./inode";
import { fail } from "./kernel-error";
import type { OpfsFiles } from "./opfs-files";
import { VolumeLog } from "./volume-log";

/**
 * What a program has written is handed to the disk within this time, all of it at once: each hand-over costs, and an install
 * writes in thousands of bursts.
 */
const commitAfter = 30;
/** After a while without writes the disk is made to keep them through a power failure, too. */
const flushAfter = 200;
const compactAfter = 5000;

export interface MountHooks {
  readonly openFiles: (name: string) => Promise<OpfsFiles>;
  readonly onFailed: (path: string, text: string) => void;
}

interface Mounted {
  readonly path: string;
  readonly log: VolumeLog;
  readonly release: () => void;
}

/** Which volume is where, and when what was written is carried to the disk. */
export class Mounts {
  readonly #mounted: Mounted[] = [];
  #commit: ReturnType<typeof setTimeout> | undefined;
  #flush: ReturnType<typeof setTimeout> | undefined;
  #compact: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly files: FileSystem,
    readonly hooks: MountHooks,
  ) {}

  get unsaved(): number {
    let bytes = 0;
    for (const { log } of this.#mounted) bytes += log.unsaved;
    return bytes;
  }

  /** What stood at the path is hidden. Answers whether what is written there survives a reload. */
  async mount({ path, backing }: MountSpec): Promise<boolean> {
    const point = ensureDirectory(this.files, path);
    const link = point.links[0] ?? fail("EBUSY");
    if (backing.type === "memory") {
      const root = this.files.createNode(this.files.createVolume(), S_IFDIR | 0o755, user);
      root.nlink = 2;
      graft(root, link);
      this.files.onNames?.();
      return false;
    }
    const opened = await this.hooks.openFiles(backing.name);
    const log = new VolumeLog(this.files, opened.logs, user, (text) => {
      this.hooks.onFailed(path, text);
    });
    this.#mounted.push({ path, log, release: opened.release });
    graft(log.root, link);
    this.files.onNames?.();
    return true;
  }

  /** Hands to the disk what was written, in a moment. Whatever could tell the page of it calls `commit` first. */
  commitSoon(): void {
    if (this.#commit !== undefined || this.unsaved === 0) return;
    this.#commit = setTimeout(() => {
      this.commit();
    }, commitAfter);
  }

  /** Hands everything to the disk that was written: a tab that dies from now on loses none of it. */
  commit(): void {
    clearTimeout(this.#commit);
    this.#commit = undefined;
    let dirty = false;
    for (const { log } of this.#mounted) {
      if (log.unsaved > 0) log.commit();
      dirty ||= log.unflushed;
    }
    if (!dirty) return;
    this.#flush ??= setTimeout(() => {
      this.#flush = undefined;
      for (const { log } of this.#mounted) log.flush();
      this.#planCompact();
    }, flushAfter);
  }

  #planCompact(): void {
    clearTimeout(this.#compact);
    this.#compact = setTimeout(() => {
      for (const { log } of this.#mounted) log.compact();
    }, compactAfter);
  }

  /** 0, or -EIO if the disk has failed. */
  sync(volume?: Volume): number {
    const wanted = this.#mounted.filter(({ log }) => volume === undefined || log.volume === volume);
    return wanted.map(({ log }) => log.flush()).every(Boolean) ? 0 : -errno.EIO;
  }

  close(): void {
    clearTimeout(this.#commit);
    clearTimeout(this.#flush);
    clearTimeout(this.#compact);
    for (const { log, release } of this.#mounted.splice(0)) {
      log.close();
      release();
    }
  }
}

/** Puts a volume's root where a directory was. */
function graft(root: Inode, { directory, name }: { directory: Inode; name: string }): void {
  directory.entries?.set(name, root);
  root.links = [{ directory, name }];
}
