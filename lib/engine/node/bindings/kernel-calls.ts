import type { Binding } from "@/lib/engine/node/binding";
import { thisProcess } from "@/lib/engine/node/this-process";
import { op } from "@/lib/engine/protocol/operations";
import type { OperationName } from "@/lib/engine/protocol/operations.data";
import type { Part } from "@/lib/engine/protocol/parts";

/** The most numbers that an answer of these calls has. */
const most = 32;

interface Answered {
  /** Negative when the call failed. */
  readonly errno: number;
  readonly numbers: readonly number[];
  readonly parts: readonly Uint8Array[];
}

/**
 * The kernel's calls as they are, for a program that has descriptors, children and a way of waiting of its own beside Node's: it
 * sleeps until they're done. No part of Node; `process._linkedBinding("kernel")`.
 */
export const createKernelCallsBinding = (): Binding => ({
  call(name: OperationName, numbers: readonly number[], parts: readonly Part[] = []): Answered {
    const { syscalls } = thisProcess();
    const errno = syscalls.call(op[name], numbers, parts);
    return { errno, numbers: [...syscalls.numbers.subarray(0, most)], parts: syscalls.parts() };
  },
});
