import type { Binding } from "@/lib/engine/node/binding";
import { thisProcess } from "@/lib/engine/node/this-process";
import { disposition } from "@/lib/engine/protocol/constants";
import { op } from "@/lib/engine/protocol/operations";

/**
 * For programs that handle signals themselves and are busy for long: signals that are heard of by asking. No part of Node;
 * `process._linkedBinding("interrupts")`, as Node has it for what its embedder adds.
 */
export const createInterruptsBinding = (): Binding => ({
  /** Whether the signal is heard of so from now on: one that is ignored stays ignored. */
  listen(signal: number): boolean {
    const { syscalls } = thisProcess();
    if (syscalls.call(op.sigaction, [signal, disposition.interrupt]) < 0) return false;
    if (syscalls.numbers[0] !== disposition.ignore) return true;
    syscalls.call(op.sigaction, [signal, disposition.ignore]);
    return false;
  },
  pending: (): number => thisProcess().syscalls.signal(),
  clear: (): void => {
    thisProcess().syscalls.clearSignal();
  },
  sleep: (milliseconds: number): void => {
    thisProcess().syscalls.sleep(milliseconds);
  },
});
