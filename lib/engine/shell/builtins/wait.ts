import { setVariable } from "../assign";
import { complain, type Scope } from "../scope";
import type { Builtin, Shell } from "../shell";
import { runSignalTraps } from "../signal-traps";
import { SystemError } from "../system";

/** A signal for which there is a trap came first: its trap runs, and `wait` answers with it. */
class Woken extends Error {
  constructor(readonly signal: number) {
    super("woken");
  }
}

function wake(scope: Scope, shell: Shell): void {
  for (const signal of scope.system.caught()) shell.arrived.pending.add(signal);
  const [signal] = shell.arrived.pending;
  runSignalTraps(shell, scope);
  if (signal !== undefined) throw new Woken(signal);
}

function ended(pid: number, status: number, shell: Shell): void {
  shell.jobs.statuses.set(pid, status);
  const job = shell.jobs.find(String(pid));
  job?.pids.delete(pid);
  if (job?.pids.size === 0) shell.jobs.forget(job);
}

/** The status of a child, and whose it is; undefined where there is none to wait for. */
function waitFor(
  pid: number,
  scope: Scope,
  shell: Shell,
): { readonly pid: number; readonly status: number } | undefined {
  try {
    for (;;) {
      const seen = scope.system.waitUnlessSignal(pid);
      if (seen === undefined) {
        wake(scope, shell);
        continue;
      }
      ended(seen.pid, seen.status, shell);
      return seen;
    }
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const status = shell.jobs.statuses.get(pid);
    return status === undefined ? undefined : { pid, status };
  }
}

interface Asked {
  readonly any: boolean;
  /** The variable that is told whose status it is. */
  readonly into: string | undefined;
  readonly names: readonly string[];
}

function askedOf(args: readonly string[]): Asked {
  let any = false;
  let into: string | undefined;
  let at = 0;
  for (; /^-[fnp]+$/.test(args[at] ?? ""); at++) {
    const flags = args[at] ?? "";
    any ||= flags.includes("n");
    if (flags.includes("p")) into = args[++at];
  }
  return { any, into, names: args.slice(args[at] === "--" ? at + 1 : at) };
}

/** A child to wait for, or the status of what is none. */
type Wanted = { readonly pid: number } | { readonly status: number };

function wantedOf(names: readonly string[], scope: Scope, shell: Shell): Wanted[] {
  return names.flatMap((name): Wanted[] => {
    if (/^\d+$/.test(name)) return [{ pid: Number(name) }];
    const job = name.startsWith("%") ? shell.jobs.find(name) : undefined;
    if (job !== undefined) return [...job.pids].map((pid) => ({ pid }));
    const isJob = name.startsWith("%");
    complain(scope, `wait: ${isJob ? `${name}: no such job` : `\`${name}': not a pid or valid job spec`}`);
    return [{ status: isJob ? 127 : 1 }];
  });
}

function waitForAny(into: string | undefined, scope: Scope, shell: Shell): number {
  const seen = waitFor(-1, scope, shell);
  if (seen === undefined) return 127;
  if (into !== undefined) setVariable(into, String(seen.pid), false, scope);
  return seen.status;
}

function waitForAll(wanted: readonly Wanted[], scope: Scope, shell: Shell): number {
  let status = 0;
  for (const one of wanted) {
    const seen = "pid" in one ? waitFor(one.pid, scope, shell) : one;
    if (seen === undefined && "pid" in one) complain(scope, `wait: pid ${one.pid} is not a child of this shell`);
    status = seen?.status ?? 127;
  }
  return status;
}

export const wait: Builtin = (args, scope, shell) => {
  const { any, into, names } = askedOf(args);
  try {
    if (any && names.length === 0) return waitForAny(into, scope, shell);
    if (names.length > 0) return waitForAll(wantedOf(names, scope, shell), scope, shell);
    for (const pid of shell.jobs.all().flatMap(({ pids }) => [...pids])) waitFor(pid, scope, shell);
    return 0;
  } catch (error) {
    if (error instanceof Woken) return 128 + error.signal;
    throw error;
  }
};
