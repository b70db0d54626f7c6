import { ExitShell } from "./flow";
import { runTrap } from "./run-trap";
import type { Scope } from "./scope";
import type { Shell } from "./shell";

/** Runs the trap for the end, once. */
export function runExitTrap(shell: Shell, scope: Scope): void {
  const trap = shell.traps.get("EXIT");
  shell.traps.delete("EXIT");
  if (trap === undefined) return;
  try {
    runTrap(shell, scope, trap);
  } catch (error) {
    if (!(error instanceof ExitShell)) throw error;
    scope.state.status = error.status;
  }
}
