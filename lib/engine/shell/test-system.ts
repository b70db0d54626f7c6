import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { errno, type ErrorCode } from "../protocol/errno.data";
import type { SpawnSpec } from "../protocol/spawn-spec";
import { SystemError, type Ended, type ShellStat, type ShellSystem } from "./system";

/** Runs a system call of Node's; what it throws is thrown as the shell's system throws it. */
function tried<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "EIO";
    throw new SystemError(Object.hasOwn(errno, code) ? (code as ErrorCode) : "EIO");
  }
}

function found(file: string, env: readonly string[]): string {
  if (file.includes("/")) return file;
  const path = env.find((pair) => pair.startsWith("PATH="))?.slice(5) ?? "";
  const place = path
    .split(":")
    .map((folder) => join(folder, file))
    .find((candidate) => fs.existsSync(candidate));
  if (place === undefined) throw new SystemError("ENOENT");
  return place;
}

const typeOf = (stat: fs.Stats): ShellStat["type"] => {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  return stat.isSymbolicLink() ? "symlink" : "other";
};

/** What a pipe or a terminal of Node's own can't do synchronously: nothing here is a terminal. */
const noTerminal = {
  isTerminal: () => false,
  foreground: () => undefined,
  ownGroup: () => 0,
  terminalFlags: () => 0,
  setTerminalFlags: () => undefined,
  columns: () => 80,
};

/** Each program runs to its end when it is started. `shell` is what stands for `sh`. */
function processCalls(shell: readonly string[]) {
  const ended = new Map<number, Ended>();
  const commandOf = ({ file, args, env }: SpawnSpec): readonly [string, readonly string[]] => {
    const place = found(file, env ?? []);
    if (/(?:^|\/)(?:ba)?sh$/.test(file) && shell[0] !== undefined)
      return [shell[0], [...shell.slice(1), ...args.slice(1)]];
    return [place, args.slice(1)];
  };
  return {
    spawn: (spec: SpawnSpec) => {
      const [file, args] = commandOf(spec);
      const stdio = spec.stdio.map((one) => (one.type === "fd" ? one.fd : "ignore"));
      const env = Object.fromEntries((spec.env ?? []).map((pair) => pair.split(/=([^]*)/, 2)));
      const { pid, status, signal, error } = spawnSync(file, args, { stdio, env });
      if (error)
        tried(() => {
          throw error;
        });
      ended.set(pid, { pid, status: status ?? 128 + (signal ? constants.signals[signal] : 0), stopped: false });
      return pid;
    },
    wait: (pid: number) => {
      const one = ended.get(pid);
      if (one === undefined) throw new SystemError("ECHILD");
      ended.delete(pid);
      return one;
    },
    kill: (pid: number, signal: number) => {
      tried(() => process.kill(pid, signal));
    },
    ignoreSignal: () => undefined,
  };
}

const lookingCalls: Pick<ShellSystem, "stat" | "access" | "list"> = {
  stat: (path, followLink = true) => {
    const stat = (followLink ? fs.statSync : fs.lstatSync)(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    return { type: typeOf(stat), mode: stat.mode, size: stat.size, modified: stat.mtimeMs / 1000, inode: stat.ino };
  },
  access: (path, mode) => {
    try {
      fs.accessSync(path, mode);
      return true;
    } catch {
      return false;
    }
  },
  list: (path) => {
    try {
      return fs
        .readdirSync(path, { withFileTypes: true })
        .map((one) => ({ name: one.name, isDirectory: one.isDirectory() }));
    } catch {
      return [];
    }
  },
};

function fileCalls(): Omit<ShellSystem, keyof ReturnType<typeof processCalls> | keyof typeof noTerminal> {
  let pipes = 0;
  return {
    open: (path, flags, mode) => tried(() => fs.openSync(path, flags, mode)),
    close: (fd) => {
      if (fd > 2)
        tried(() => {
          fs.closeSync(fd);
        });
    },
    // What one writes is there before the next begins to read, so a file will do.
    pipe: () => {
      const path = join(tmpdir(), `shell-pipe-${process.pid}-${++pipes}`);
      const ends = [fs.openSync(path, "a+"), fs.openSync(path, "a")] as const;
      fs.unlinkSync(path);
      return ends;
    },
    read: (fd, most) => {
      const bytes = Buffer.alloc(most);
      return bytes.subarray(
        0,
        tried(() => fs.readSync(fd, bytes)),
      );
    },
    write: (fd, bytes) => {
      const left = Buffer.from(bytes as Uint8Array);
      for (let at = 0; at < left.length;) at += tried(() => fs.writeSync(fd, left, at));
    },
    unlink: (path) => {
      tried(() => {
        fs.unlinkSync(path);
      });
    },
    ...lookingCalls,
    chdir: (path) => {
      tried(() => {
        process.chdir(path);
      });
    },
    cwd: () => process.cwd(),
    umask: (mask) => (mask < 0 ? process.umask() : process.umask(mask)),
  };
}

/** The shell's calls on the machine that runs the tests: real files, and real programs one after another. */
export const createTestSystem = (shell: readonly string[] = []): ShellSystem => ({
  ...fileCalls(),
  ...processCalls(shell),
  ...noTerminal,
});
