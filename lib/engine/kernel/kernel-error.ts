import { errno, type ErrorCode } from "../protocol/errno.data";

/** A system call's failure. It's an answer, not an accident. */
export class KernelError extends Error {
  override readonly name = "KernelError";
  readonly errno: number;
  constructor(readonly code: ErrorCode) {
    super(code);
    this.errno = -errno[code];
  }
}

const made = new Map<ErrorCode, KernelError>();

/** Throws. Each code has one error made once, since a look-up that finds nothing is too frequent to pay for a stack trace. */
export function fail(code: ErrorCode): never {
  let error = made.get(code);
  if (error === undefined) {
    error = new KernelError(code);
    made.set(code, error);
  }
  throw error;
}

/** The negative errno of anything thrown in the kernel; undefined for what is a fault of the kernel's own. */
export function errnoOf(error: unknown): number | undefined {
  if (error instanceof KernelError) return error.errno;
  // An array that can't be had: the host is out of memory, the kernel isn't broken.
  if (error instanceof RangeError) return -errno.ENOMEM;
  return undefined;
}

export function codeOfErrno(negative: number): string {
  for (const [code, number] of Object.entries(errno)) if (number === -negative) return code;
  return "EIO";
}
