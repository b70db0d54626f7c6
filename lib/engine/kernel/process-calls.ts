import { disposition } from "../protocol/constants";
import { answer, done, numbers, text, type Answer } from "./answer";
import type { Call, Handler } from "./call";
import { OpenDirectory } from "./open-directory";
import type { Inode } from "./inode";
import { fail } from "./kernel-error";
import { find } from "./path-walk";
import { demand, permission } from "./permissions";
import type { Process } from "./process";
import { isForced, isSignal } from "./signal-action";

function maySignal(sender: Process, target: Process): boolean {
  return sender.uid === 0 || sender.uid === target.uid;
}

function kill(call: Call): Answer {
  const pid = call.number(0);
  const signal = call.number(1);
  if (!isSignal(signal)) fail("EINVAL");
  const targets = targetsOf(call, pid);
  if (targets.length === 0) fail("ESRCH");
  const allowed = targets.filter((target) => maySignal(call.process, target));
  if (allowed.length === 0) fail("EPERM");
  // The sender last, so that it still gets all others when it ends itself.
  for (const target of allowed) if (target !== call.process) call.system.processes.signal(target, signal);
  if (allowed.includes(call.process)) call.system.processes.signal(call.process, signal);
  return done;
}

function targetsOf(call: Call, pid: number): Process[] {
  const { processes } = call.system;
  if (pid > 0) {
    const target = processes.get(pid);
    return target === undefined ? [] : [target];
  }
  if (pid === 0) return processes.group(call.process.pgid);
  if (pid < -1) return processes.group(-pid);
  return processes.all().filter((each) => each.alive && each !== processes.init && each !== call.process);
}

function exit(call: Call): undefined {
  call.system.processes.end(call.process, { code: call.number(0) & 0xff, signal: 0 });
}

function sigaction(call: Call): Answer {
  const signal = call.number(0);
  if (!isSignal(signal) || signal === 0 || isForced(signal)) fail("EINVAL");
  return numbers(call.system.processes.setDisposition(call.process, signal, call.number(1, disposition.default)));
}

function sigmask(call: Call): Answer {
  const { process, system } = call;
  const given = call.numbers.slice(1);
  const how = call.number(0);
  if (how < 0 || how > 2) fail("EINVAL");
  const kept = how === 2 ? [] : [...process.blocked].filter((signal) => how === 0 || !given.includes(signal));
  const before = [...process.blocked];
  system.processes.setBlocked(process, how === 1 ? kept : [...kept, ...given]);
  return numbers(...before.slice(0, 31));
}

const other = (call: Call): Process => call.system.processes.demand(call.number(0), call.process);

function setpgid(call: Call): Answer {
  const target = other(call);
  const pgid = call.number(1) === 0 ? target.pid : call.number(1);
  if (target !== call.process && target.parent !== call.process) fail("ESRCH");
  if (target.sid !== call.process.sid || target.sid === target.pid) fail("EPERM");
  if (pgid !== target.pid && !call.system.processes.group(pgid).some((member) => member.sid === target.sid))
    fail("EPERM");
  target.pgid = pgid;
  return done;
}

const getpgid = (call: Call): Answer => numbers(other(call).pgid);
const getsid = (call: Call): Answer => numbers(other(call).sid);
const getppid = (call: Call): Answer => numbers(call.process.parent?.pid ?? 0);

function setsid(call: Call): Answer {
  const { process } = call;
  if (call.system.processes.group(process.pid).length > 0) fail("EPERM");
  process.sid = process.pid;
  process.pgid = process.pid;
  process.terminal = undefined;
  return numbers(process.pid);
}

function enter(call: Call, directory: Inode): Answer {
  if (!directory.isDirectory) fail("ENOTDIR");
  demand(directory, call.process, permission.execute);
  call.system.files.hold(directory);
  call.system.files.letGo(call.process.cwd);
  call.process.cwd = directory;
  return done;
}

const chdir = (call: Call): Answer => enter(call, find(call.process, call.text(0)));

function fchdir(call: Call): Answer {
  const file = call.process.files.get(call.number(0, -1));
  return file instanceof OpenDirectory ? enter(call, file.node) : fail("ENOTDIR");
}

const cwd = (call: Call): Answer => text(call.system.pathOf(call.process.cwd));

function umask(call: Call): Answer {
  const { process } = call;
  const before = process.umask;
  const mask = call.number(0, -1);
  if (mask >= 0) process.umask = mask & 0o777;
  return numbers(before);
}

const getPriority = (call: Call): Answer => numbers(other(call).nice);

function setPriority(call: Call): Answer {
  const target = other(call);
  const nice = Math.max(-20, Math.min(19, call.number(1)));
  if (call.process.uid !== 0 && target.uid !== call.process.uid) fail("EPERM");
  if (call.process.uid !== 0 && nice < target.nice) fail("EACCES");
  target.nice = nice;
  return done;
}

function setTitle(call: Call): Answer {
  call.process.args = [call.text(0)];
  return done;
}

function rusage(call: Call): Answer {
  const { usage } = call.process;
  return numbers(usage.userMicroseconds, 0, Math.ceil(usage.memory / 1024), usage.reads, usage.writes, 0, usage.calls);
}

/** Only the process's own Worker can tell how long it ran and what memory it has. */
function report(call: Call): Answer {
  const { usage } = call.process;
  usage.userMicroseconds = call.number(0);
  usage.memory = call.number(1);
  return done;
}

function sysinfo(call: Call): Answer {
  const { files, processes, host, bootedAt } = call.system;
  const uptime = (host.now() - bootedAt) / 1000;
  const total = files.limits.totalBytes;
  const running = processes.all().filter((process) => process.state === "running").length - 1;
  return answer([uptime, total, total - files.usage.bytes, processes.size, running, running, running], []);
}

export const processCalls = {
  kill,
  exit,
  sigaction,
  sigmask,
  setpgid,
  getpgid,
  getsid,
  getppid,
  setsid,
  chdir,
  fchdir,
  cwd,
  umask,
  getPriority,
  setPriority,
  setTitle,
  rusage,
  report,
  sysinfo,
} satisfies Record<string, Handler>;
