import { signals, type SignalName } from "../../protocol/signals.data";
import { ShellFailure } from "../flow";
import { resume, type Job } from "../jobs";
import { say, type Scope } from "../scope";
import { SystemError } from "../system";
import type { Builtin, Shell } from "../shell";
import { signalNames, signalTable } from "./trap";
import { wait } from "./wait";

/** `[1]+  Running                 sleep 5 &` */
function jobLine({ number, state, text, pids }: Job, all: readonly Job[], long: boolean): string {
  const sign = { [all.at(-1)?.number ?? -1]: "+", [all.at(-2)?.number ?? -1]: "-" }[number] ?? " ";
  const pid = long ? `${[...pids][0] ?? ""} ` : "";
  const shown = state === "stopped" ? "Stopped" : "Running";
  return `[${number}]${sign}  ${pid}${shown.padEnd(24)}${text}${state === "stopped" ? "" : " &"}\n`;
}

const jobs: Builtin = (args, scope, shell) => {
  const flags = args.filter((arg) => arg.startsWith("-")).join("");
  const all = shell.jobs.all();
  const named = args.filter((arg) => !arg.startsWith("-"));
  const missing = named.find((name) => shell.jobs.find(name) === undefined);
  if (missing !== undefined) throw new ShellFailure(`jobs: ${missing}: no such job`);
  const wanted = named.length === 0 ? all : all.filter((job) => named.some((name) => shell.jobs.find(name) === job));
  for (const job of wanted) {
    if (flags.includes("r") && job.state !== "running") continue;
    if (flags.includes("s") && job.state !== "stopped") continue;
    say(scope, 1, flags.includes("p") ? `${job.group}\n` : jobLine(job, all, flags.includes("l")));
  }
  return 0;
};

const disown: Builtin = (args, _scope, shell) => {
  const flags = args.filter((arg) => arg.startsWith("-")).join("");
  const named = args.filter((arg) => !arg.startsWith("-"));
  const all = [...shell.jobs.all()].filter(
    (job) => flags.includes("a") || (flags.includes("r") && job.state === "running"),
  );
  const picked =
    all.length > 0 || /[ar]/.test(flags)
      ? all
      : (named.length > 0 ? named : ["%+"]).map((name) => {
          const job = shell.jobs.find(name);
          if (job === undefined) throw new ShellFailure(`disown: ${named.length > 0 ? name : "current"}: no such job`);
          return job;
        });
  if (!flags.includes("h")) for (const job of picked) shell.jobs.forget(job);
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

function signalNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const name = `SIG${text.toUpperCase().replace(/^SIG/, "")}`;
  if (!Object.hasOwn(signals, name)) throw new ShellFailure(`kill: ${text}: invalid signal specification`);
  return signals[name as SignalName];
}

/** The number of a name, and the name of a number, which may be a status as well. */
function otherName(text: string): string {
  if (!/^\d+$/.test(text)) return String(signalNumber(text));
  const number = Number(text) > 128 ? Number(text) - 128 : Number(text);
  const name = signalNames.find(([, one]) => one === number)?.[0];
  if (name === undefined) throw new ShellFailure(`kill: ${text}: invalid signal specification`);
  return name.slice(3);
}

/** The signal that `-9`, `-KILL` or `-s KILL` names, and the arguments behind it. */
function signalAmong(args: readonly string[]): { readonly signal: number; readonly targets: readonly string[] } {
  const [first = "", second = "", ...rest] = args;
  if (first === "-s" || first === "-n") return { signal: signalNumber(second), targets: rest };
  if (/^-[A-Za-z\d]+$/.test(first)) return { signal: signalNumber(first.slice(1)), targets: args.slice(1) };
  return { signal: signals.SIGTERM, targets: args };
}

function send(target: string, signal: number, scope: Scope, shell: Shell): void {
  const job = target.startsWith("%") ? shell.jobs.find(target) : undefined;
  if (job === undefined && !/^-?\d+$/u.test(target))
    throw new ShellFailure(
      target.startsWith("%") ? `kill: ${target}: no such job` : `kill: ${target}: arguments must be process or job IDs`,
    );
  try {
    scope.system.kill(job === undefined ? Number(target) : -job.group, signal);
  } catch (error) {
    if (error instanceof SystemError) throw new ShellFailure(`kill: (${target}) - No such process`);
    throw error;
  }
}

const kill: Builtin = (args, scope, shell) => {
  if (args.length === 0) {
    say(scope, 2, "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n");
    return 2;
  }
  if (args[0] === "-l" || args[0] === "-L") {
    say(
      scope,
      1,
      args.length === 1
        ? signalTable()
        : args
            .slice(1)
            .map((one) => `${otherName(one)}\n`)
            .join(""),
    );
    return 0;
  }
  const { signal, targets } = signalAmong(args);
  for (const target of targets.filter((arg) => arg !== "--")) send(target, signal, scope, shell);
  return 0;
};

export const jobControl: Readonly<Record<string, Builtin>> = { bg, disown, fg, jobs, kill, wait };
