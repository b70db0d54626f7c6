import { ExitShell, ReturnFrom } from "./flow";
import type { Scope } from "./scope";
import { copyState } from "./state";

/** On a copy of the state: what changes in there is gone afterwards. */
export function runApart(scope: Scope, work: (inner: Scope) => number): number {
  const { system } = scope;
  const folder = system.cwd();
  try {
    return work({ ...scope, state: copyState(scope.state), interactive: false });
  } catch (error) {
    if (error instanceof ExitShell || error instanceof ReturnFrom) return error.status;
    throw error;
  } finally {
    system.chdir(folder);
  }
}
