import { Failure } from "@/lib/base";
import { direntType, S_IFDIR, S_IFLNK, S_IFMT, S_IFREG, statFields } from "../protocol/constants";
import { errno, type ErrorCode } from "../protocol/errno.data";
import type { KernelClient } from "../protocol/kernel-client";
import { op } from "../protocol/operations";
import type { OperationName } from "../protocol/operations.data";
import type { TreeFile } from "../protocol/page-messages";
import { textOf, type Part } from "../protocol/parts";
import type { FileEntry, FileStat, FileType } from "../protocol/file-facts";

/** The machine's files, by absolute path. */
export interface MachineFiles {
  readonly read: (path: string) => Promise<Uint8Array>;
  /** Creates the file or replaces its content. */
  readonly write: (path: string, content: Uint8Array | string) => Promise<void>;
  readonly list: (path: string) => Promise<readonly FileEntry[]>;
  readonly stat: (path: string) => Promise<FileStat>;
  /** Of a symbolic link itself, not of what it names. */
  readonly lstat: (path: string) => Promise<FileStat>;
  /** Answers the first folder that it made, if any. */
  readonly mkdir: (path: string, recursive: boolean) => Promise<string | undefined>;
  readonly remove: (path: string, options: { readonly recursive: boolean; readonly force: boolean }) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly chmod: (path: string, mode: number) => Promise<void>;
  readonly lay: (path: string, files: readonly TreeFile[], given?: Transferable[]) => Promise<void>;
  readonly gather: (path: string, leaveOut?: readonly string[]) => Promise<readonly TreeFile[]>;
}

const codes = new Map(
  (Object.entries(errno) as [ErrorCode, number][]).toReversed().map(([code, number]) => [number, code]),
);

const meanings: Partial<Record<ErrorCode, string>> = {
  EACCES: "permission denied",
  EBUSY: "resource busy or locked",
  EEXIST: "file already exists",
  EFBIG: "file too large",
  EINVAL: "invalid argument",
  EISDIR: "illegal operation on a directory",
  ELOOP: "too many symbolic links encountered",
  EMFILE: "too many open files",
  ENAMETOOLONG: "name too long",
  ENOENT: "no such file or directory",
  ENOSPC: "no space left on device",
  ENOTDIR: "not a directory",
  ENOTEMPTY: "directory not empty",
  EPERM: "operation not permitted",
  EROFS: "read-only file system",
};

const writing = 0o1101;

const typeOfMode = (mode: number): FileType => {
  const kind = mode & S_IFMT;
  if (kind === S_IFREG) return "file";
  if (kind === S_IFDIR) return "directory";
  return kind === S_IFLNK ? "symlink" : "other";
};

const typesOfDirent: Readonly<Record<number, FileType>> = {
  [direntType.file]: "file",
  [direntType.directory]: "directory",
  [direntType.link]: "symlink",
};

/** As Node words it: `ENOENT: no such file or directory, open '/a'`. */
export function systemFailure(number: number, call: string, path: string, to?: string): Failure {
  const code = codes.get(Math.abs(number)) ?? "EIO";
  const target = to === undefined ? `'${path}'` : `'${path}' -> '${to}'`;
  return new Failure(code, `${code}: ${meanings[code] ?? "the call failed"}, ${call} ${target}`);
}

const at = (field: (typeof statFields)[number]) => statFields.indexOf(field);

function statOf(numbers: readonly number[]): FileStat {
  const mode = numbers[at("mode")] ?? 0;
  const modified = (numbers[at("mtimeSeconds")] ?? 0) * 1000 + (numbers[at("mtimeNanoseconds")] ?? 0) / 1e6;
  return { type: typeOfMode(mode), size: numbers[at("size")] ?? 0, mode: mode & 0o7777, modified };
}

function entriesOf([names, types]: readonly Uint8Array[]): FileEntry[] {
  const joined = textOf(names);
  if (joined === "") return [];
  return joined.split("\0").map((name, index) => ({ name, type: typesOfDirent[types?.[index] ?? 0] ?? "other" }));
}

export function createMachineFiles(kernel: KernelClient): MachineFiles {
  const call = async (
    name: OperationName,
    numbers: readonly number[],
    parts: readonly Part[],
    shown: string = name,
  ) => {
    const answer = await kernel.ask({ type: "call", op: op[name], numbers, parts });
    if (answer.errno === 0) return answer;
    const [path, to] = parts;
    const both = name === "rename" ? textOf(to) : undefined;
    throw systemFailure(answer.errno, shown, textOf(path), both);
  };
  return {
    read: async (path) => (await call("readFile", [-1], [path], "open")).parts[0] ?? new Uint8Array(0),
    write: async (path, content) => {
      await call("writeFile", [-1, writing, 0o666], [path, content], "open");
    },
    list: async (path) => entriesOf((await call("readdir", [], [path], "scandir")).parts),
    stat: async (path) => statOf((await call("stat", [], [path])).numbers),
    lstat: async (path) => {
      const facts = statOf((await call("lstat", [], [path])).numbers);
      return facts.type === "symlink"
        ? { ...facts, target: textOf((await call("readlink", [], [path])).parts[0]) }
        : facts;
    },
    mkdir: async (path, recursive) => {
      const { parts } = await call("mkdir", [0o777, Number(recursive)], [path]);
      return parts[0] === undefined || parts[0].length === 0 ? undefined : textOf(parts[0]);
    },
    remove: async (path, { recursive, force }) => {
      await call("rm", [Number(recursive), Number(force)], [path]);
    },
    rename: async (from, to) => {
      await call("rename", [], [from, to]);
    },
    chmod: async (path, mode) => {
      await call("chmod", [mode], [path]);
    },
    lay: async (path, files, given) => {
      await kernel.ask({ type: "writeTree", path, files }, given);
    },
    gather: (path, leaveOut) => kernel.ask({ type: "readTree", path, ...(leaveOut === undefined ? {} : { leaveOut }) }),
  };
}
