import type { Binding } from "@/lib/engine/node/binding-host";
import { StreamHandle } from "@/lib/engine/node/handles/stream-base";
import { thisProcess } from "@/lib/engine/node/this-process";
import { cookedTerminal, handleKind, rawTerminal } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

const invalidArgument = -22;

/** Filled when a terminal can't be opened; the library makes its error of it. */
interface ErrorContext {
  errno?: number;
  code?: string;
  message?: string;
  syscall?: string;
}

function isTty(fd: number): boolean {
  const { syscalls } = thisProcess();
  return syscalls.call(op.kind, [fd]) === 0 && syscalls.numbers[0] === handleKind.tty;
}

class TTY extends StreamHandle {
  constructor(fd: number, context: ErrorContext = {}) {
    super("TTYWRAP");
    if (isTty(fd)) {
      this.blocking = true;
      this.opened(fd);
      return;
    }
    const { errors } = thisProcess();
    context.errno = invalidArgument;
    context.code = errors.name(invalidArgument);
    context.message = errors.message(invalidArgument);
    context.syscall = "uv_tty_init";
  }

  getWindowSize(size: number[]): number {
    const { syscalls } = thisProcess();
    const errno = syscalls.call(op.ttySize, [this.fd]);
    [size[0], size[1]] = [syscalls.numbers[0] ?? 80, syscalls.numbers[1] ?? 24];
    return errno;
  }

  setRawMode(mode: number | boolean): number {
    return thisProcess().syscalls.call(op.ttySet, [this.fd, mode ? rawTerminal : cookedTerminal]);
  }
}

export const createTtyWrapBinding = (): Binding => ({ TTY, isTTY: isTty });
