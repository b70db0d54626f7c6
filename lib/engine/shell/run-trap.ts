import type { Scope } from "./scope";
import type { Shell } from "./shell";

/** Runs a trap's text: the status is what it was, unless the trap ends the shell, and lines are those of what ran. */
export function runTrap(shell: Shell, scope: Scope, text: string): void {
  const { state } = scope;
  const { status, at, inTrap } = state;
  state.inTrap = true;
  try {
    shell.runText(text, { ...scope, tested: true });
    state.status = status;
  } finally {
    state.inTrap = inTrap;
    state.at = at;
  }
}

/** Runs the trap of an event, which isn't set while it runs. */
export function runTrapOf(shell: Shell, scope: Scope, event: "ERR" | "DEBUG" | "RETURN"): void {
  const text = shell.traps.get(event);
  if (text === undefined || text === "") return;
  shell.traps.delete(event);
  try {
    runTrap(shell, scope, text);
  } finally {
    if (!shell.traps.has(event)) shell.traps.set(event, text);
  }
}
