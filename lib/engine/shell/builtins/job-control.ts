import { signals, type SignalName } from "../../protocol/signals.data";
import { ShellFailure } from "../flow";
import { resume } from "../jobs";
import { say, type Scope } from "../scope";
import { SystemError } from "../system";
import type { Builtin, Shell } from "../shell";

const jobs: Builtin = (_args, scope, shell) => {
  for (const { number, state, text } of shell.jobs.all()) {
    say(scope, 1, `[${number}]  ${state === "stopped" ? "Stopped" : "Running"}                 ${text}\n`);
  }
  return 0;
};

const fg: Builtin = ([name], scope, shell) => {
  const job = shell.jobs.find(name);
  if (job === undefined) throw new ShellFailure(`fg: ${name ?? "current"}: no such job`);
  say(scope, 1, `${job.text}\n`);
  return resume(scope, shell.jobs, job);
};

const bg: Builtin = ([name], scope, shell) => {
  const job = shell.jobs.find(name);
  if (job === undefined) throw new ShellFailure(`bg: ${name ?? "current"}: no such job`);
  job.state = "running";
  scope.system.kill(-job.group, signals.SIGCONT);
  say(scope, 1, `[${job.number}]+ ${job.text} &\n`);
  return 0;
};

function waitFor(pid: number, scope: Scope, shell: Shell): number {
  try {
    return scope.system.wait(pid, 0).status;
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    return 127;
  } finally {
    const job = shell.jobs.find(String(pid));
    job?.pids.delete(pid);
    if (job?.pids.size === 0) shell.jobs.forget(job);
  }
}

const wait: Builtin = (args, scope, shell) => {
  const pids =
    args.length === 0
      ? shell.jobs.all().flatMap((job) => [...job.pids])
      : args.flatMap((arg) => (arg.startsWith("%") ? [...(shell.jobs.find(arg)?.pids ?? [])] : [Number(arg)]));
  let status = 0;
  for (const pid of pids) status = waitFor(pid, scope, shell);
  return args.length === 0 ? 0 : status;
};

function signalNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const name = `SIG${text.toUpperCase().replace(/^SIG/, "")}`;
  if (!Object.hasOwn(signals, name)) throw new ShellFailure(`kill: ${text}: invalid signal specification`);
  return signals[name as SignalName];
}

/** The signal that `-9`, `-KILL` or `-s KILL` names, and the arguments behind it. */
function signalAmong(args: readonly string[]): { readonly signal: number; readonly targets: readonly string[] } {
  const [first = "", second = "", ...rest] = args;
  if (first === "-s") return { signal: signalNumber(second), targets: rest };
  if (/^-[A-Za-z\d]+$/.test(first)) return { signal: signalNumber(first.slice(1)), targets: args.slice(1) };
  return { signal: signals.SIGTERM, targets: args };
}

const kill: Builtin = (args, scope, shell) => {
  if (args[0] === "-l") {
    say(scope, 1, `${Object.keys(signals).join(" ")}\n`);
    return 0;
  }
  const { signal, targets } = signalAmong(args);
  for (const target of targets.filter((arg) => arg !== "--")) {
    const job = target.startsWith("%") ? shell.jobs.find(target) : undefined;
    if (job === undefined && !/^-?\d+$/u.test(target))
      throw new ShellFailure(
        target.startsWith("%") ? `kill: ${target}: no such job` : `kill: Illegal number: ${target}`,
      );
    try {
      scope.system.kill(job === undefined ? Number(target) : -job.group, signal);
    } catch (error) {
      if (error instanceof SystemError) throw new ShellFailure(`kill: (${target}) - No such process`);
      throw error;
    }
  }
  return 0;
};

export const jobControl: Readonly<Record<string, Builtin>> = { bg, fg, jobs, kill, wait };
