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
  readonly read: number;
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
  /** The same; undefined where a signal came first. */
  readonly readUnlessSignal: (fd: number, most: number) => Uint8Array | undefined;
  readonly write: (fd: number, bytes: Part) => void;
  readonly unlink: (path: string) => void;
  readonly spawn: (spec: SpawnSpec) => number;
  readonly wait: (pid: number, flags: number) => Ended;
  /** The same; undefined where a signal came first. */
  readonly waitUnlessSignal: (pid: number) => Ended | undefined;
  readonly kill: (pid: number, signal: number) => void;
  /** What a signal does from now on; one that is caught is told by `caught` and wakes nobody but a `wait` or `read` that may be woken. */
  readonly onSignal: (signal: number, what: "default" | "ignore" | "catch") => void;
  /** The signals that have come since one last asked. */
  readonly caught: () => readonly number[];
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
  readonly parent: () => number;
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

interface Calls {
  readonly call: Ask;
  /** Answers undefined where a signal came first. */
  readonly unlessSignal: (operation: number, asked: readonly number[]) => number | undefined;
}

function createFileCalls(syscalls: Syscalls, { call, unlessSignal }: Calls) {
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
    readUnlessSignal: (fd: number, most: number) =>
      unlessSignal(op.read, [fd, most, -1]) === undefined ? undefined : (syscalls.parts()[0] ?? new Uint8Array(0)),
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
        read: (numbers[field("atimeSeconds")] ?? 0) + (numbers[field("atimeNanoseconds")] ?? 0) / 1e9,
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

function createTerminalCalls(syscalls: Syscalls, { call }: Calls) {
  const { numbers } = syscalls;
  return {
    isTerminal: (fd: number) => syscalls.call(op.kind, [fd]) >= 0 && numbers[0] === handleKind.tty,
    foreground: (fd: number, group: number) => void syscalls.call(op.ttyForeground, [fd, group]),
    ownGroup: () => call(op.getpgid, [0]),
    parent: () => call(op.getppid, []),
    terminalFlags: (fd: number) => call(op.ttyGet, [fd]),
    setTerminalFlags: (fd: number, flags: number) => void syscalls.call(op.ttySet, [fd, flags]),
    columns: (fd: number) => (syscalls.call(op.ttySize, [fd]) < 0 ? 80 : (numbers[0] ?? 80)),
  };
}

/** Takes the signals that have come out of the slot, so that they end no further call. */
function note(syscalls: Syscalls, come: Set<number>): void {
  for (let signal = syscalls.signal(); signal !== 0; signal = syscalls.signal()) {
    come.add(signal);
    syscalls.clearSignal();
  }
}

/** A signal that comes while a call sleeps ends that call: it is noted, and the call is made again. */
function createCalls(syscalls: Syscalls, come: Set<number>): Calls {
  const once = (operation: number, asked: readonly number[], parts: readonly Part[]): number | undefined => {
    const failed = syscalls.call(operation, asked, parts);
    if (failed >= 0) return syscalls.numbers[0] ?? 0;
    if (failed !== -errno.EINTR) throw new SystemError(codes.get(-failed) ?? "EIO");
    note(syscalls, come);
    return undefined;
  };
  return {
    call: (operation, asked, parts = []) => {
      for (;;) {
        const answered = once(operation, asked, parts);
        if (answered !== undefined) return answered;
      }
    },
    unlessSignal: (operation, asked) => {
      note(syscalls, come);
      return come.size > 0 ? undefined : once(operation, asked, []);
    },
  };
}

function createSignalCalls(syscalls: Syscalls, { call }: Calls, come: Set<number>) {
  return {
    kill: (pid: number, signal: number) => void call(op.kill, [pid, signal]),
    onSignal: (signal: number, what: "default" | "ignore" | "catch") => {
      const wanted = what === "catch" ? disposition.interrupt : disposition[what];
      void call(op.sigaction, [signal, wanted]);
    },
    caught: () => {
      note(syscalls, come);
      if (come.size === 0) return none;
      const all = [...come];
      come.clear();
      return all;
    },
  };
}

const none: readonly number[] = [];

export function createShellSystem(syscalls: Syscalls): ShellSystem {
  const { numbers } = syscalls;
  const come = new Set<number>();
  const calls = createCalls(syscalls, come);
  const { call, unlessSignal } = calls;
  const endedOf = (pid: number): Ended => {
    const [, code = 0, signal = 0, stopped = 0] = numbers;
    if (stopped !== 0) return { pid, status: stoppedStatus, stopped: true };
    return { pid, status: signal === 0 ? code : 128 + signal, stopped: false };
  };
  return {
    ...createFileCalls(syscalls, calls),
    ...createTerminalCalls(syscalls, calls),
    ...createSignalCalls(syscalls, calls, come),
    spawn: (spec) => call(op.spawn, [], [JSON.stringify(spec)]),
    wait: (pid, flags) => endedOf(call(op.wait, [pid, flags])),
    waitUnlessSignal: (pid) => {
      const ended = unlessSignal(op.wait, [pid, 0]);
      return ended === undefined ? undefined : endedOf(ended);
    },
    chdir: (path) => void call(op.chdir, [], [path]),
    cwd: () => {
      call(op.cwd, []);
      return textOf(syscalls.parts()[0]);
    },
    umask: (mask) => call(op.umask, [mask]),
  };
}
