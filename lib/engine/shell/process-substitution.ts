import type { Script } from "unbash";
import type { Scope } from "./scope";
import { openModes } from "./system";

let count = 0;

/**
 * `<(…)` and `>(…)` as a file: what the script says is in it before the command begins, or what the command wrote is read by
 * the script when the command has ended. The file is gone after that.
 */
export function substitutedFile(operator: "<" | ">", script: Script, scope: Scope): string {
  const { system, state } = scope;
  const path = `/tmp/.sh-substitution-${state.pid}-${++count}`;
  const file = system.open(path, openModes.fresh, 0o600);
  if (operator === "<") scope.capture(script, scope, file);
  system.close(file);
  state.afterwards.push(() => {
    try {
      if (operator === ">") feed(script, path, scope);
    } finally {
      system.unlink(path);
    }
  });
  return path;
}

function feed(script: Script, path: string, scope: Scope): void {
  const reader = scope.system.open(path, openModes.read);
  const before = scope.state.status;
  try {
    scope.capture(script, { ...scope, streams: new Map(scope.streams).set(0, reader) }, scope.streams.get(1));
  } finally {
    scope.system.close(reader);
    scope.state.status = before;
  }
}

/** Does what the substitutions of a command left to be done at its end. */
export function withSubstitutions<T>({ state }: Scope, work: () => T): T {
  const mark = state.afterwards.length;
  try {
    return work();
  } finally {
    for (const finish of state.afterwards.splice(mark)) finish();
  }
}
