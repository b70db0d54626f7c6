import { runExitTrap } from "./exit-trap";
import { ExitShell, ReturnFrom } from "./flow";
import type { Scope } from "./scope";
import type { Shell } from "./shell";
import { withTrapsOfItsOwn } from "./signal-traps";
import { copyState } from "./state";

/** On a copy of the state: what changes in there is gone afterwards, and so are its traps, of which the one for the end runs. */
export function runApart(shell: Shell, scope: Scope, work: (inner: Scope) => number): number {
  const { system } = scope;
  const folder = system.cwd();
  const inner: Scope = { ...scope, state: copyState(scope.state), interactive: false };
  inner.state.subshells++;
  try {
    return withTrapsOfItsOwn(shell, scope, () => {
      inner.state.status = statusOf(() => work(inner));
      runExitTrap(shell, inner);
      return inner.state.status;
    });
  } finally {
    system.chdir(folder);
  }
}

function statusOf(work: () => number): number {
  try {
    return work();
  } catch (error) {
    if (error instanceof ExitShell || error instanceof ReturnFrom) return error.status;
    throw error;
  }
}
