import { fileType } from "./descriptors";
import { fail } from "./failure";
import type { Machine } from "./machine";
import { timesOf, typeOf, writeStats } from "./stats";

const followLinks = 1;
const openFlag = { create: 1, directory: 2, exclusive: 4, truncate: 8 } as const;
const fdFlag = { append: 1, dataSync: 2, nonBlock: 4, readSync: 8, sync: 16 } as const;
const right = { read: 1n << 1n, write: 1n << 6n } as const;

/** A path below a folder that the guest was given; those that lead out of it are refused, as Node refuses them. */
export function pathBelow(folder: string, path: string): string {
  if (path.startsWith("/")) return fail("ENOTCAPABLE");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return fail("ENOTCAPABLE");
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  const base = folder === "/" ? "" : folder;
  const slash = path.endsWith("/") && parts.length > 0 ? "/" : "";
  return parts.length === 0 ? folder : `${base}/${parts.join("/")}${slash}`;
}

/** `open(2)`'s flags for what a guest asks. */
function hostFlags({ fs }: Machine, asked: number, rights: bigint, flags: number, isFollowed: boolean): number {
  const { constants } = fs;
  const reads = (rights & right.read) !== 0n;
  const writes = (rights & right.write) !== 0n;
  const both = reads ? constants.O_RDWR : constants.O_WRONLY;
  let wanted = writes ? both : constants.O_RDONLY;
  if (asked & openFlag.create) wanted |= constants.O_CREAT;
  if (asked & openFlag.exclusive) wanted |= constants.O_EXCL;
  if (asked & openFlag.truncate) wanted |= constants.O_TRUNC;
  if (flags & fdFlag.append) wanted |= constants.O_APPEND;
  return isFollowed ? wanted : wanted | constants.O_NOFOLLOW;
}

type OpenArguments = [number, number, number, number, number, bigint, bigint, number, number];

function openPath(machine: Machine, at: string, ...args: OpenArguments): number {
  const [, lookup, , , asked, rights, inheriting, flags] = args;
  const { fs, open } = machine;
  const isFollowed = (lookup & followLinks) !== 0;
  const found = fs.statSync(at, { throwIfNoEntry: false });
  const common = { path: at, preopen: undefined, flags, rights, inheriting };
  if (found?.isDirectory()) {
    if (asked & openFlag.exclusive) fail("EEXIST");
    if (!isFollowed && fs.lstatSync(at).isSymbolicLink()) fail("ELOOP");
    return open.add({ ...common, fd: undefined, type: fileType.directory, position: undefined });
  }
  if (asked & openFlag.directory) fail(found === undefined ? "ENOENT" : "ENOTDIR");
  const fd = fs.openSync(at, hostFlags(machine, asked, rights, flags, isFollowed), 0o666);
  const type = typeOf(fs.fstatSync(fd));
  return open.add({ ...common, fd, type, position: type === fileType.regular ? 0 : undefined });
}

/** The calls that name a file below an open folder. */
export function pathCalls(machine: Machine) {
  const { fs, memory, open } = machine;
  const resolve = (fd: number, at: number, length: number) => pathBelow(open.folder(fd), memory.text(at, length));
  const statsOf = (path: string, lookup: number) =>
    lookup & followLinks ? fs.statSync(path, { bigint: true }) : fs.lstatSync(path, { bigint: true });
  return {
    path_open(...args: OpenArguments): void {
      const [fd, , at, length, , , , , fdAt] = args;
      memory.u32(fdAt, openPath(machine, resolve(fd, at, length), ...args));
    },
    path_filestat_get(fd: number, lookup: number, at: number, length: number, statsAt: number): void {
      writeStats(memory, statsAt, statsOf(resolve(fd, at, length), lookup));
    },
    path_filestat_set_times(
      ...[fd, lookup, at, length, access, modified, flags]: [number, number, number, number, bigint, bigint, number]
    ): void {
      const path = resolve(fd, at, length);
      const times = timesOf(statsOf(path, lookup), access, modified, flags);
      if (lookup & followLinks) fs.utimesSync(path, ...times);
      else fs.lutimesSync(path, ...times);
    },
    path_create_directory(fd: number, at: number, length: number): void {
      fs.mkdirSync(resolve(fd, at, length));
    },
    path_remove_directory(fd: number, at: number, length: number): void {
      fs.rmdirSync(resolve(fd, at, length));
    },
    path_unlink_file(fd: number, at: number, length: number): void {
      const path = resolve(fd, at, length);
      if (fs.lstatSync(path).isDirectory()) fail("EISDIR");
      fs.unlinkSync(path);
    },
    path_rename(fd: number, at: number, length: number, toFd: number, toAt: number, toLength: number): void {
      fs.renameSync(resolve(fd, at, length), resolve(toFd, toAt, toLength));
    },
    path_link(...[fd, lookup, at, length, toFd, toAt, toLength]: Seven): void {
      const from = resolve(fd, at, length);
      fs.linkSync(lookup & followLinks ? fs.realpathSync(from) : from, resolve(toFd, toAt, toLength));
    },
    path_symlink(targetAt: number, targetLength: number, fd: number, at: number, length: number): void {
      const target = memory.text(targetAt, targetLength);
      if (target.startsWith("/")) fail("ENOTCAPABLE");
      fs.symlinkSync(target, resolve(fd, at, length));
    },
    path_readlink(...[fd, at, length, bufferAt, room, usedAt]: Six): void {
      memory.u32(usedAt, memory.put(bufferAt, room >>> 0, fs.readlinkSync(resolve(fd, at, length))));
    },
  };
}

type Six = [number, number, number, number, number, number];
type Seven = [number, number, number, number, number, number, number];
