import type { Inode } from "./inode";
import { fail } from "./kernel-error";

export interface Credentials {
  readonly uid: number;
  readonly gid: number;
}

export const permission = { execute: 1, write: 2, read: 4 } as const;

/** Judges by the mode bits alone. Root may all, but executes only what someone may execute. */
export function allows(node: Inode, who: Credentials, wanted: number): boolean {
  if (who.uid === 0) return (wanted & permission.execute) === 0 || node.isDirectory || (node.mode & 0o111) !== 0;
  const shift = node.uid === who.uid ? 6 : node.gid === who.gid ? 3 : 0;
  return ((node.mode >> shift) & wanted) === wanted;
}

export function demand(node: Inode, who: Credentials, wanted: number): void {
  if (!allows(node, who, wanted)) fail("EACCES");
}

/** Adding or removing a name needs the right to write and to search; in a sticky directory, also to own one of the two. */
export function demandEntry(directory: Inode, who: Credentials, node?: Inode): void {
  demand(directory, who, permission.write | permission.execute);
  if (node === undefined || (directory.mode & 0o1000) === 0 || who.uid === 0) return;
  if (node.uid !== who.uid && directory.uid !== who.uid) fail("EPERM");
}

export function demandOwner(node: Inode, who: Credentials): void {
  if (who.uid !== 0 && who.uid !== node.uid) fail("EPERM");
}
