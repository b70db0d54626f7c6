import type { Inode } from "./inode";

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
