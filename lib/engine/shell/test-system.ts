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
  parent: () => process.ppid,
  terminalFlags: () => 0,
  setTerminalFlags: () => undefined,
  columns: () => 80,
};

/** What the process sends itself comes at once; Node would tell of it on a later turn, which never comes while the shell runs. */
function signalCalls(): Pick<ShellSystem, "kill" | "onSignal" | "caught"> {
  const dispositions = new Map<number, "default" | "ignore" | "catch">();
  let come: number[] = [];
  return {
    kill: (pid, signal) => {
      const what = pid === process.pid ? dispositions.get(signal) : undefined;
      if (what === "catch") come.push(signal);
      if (what === undefined || what === "default") tried(() => process.kill(pid, signal));
    },
    onSignal: (signal, what) => void dispositions.set(signal, what),
    caught: () => {
      const all = come;
      come = [];
      return all;
    },
  };
}

/** Each program runs to its end when it is started. `shell` is what stands for `sh`. */
function processCalls(shell: readonly string[]) {
  const ended = new Map<number, Ended>();
  const waitFor = (pid: number): Ended => {
    const one = pid === -1 ? [...ended.values()][0] : ended.get(pid);
    if (one === undefined) throw new SystemError("ECHILD");
    ended.delete(one.pid);
    return one;
  };
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
    wait: waitFor,
    waitUnlessSignal: (pid: number) => waitFor(pid),
    ...signalCalls(),
  };
}

const lookingCalls: Pick<ShellSystem, "stat" | "access" | "list"> = {
  stat: (path, followLink = true) => {
    const stat = (followLink ? fs.statSync : fs.lstatSync)(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    return {
      type: typeOf(stat),
      mode: stat.mode,
      size: stat.size,
      modified: stat.mtimeMs / 1000,
      read: stat.atimeMs / 1000,
      inode: stat.ino,
    };
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

function read(fd: number, most: number): Uint8Array {
  const bytes = Buffer.alloc(most);
  return bytes.subarray(
    0,
    tried(() => fs.readSync(fd, bytes)),
  );
}

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
    read,
    readUnlessSignal: read,
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
