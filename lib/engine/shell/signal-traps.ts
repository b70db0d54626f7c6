import { signals, type SignalName } from "../protocol/signals.data";
import { runExitTrap } from "./exit-trap";
import { runTrap } from "./run-trap";
import type { Scope } from "./scope";
import type { Shell } from "./shell";

/** What ends a process that says nothing of it: a trap for the end runs before. */
const ending = ["HUP", "INT", "TERM", "USR1", "USR2", "ALRM"];

/** At a prompt these are the terminal's business and none of the shell's. */
const ignoredAtPrompt = ["INT", "QUIT", "TSTP", "TTOU"];

export const signalOf = (event: string): number | undefined =>
  Object.hasOwn(signals, `SIG${event}`) ? signals[`SIG${event}` as SignalName] : undefined;

const eventOf = (signal: number): string =>
  (Object.entries(signals).find(([, number]) => number === signal)?.[0] ?? `SIG${signal}`).slice(3);

/** Has the kernel treat a signal as the traps say. */
export function heed(shell: Shell, scope: Scope, event: string): void {
  const signal = signalOf(event);
  if (signal === undefined || signal === signals.SIGKILL || signal === signals.SIGSTOP) return;
  const action = shell.traps.get(event);
  const { state, system } = scope;
  if (action === "") state.ignoredSignals.add(signal);
  else state.ignoredSignals.delete(signal);
  if (action !== undefined) system.onSignal(signal, action === "" ? "ignore" : "catch");
  else if (scope.interactive && ignoredAtPrompt.includes(event)) system.onSignal(signal, "ignore");
  else system.onSignal(signal, shell.traps.has("EXIT") && ending.includes(event) ? "catch" : "default");
}

export function setTrap(shell: Shell, scope: Scope, event: string, action: string | undefined): void {
  if (action === undefined) shell.traps.delete(event);
  else shell.traps.set(event, action);
  if (event !== "EXIT") heed(shell, scope, event);
  else for (const one of ending) if (!shell.traps.has(one)) heed(shell, scope, one);
}

/** Ends the shell by a signal that no trap is there for, as it would have ended without the trap for the end. */
function endBy(shell: Shell, scope: Scope, signal: number): void {
  scope.state.status = 128 + signal;
  runExitTrap(shell, scope);
  scope.system.onSignal(signal, "default");
  scope.system.kill(scope.state.pid, signal);
}

/** Runs the traps of the signals that have come. In a subshell those of the shell around it wait. */
export function runSignalTraps(shell: Shell, scope: Scope): void {
  const { arrived } = shell;
  for (const signal of scope.system.caught()) arrived.pending.add(signal);
  for (const signal of arrived.pending) {
    const event = eventOf(signal);
    const action = shell.traps.get(event);
    if (action === undefined && arrived.depth > 0) continue;
    arrived.pending.delete(signal);
    if (action !== undefined) runTrap(shell, scope, action);
    else if (ending.includes(event)) endBy(shell, scope, signal);
  }
}

/** Runs what is a subshell in this process: it begins without traps, but for those that ignore a signal. */
export function withTrapsOfItsOwn<T>(shell: Shell, scope: Scope, work: () => T): T {
  const { traps, arrived } = shell;
  const outer = new Map(traps);
  const kept = (event: string, action: string) =>
    action === "" || (event === "ERR" && scope.state.options.trapErrorsWithin);
  for (const [event, action] of outer) if (!kept(event, action)) traps.delete(event);
  arrived.depth++;
  try {
    return work();
  } finally {
    arrived.depth--;
    const inner = [...traps.keys()].filter((event) => traps.get(event) !== outer.get(event));
    traps.clear();
    for (const [event, action] of outer) traps.set(event, action);
    for (const event of inner) heed(shell, scope, event);
  }
}
