import { runKernel, type KernelScope } from "./run-kernel";

/** The script of the kernel's Worker. */
runKernel(globalThis as unknown as KernelScope);
