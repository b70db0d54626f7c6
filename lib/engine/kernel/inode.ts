import { S_IFDIR, S_IFLNK, S_IFMT, S_IFREG } from "../protocol/constants";

export const noBytes = new Uint8Array(0);

/** One name of an inode. */
export interface Link {
  readonly directory: Inode;
  readonly name: string;
}

/** A directory or file whose content is made up when someone looks, as in `/proc`. */
export interface Generated {
  readonly lookup?: (name: string, pid: number) => Inode | undefined;
  readonly list?: (pid: number) => readonly string[];
  readonly content?: (pid: number) => string;
  readonly target?: (pid: number) => string;
  /** A link that is no path: following it leads to this open file, as in `/proc/self/fd`. */
  readonly opened?: () => { stat: () => number[] };
}

export type WatchListener = (type: "rename" | "change", name: string) => void;

/** Hears of every change of a volume in the order in which it happened, to make it last. */
export interface Journal {
  readonly created: (node: Inode) => void;
  readonly attached: (directory: Inode, name: string, node: Inode) => void;
  readonly detached: (directory: Inode, name: string) => void;
  /** A rename, which must be kept whole or not at all. */
  readonly moved: (from: Inode, fromName: string, to: Inode, toName: string) => void;
  readonly written: (node: Inode, at: number, bytes: Uint8Array) => void;
  readonly truncated: (node: Inode) => void;
  /** Mode, owner or times. */
  readonly changed: (node: Inode) => void;
}

/** One mounted file system: inodes of different volumes can't be linked or renamed into each other. */
export interface Volume {
  readonly device: number;
  journal: Journal | undefined;
}

/** What a path leads to. Fields are public to the kernel's own files; only the file system changes them. */
export class Inode {
  links: Link[] = [];
  nlink = 0;
  /** Open descriptions and working directories that keep a nameless inode alive. */
  holds = 0;
  uid = 0;
  gid = 0;
  size = 0;
  data: Uint8Array = noBytes;
  readonly entries: Map<string, Inode> | undefined;
  target = "";
  /** Which device a character special file is. */
  device = "";
  generated: Generated | undefined;
  /** What listens on this socket's path. */
  listener: object | undefined;
  watchers: Set<WatchListener> | undefined;
  /** Somebody was told of its content or mode before they asked. */
  foreseen = false;
  /** Milliseconds since 1970. */
  atime: number;
  mtime: number;
  ctime: number;
  readonly birthtime: number;

  constructor(
    readonly ino: number,
    public mode: number,
    readonly volume: Volume,
    now: number,
  ) {
    this.entries = (mode & S_IFMT) === S_IFDIR ? new Map() : undefined;
    this.atime = now;
    this.mtime = now;
    this.ctime = now;
    this.birthtime = now;
  }

  get isDirectory(): boolean {
    return this.entries !== undefined;
  }
  get isLink(): boolean {
    return (this.mode & S_IFMT) === S_IFLNK;
  }
  get isFile(): boolean {
    return (this.mode & S_IFMT) === S_IFREG;
  }
}

/** The directory a directory is in; the root is in itself, and so is one that has been removed. */
export const parentOf = (directory: Inode): Inode => directory.links[0]?.directory ?? directory;

/** The path by which an inode can be found now; undefined when it has no name any more. */
export function pathOf(node: Inode, root: Inode): string | undefined {
  if (node === root) return "/";
  let path = "";
  for (let at = node; at !== root;) {
    const link = at.links[0];
    if (link === undefined) return undefined;
    path = `/${link.name}${path}`;
    at = link.directory;
  }
  return path;
}
