import {
  direntType,
  disposition,
  handleKind,
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDWR,
  O_TRUNC,
  O_WRONLY,
  S_IFDIR,
  S_IFLNK,
  S_IFMT,
  S_IFREG,
  statFields,
} from "../protocol/constants";
import { errno, type ErrorCode } from "../protocol/errno.data";
import { op } from "../protocol/operations";
import { textOf, type Part } from "../protocol/parts";
import type { SpawnSpec } from "../protocol/spawn-spec";
import type { Syscalls } from "../protocol/syscalls";

/** A system call that failed. */
export class SystemError extends Error {
  constructor(readonly code: ErrorCode) {
    super(meanings[code] ?? code);
  }
}

const meanings: Partial<Record<ErrorCode, string>> = {
  EACCES: "Permission denied",
  EBADF: "Bad file descriptor",
  EEXIST: "File exists",
  EISDIR: "Is a directory",
  ENOENT: "No such file or directory",
  ENOEXEC: "Exec format error",
  ENOSPC: "No space left on device",
  ENOTDIR: "Not a directory",
  EPIPE: "Broken pipe",
};

const codes = new Map((Object.entries(errno) as [ErrorCode, number][]).toReversed().map(([code, n]) => [n, code]));

export const openModes = {
  read: 0,
  write: O_WRONLY | O_CREAT | O_TRUNC,
  append: O_WRONLY | O_CREAT | O_APPEND,
  both: O_RDWR | O_CREAT,
  fresh: O_RDWR | O_CREAT | O_EXCL | O_APPEND,
} as const;

export interface ShellStat {
  readonly type: "file" | "directory" | "symlink" | "other";
  readonly mode: number;
  readonly size: number;
  readonly modified: number;
  readonly inode: number;
}

export interface ShellEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

export interface Ended {
  readonly pid: number;
  /** As `$?` shows it. */
  readonly status: number;
  readonly stopped: boolean;
}

/** The kernel as the shell uses it: every call sleeps until it's done, and throws a `SystemError` when it fails. */
export interface ShellSystem {
  readonly open: (path: string, flags: number, mode?: number) => number;
  readonly close: (fd: number) => void;
  readonly pipe: () => readonly [reader: number, writer: number];
  /** At most `most` bytes; none at the end. */
  readonly read: (fd: number, most: number) => Uint8Array;
  readonly write: (fd: number, bytes: Part) => void;
  readonly unlink: (path: string) => void;
  readonly spawn: (spec: SpawnSpec) => number;
  readonly wait: (pid: number, flags: number) => Ended;
  readonly kill: (pid: number, signal: number) => void;
  readonly ignoreSignal: (signal: number) => void;
  readonly chdir: (path: string) => void;
  readonly cwd: () => string;
  readonly umask: (mask: number) => number;
  readonly stat: (path: string, followLink?: boolean) => ShellStat | undefined;
  readonly access: (path: string, mode: number) => boolean;
  readonly list: (path: string) => readonly ShellEntry[];
  readonly isTerminal: (fd: number) => boolean;
  /** Whose turn it is on the terminal. */
  readonly foreground: (fd: number, group: number) => void;
  readonly ownGroup: () => number;
  readonly terminalFlags: (fd: number) => number;
  readonly setTerminalFlags: (fd: number, flags: number) => void;
  readonly columns: (fd: number) => number;
}

const field = (name: (typeof statFields)[number]) => statFields.indexOf(name);

function typeOf(mode: number): ShellStat["type"] {
  const kind = mode & S_IFMT;
  if (kind === S_IFREG) return "file";
  if (kind === S_IFDIR) return "directory";
  return kind === S_IFLNK ? "symlink" : "other";
}

const stoppedStatus = 128 + 20;

type Ask = (operation: number, asked: readonly number[], parts?: readonly Part[]) => number;

function createFileCalls(syscalls: Syscalls, call: Ask) {
  const { numbers } = syscalls;
  return {
    open: (path: string, flags: number, mode = 0o666) => call(op.open, [flags, mode], [path]),
    close: (fd: number) => void call(op.close, [fd]),
    pipe: (): readonly [number, number] => {
      const reader = call(op.pipe, []);
      return [reader, numbers[1] ?? -1];
    },
    read: (fd: number, most: number) => {
      call(op.read, [fd, most, -1]);
      return syscalls.parts()[0] ?? new Uint8Array(0);
    },
    write: (fd: number, bytes: Part) => {
      if (bytes.length > 0) call(op.write, [fd, -1], [bytes]);
    },
    unlink: (path: string) => void call(op.unlink, [], [path]),
    stat: (path: string, followLink = true): ShellStat | undefined => {
      if (syscalls.call(followLink ? op.stat : op.lstat, [], [path]) < 0) return undefined;
      const mode = numbers[field("mode")] ?? 0;
      return {
        type: typeOf(mode),
        mode,
        size: numbers[field("size")] ?? 0,
        modified: (numbers[field("mtimeSeconds")] ?? 0) + (numbers[field("mtimeNanoseconds")] ?? 0) / 1e9,
        inode: numbers[field("ino")] ?? 0,
      };
    },
    access: (path: string, mode: number) => syscalls.call(op.access, [mode], [path]) >= 0,
    list: (path: string): readonly ShellEntry[] => {
      if (syscalls.call(op.readdir, [], [path]) < 0) return [];
      const [names, types] = syscalls.parts();
      const joined = textOf(names);
      if (joined === "") return [];
      return joined.split("\0").map((name, at) => ({ name, isDirectory: types?.[at] === direntType.directory }));
    },
  };
}

function createTerminalCalls(syscalls: Syscalls, call: Ask) {
  const { numbers } = syscalls;
  return {
    isTerminal: (fd: number) => syscalls.call(op.kind, [fd]) >= 0 && numbers[0] === handleKind.tty,
    foreground: (fd: number, group: number) => void syscalls.call(op.ttyForeground, [fd, group]),
    ownGroup: () => call(op.getpgid, [0]),
    terminalFlags: (fd: number) => call(op.ttyGet, [fd]),
    setTerminalFlags: (fd: number, flags: number) => void syscalls.call(op.ttySet, [fd, flags]),
    columns: (fd: number) => (syscalls.call(op.ttySize, [fd]) < 0 ? 80 : (numbers[0] ?? 80)),
  };
}

export function createShellSystem(syscalls: Syscalls): ShellSystem {
  const { numbers } = syscalls;
  const call: Ask = (operation, asked, parts = []) => {
    const failed = syscalls.call(operation, asked, parts);
    if (failed < 0) throw new SystemError(codes.get(-failed) ?? "EIO");
    return numbers[0] ?? 0;
  };
  return {
    ...createFileCalls(syscalls, call),
    ...createTerminalCalls(syscalls, call),
    spawn: (spec) => call(op.spawn, [], [JSON.stringify(spec)]),
    wait: (pid, flags) => {
      const ended = call(op.wait, [pid, flags]);
      const [, code = 0, signal = 0, stopped = 0] = numbers;
      if (stopped !== 0) return { pid: ended, status: stoppedStatus, stopped: true };
      return { pid: ended, status: signal === 0 ? code : 128 + signal, stopped: false };
    },
    kill: (pid, signal) => void call(op.kill, [pid, signal]),
    ignoreSignal: (signal) => void call(op.sigaction, [signal, disposition.ignore]),
    chdir: (path) => void call(op.chdir, [], [path]),
    cwd: () => {
      call(op.cwd, []);
      return textOf(syscalls.parts()[0]);
    },
    umask: (mask) => call(op.umask, [mask]),
  };
}
