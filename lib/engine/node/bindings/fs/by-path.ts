import type { Binding } from "@/lib/engine/node/binding-host";
import type { Ask, PathLike, Request, Requests } from "@/lib/engine/node/bindings/fs/request";
import { readStatFs, type StatReader } from "@/lib/engine/node/bindings/fs/stats";
import { op } from "@/lib/engine/protocol/operations";
import { textOf } from "@/lib/engine/protocol/parts";

const noEntry = -2;
const notDirectory = -20;

function createStats({ perform, attempt }: Requests, stats: StatReader, readAgain: () => ArrayLike<number>): Binding {
  const statCall = (operation: number, syscall: string) =>
    function (path: PathLike, bigint: boolean, request: Request, throwIfNoEntry = true): unknown {
      const ask: Ask = { op: operation, parts: [path], syscall, path };
      if (request === undefined && !throwIfNoEntry) {
        const errno = attempt(ask);
        if (errno === noEntry || errno === notDirectory) return undefined;
        if (errno === 0) return stats.reader(bigint, true)(readAgain(), []);
      }
      return perform(ask, request, stats.reader(bigint, request === undefined));
    };
  return {
    stat: statCall(op.stat, "stat"),
    lstat: statCall(op.lstat, "lstat"),
    statfs: (path: PathLike, bigint: boolean, request: Request) =>
      perform({ op: op.statfs, parts: [path], syscall: "statfs", path }, request, readStatFs(bigint)),
  };
}

function createFolders({ perform, encode }: Requests): Binding {
  const names = (bytes: Uint8Array | undefined, encoding: string | undefined): unknown[] => {
    if (!bytes?.length) return [];
    if (encoding === undefined || encoding === "utf8") return textOf(bytes).split("\0");
    return splitAtNul(bytes).map((name) => encode(name, encoding));
  };
  return {
    mkdir: (path: PathLike, mode: number, recursive: boolean, request: Request) =>
      perform(
        { op: op.mkdir, numbers: [mode, recursive ? 1 : 0], parts: [path], syscall: "mkdir", path },
        request,
        (_, [first]) => (recursive && first?.length ? textOf(first) : undefined),
      ),
    readdir: (path: PathLike, encoding: string | undefined, withTypes: boolean, request: Request) =>
      perform({ op: op.readdir, parts: [path], syscall: "scandir", path }, request, (_, [list, types]) => {
        const found = names(list, encoding);
        return withTypes ? [found, [...(types ?? [])]] : found;
      }),
    rmdir: (path: PathLike, request: Request) =>
      perform({ op: op.rmdir, parts: [path], syscall: "rmdir", path }, request),
    mkdtemp: (prefix: PathLike, encoding: string | undefined, request: Request) =>
      perform(
        { op: op.mkdtemp, parts: [prefix], syscall: "mkdtemp", path: `${textOf(prefix)}XXXXXX` },
        request,
        (_, [path]) => encode(path, encoding),
      ),
  };
}

function splitAtNul(bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = [];
  for (let at = 0; at <= bytes.length;) {
    const end = bytes.indexOf(0, at);
    found.push(bytes.slice(at, end < 0 ? bytes.length : end));
    if (end < 0) break;
    at = end + 1;
  }
  return found;
}

function createLinks({ perform, encode }: Requests): Binding {
  const pair = (operation: number, syscall: string) => (from: PathLike, to: PathLike, request: Request) =>
    perform({ op: operation, parts: [from, to], syscall, path: from, dest: to }, request);
  return {
    rename: pair(op.rename, "rename"),
    link: pair(op.link, "link"),
    symlink: (target: PathLike, path: PathLike, _flags: number, request: Request) =>
      perform({ op: op.symlink, parts: [target, path], syscall: "symlink", path: target, dest: path }, request),
    readlink: (path: PathLike, encoding: string | undefined, request: Request) =>
      perform({ op: op.readlink, parts: [path], syscall: "readlink", path }, request, (_, [target]) =>
        encode(target, encoding),
      ),
    realpath: (path: PathLike, encoding: string | undefined, request: Request) =>
      perform({ op: op.realpath, parts: [path], syscall: "realpath", path }, request, (_, [real]) =>
        encode(real, encoding),
      ),
    copyFile: (from: PathLike, to: PathLike, mode: number, request: Request) =>
      perform(
        { op: op.copyFile, numbers: [mode], parts: [from, to], syscall: "copyfile", path: from, dest: to },
        request,
      ),
    unlink: (path: PathLike, request: Request) =>
      perform({ op: op.unlink, parts: [path], syscall: "unlink", path }, request),
  };
}

function createAttributes({ perform, attempt }: Requests): Binding {
  const own = (follow: boolean, syscall: string) => (path: PathLike, uid: number, gid: number, request: Request) =>
    perform({ op: op.chown, numbers: [uid, gid, follow ? 1 : 0], parts: [path], syscall, path }, request);
  const times =
    (follow: boolean, syscall: string) => (path: PathLike, atime: number, mtime: number, request: Request) =>
      perform({ op: op.utimes, numbers: [atime, mtime, follow ? 1 : 0], parts: [path], syscall, path }, request);
  return {
    access: (path: PathLike, mode: number, request: Request) =>
      perform({ op: op.access, numbers: [mode], parts: [path], syscall: "access", path }, request),
    existsSync: (path: PathLike) => attempt({ op: op.access, numbers: [0], parts: [path], syscall: "access" }) === 0,
    chmod: (path: PathLike, mode: number, request: Request) =>
      perform({ op: op.chmod, numbers: [mode], parts: [path], syscall: "chmod", path }, request),
    chown: own(true, "chown"),
    lchown: own(false, "lchown"),
    utimes: times(true, "utime"),
    lutimes: times(false, "lutime"),
  };
}

/** Everything that names files by their paths. */
export function createPathCalls(requests: Requests, stats: StatReader, numbers: () => ArrayLike<number>): Binding {
  return {
    ...createStats(requests, stats, numbers),
    ...createFolders(requests),
    ...createLinks(requests),
    ...createAttributes(requests),
  };
}
