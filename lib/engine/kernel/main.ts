import { runKernel, type KernelScope } from "./kernel-worker";

/** The script of the kernel's Worker. */
runKernel(globalThis as unknown as KernelScope);
