import { spawnSync, type StdioOptions } from "node:child_process";
import { constants } from "node:os";

interface Asked {
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stdio: StdioOptions;
  readonly timeout: number | null;
}

interface Bytes {
  readonly toJs: () => Uint8Array;
  readonly destroy: () => void;
}

export interface Ended {
  readonly pid: number;
  /** As Python has it: negative for a signal. */
  readonly code: number;
  /** Why there was no child, or no end of it. */
  readonly error: string;
  readonly out: Uint8Array;
  readonly err: Uint8Array;
}

const nothing = new Uint8Array(0);

/** Runs a child to its end, as `subprocess` wants it. */
export function spawnForPython(asked: string, given: Bytes): Ended {
  const { command, cwd, env, stdio, timeout } = JSON.parse(asked) as Asked;
  const [file, ...args] = command;
  const input = given.toJs();
  const limit = timeout === null ? {} : { timeout: Math.max(1, Math.ceil(timeout * 1000)), killSignal: "SIGKILL" as const };
  const { pid, status, signal, error, stdout, stderr } = spawnSync(file, args, {
    cwd,
    env,
    stdio,
    ...(stdio?.[0] === "pipe" && { input }),
    maxBuffer: Number.POSITIVE_INFINITY,
    ...limit,
  });
  const number = signal === null ? 0 : constants.signals[signal];
  return {
    pid,
    code: status ?? -number,
    error: (error as NodeJS.ErrnoException | undefined)?.code ?? "",
    out: stdout ?? nothing,
    err: stderr ?? nothing,
  };
}
