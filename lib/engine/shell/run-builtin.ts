import { op } from "../protocol/operations";
import type { RunMessage } from "../protocol/process-messages";
import type { Syscalls } from "../protocol/syscalls";
import { captureWith, createShell } from "./create-shell";
import { ExitShell } from "./flow";
import { say, type Scope } from "./scope";
import { freshState } from "./state";
import { createShellSystem, SystemError } from "./system";

/**
 * What a shell does itself that is a program too (`/usr/bin/echo`), for who starts programs without a shell: the builtin runs
 * alone, in a process of its own.
 */
export function runBuiltin(syscalls: Syscalls, run: RunMessage, name: string): never {
  const shell = createShell();
  const [, ...args] = run.args;
  const scope: Scope = {
    system: createShellSystem(syscalls),
    state: freshState({ name, positional: [], env: run.env, pid: run.pid }),
    streams: new Map([0, 1, 2].map((fd) => [fd, fd])),
    source: "",
    firstLine: 1,
    interactive: false,
    tested: false,
    capture: captureWith(shell),
  };
  const outcome = (): number => {
    try {
      return shell.builtin(name)?.(args, scope, shell) ?? 127;
    } catch (error) {
      if (error instanceof ExitShell) return error.status;
      if (!(error instanceof SystemError)) throw error;
      say(scope, 2, `${name}: ${error.message}\n`);
      return 1;
    }
  };
  return syscalls.exit(outcome() & 255, op.exit);
}
