import { captureWith, createShell } from "./create-shell";
import type { Scope } from "./scope";
import type { Shell } from "./shell";
import { freshState } from "./state";
import type { ShellSystem } from "./system";
import { createTestSystem } from "./test-system";

/** A shell on the machine that runs the tests; some of its calls may be the test's own. */
export function createTestScope(
  env: readonly string[],
  calls: Partial<ShellSystem> = {},
): { readonly shell: Shell; readonly scope: Scope } {
  const shell = createShell();
  const scope: Scope = {
    system: { ...createTestSystem(), ...calls },
    state: freshState({ name: "sh", positional: [], env, pid: process.pid }),
    streams: new Map([0, 1, 2].map((fd) => [fd, fd])),
    source: "",
    firstLine: 1,
    interactive: true,
    tested: false,
    capture: captureWith(shell),
  };
  return { shell, scope };
}
