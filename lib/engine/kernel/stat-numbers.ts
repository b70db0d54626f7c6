import { S_IFMT } from "../protocol/constants";
import { direntType } from "../protocol/constants";
import type { Inode } from "./inode";

const blockSize = 4096;

function seconds(milliseconds: number, into: number[]): void {
  const whole = Math.floor(milliseconds / 1000);
  // Times are kept as milliseconds in a double, which is exact to the microsecond for some centuries.
  into.push(whole, Math.round((milliseconds - whole * 1000) * 1000) * 1000);
}

/** The numbers of a stat, in the order of `statFields`. */
export function statNumbers(node: Inode): number[] {
  const size = node.isDirectory ? blockSize : node.size;
  const nlink = node.nlink;
  const stat = [node.volume.device, node.mode, nlink, node.uid, node.gid, 0, blockSize, node.ino, size];
  stat.push(Math.ceil((node.isDirectory ? blockSize : node.data.length === 0 ? 0 : size) / 512));
  seconds(node.atime, stat);
  seconds(node.mtime, stat);
  seconds(node.ctime, stat);
  seconds(node.birthtime, stat);
  return stat;
}

/** The numbers for what has no inode: pipes, sockets, terminals that were made without a path. */
export function plainStat(mode: number, rdev = 0): number[] {
  const stat = [0, mode, 1, 0, 0, rdev, blockSize, 0, 0, 0];
  for (let time = 0; time < 8; time++) stat.push(0);
  return stat;
}

const direntTypes: Readonly<Record<number, number>> = {
  0o100000: direntType.file,
  0o40000: direntType.directory,
  0o120000: direntType.link,
  0o10000: direntType.fifo,
  0o140000: direntType.socket,
  0o20000: direntType.char,
  0o60000: direntType.block,
};

export const direntTypeOf = (node: Inode): number => direntTypes[node.mode & S_IFMT] ?? direntType.unknown;
