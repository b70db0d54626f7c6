import type { BootSandbox } from "./computer";

/** Boots tabsmith's own engine, which is loaded when a project first needs it. */
export function createBoot(sandboxOrigin: string): BootSandbox {
  return async (project) => {
    const { bootEngine } = await import("@/lib/sandbox/engine-driver/boot-engine");
    return bootEngine({ origin: sandboxOrigin, project });
  };
}

/** The same for a visit: the engine keeps nothing, and what ran is gone with the page. */
export function createPassingBoot(sandboxOrigin: string): BootSandbox {
  return async () => {
    const { bootEngine } = await import("@/lib/sandbox/engine-driver/boot-engine");
    return bootEngine({ origin: sandboxOrigin });
  };
}
