import process from "node:process";
import { getSystemErrorName } from "node:util";

interface Answered {
  readonly errno: number;
  readonly numbers: readonly number[];
  readonly parts: readonly Uint8Array[];
}

interface Kernel {
  readonly call: (name: string, numbers: readonly number[], parts?: readonly (string | Uint8Array)[]) => Answered;
}

interface Embedded {
  readonly _linkedBinding: (name: "kernel") => Kernel;
}

/** A call of the kernel that failed, by the name of its error. */
export class KernelError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Sleeps until the call is done; throws a `KernelError` when it fails. */
export function callKernel(
  name: string,
  numbers: readonly number[],
  parts: readonly (string | Uint8Array)[] = [],
): Answered {
  const { _linkedBinding: linked } = process as unknown as Embedded;
  const answered = linked("kernel").call(name, numbers, parts);
  if (answered.errno < 0) throw new KernelError(getSystemErrorName(answered.errno));
  return answered;
}
