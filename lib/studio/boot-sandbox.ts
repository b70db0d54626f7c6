import type { BootSandbox } from "./computer";

/** Boots tabsmith's own engine, which is loaded when a project first needs it. */
export function createBoot(sandboxOrigin: string): BootSandbox {
  return async (project) => {
    const { bootEngine } = await import("@/lib/sandbox/engine-driver/boot-engine");
    return bootEngine({ origin: sandboxOrigin, project });
  };
}
