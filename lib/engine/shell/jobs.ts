import { signals } from "../protocol/signals.data";
import { waitFlag } from "../protocol/constants";
import type { Scope } from "./scope";

export interface Job {
  readonly number: number;
  readonly group: number;
  readonly pids: Set<number>;
  readonly text: string;
  state: "running" | "stopped";
  status: number;
}

/** What runs beside the shell, and what was stopped. */
export interface Jobs {
  readonly all: () => readonly Job[];
  readonly add: (group: number, pids: readonly number[], text: string, state: Job["state"]) => Job;
  readonly find: (name: string | undefined) => Job | undefined;
  readonly forget: (job: Job) => void;
  /** How those ended that are no more, by pid. */
  readonly statuses: Map<number, number>;
}

export function createJobs(): Jobs {
  const jobs: Job[] = [];
  return {
    statuses: new Map(),
    all: () => jobs,
    add: (group, pids, text, state) => {
      const number = (jobs.at(-1)?.number ?? 0) + 1;
      const job: Job = { number, group, pids: new Set(pids), text, state, status: 0 };
      jobs.push(job);
      return job;
    },
    find: (name) => {
      if (name === undefined || name === "%" || name === "%%" || name === "%+") return jobs.at(-1);
      if (name === "%-") return jobs.at(-2);
      if (/^%\d+$/.test(name)) return jobs.find(({ number }) => number === Number(name.slice(1)));
      if (name.startsWith("%?")) return jobs.find(({ text }) => text.includes(name.slice(2)));
      if (name.startsWith("%")) return jobs.find(({ text }) => text.startsWith(name.slice(1)));
      return jobs.find(({ pids }) => pids.has(Number(name)));
    },
    forget: (job) => {
      const at = jobs.indexOf(job);
      if (at >= 0) jobs.splice(at, 1);
    },
  };
}

export interface Waited {
  readonly statuses: readonly number[];
  readonly stopped: boolean;
}

/** Waits until all have ended or one was stopped; on a terminal they have it meanwhile. */
export function waitInForeground(scope: Scope, group: number | undefined, pids: readonly number[]): Waited {
  const { system } = scope;
  const terminal = group === undefined ? undefined : scope.streams.get(0);
  if (terminal !== undefined && group !== undefined) system.foreground(terminal, group);
  const statuses: number[] = [];
  let stopped = false;
  for (const pid of pids) {
    const ended = system.wait(pid, group === undefined ? 0 : waitFlag.untraced);
    statuses.push(ended.status);
    stopped ||= ended.stopped;
  }
  if (terminal !== undefined) system.foreground(terminal, system.ownGroup());
  return { statuses, stopped };
}

/** Goes on with a job in the foreground. */
export function resume(scope: Scope, jobs: Jobs, job: Job): number {
  scope.system.kill(-job.group, signals.SIGCONT);
  job.state = "running";
  const { statuses, stopped } = waitInForeground(scope, job.group, [...job.pids]);
  if (stopped) job.state = "stopped";
  else jobs.forget(job);
  return statuses.at(-1) ?? 0;
}

/** Notes which jobs have ended since one last looked, and answers them. */
export function endedJobs(scope: Scope, jobs: Jobs): readonly Job[] {
  const ended: Job[] = [];
  for (const job of jobs.all()) {
    for (const pid of job.pids) {
      const seen = scope.system.wait(pid, waitFlag.noHang);
      if (seen.pid === 0 || seen.stopped) continue;
      job.status = seen.status;
      jobs.statuses.set(pid, seen.status);
      job.pids.delete(pid);
    }
    if (job.pids.size === 0) ended.push(job);
  }
  for (const job of ended) jobs.forget(job);
  return ended;
}
