import { socketFamily } from "../protocol/constants";
import type { SpawnSpec, Stdio } from "../protocol/spawn-spec";
import type { Description } from "./description";
import { fail } from "./kernel-error";
import { socketPair } from "./network";
import { find } from "./path-walk";
import { demand, permission } from "./permissions";
import type { Process } from "./process";
import { resolveProgram } from "./program-lookup";
import { isForced, isSignal } from "./signal-action";
import type { StreamEnd } from "./stream-end";
import type { System } from "./system";

/** What a child gets at one number, and the other end of it, if it's a stream. */
export interface ChildFile {
  readonly theirs: Description | undefined;
  readonly ours: StreamEnd | undefined;
}

const closed: ChildFile = { theirs: undefined, ours: undefined };

/** Makes what the child's stdio asks for. Nothing has a descriptor yet. */
export function childFiles(system: System, parent: Process, stdio: readonly Stdio[]): ChildFile[] {
  return stdio.map((each): ChildFile => {
    if (each.type === "closed") return closed;
    if (each.type === "fd") return { theirs: parent.files.get(each.fd), ours: undefined };
    if (each.type === "ignore") return { theirs: system.openNull(), ours: undefined };
    const [ours, theirs] = socketPair(socketFamily.unix);
    return { theirs, ours };
  });
}

export interface Child {
  readonly spec: Omit<SpawnSpec, "stdio">;
  readonly files: readonly ChildFile[];
  /** Last touches before it runs. */
  readonly prepare?: (process: Process) => void;
}

/** Makes a process and asks for a Worker to run it. Fails before anything is made, if it fails. */
export function spawn(system: System, parent: Process, { spec, files, prepare }: Child): Process {
  const cwd = spec.cwd === undefined ? parent.cwd : find(parent, spec.cwd);
  if (!cwd.isDirectory) fail("ENOTDIR");
  demand(cwd, parent, permission.execute);
  const walker = { root: parent.root, cwd, pid: parent.pid, uid: parent.uid, gid: parent.gid };
  const resolved = resolveProgram(system.files, walker, spec);
  checkIdentity(parent, spec);
  system.processes.demandRoom();
  const process = system.processes.create(parent, cwd);
  try {
    for (const [fd, { theirs }] of files.entries()) if (theirs !== undefined) process.files.set(fd, theirs);
    joinGroup(system, process, spec);
  } catch (error) {
    system.processes.forget(process);
    throw error;
  }
  process.program = resolved.program;
  process.execPath = absolute(system, process, resolved.execPath);
  process.args = resolved.args;
  process.argv0 = spec.args[0] ?? spec.file;
  process.env = resolved.env;
  handOn(process, spec);
  prepare?.(process);
  system.host.startProcess(process);
  return process;
}

function handOn(process: Process, { uid, gid, ignored }: Child["spec"]): void {
  if (uid !== undefined) process.uid = uid;
  if (gid !== undefined) process.gid = gid;
  for (const signal of ignored ?? []) if (isSignal(signal) && !isForced(signal)) process.ignored.add(signal);
}

const absolute = (system: System, process: Process, path: string): string =>
  path.startsWith("/") ? path : `${system.pathOf(process.cwd)}/${path}`;

function checkIdentity(parent: Process, spec: Omit<SpawnSpec, "stdio">): void {
  if (parent.uid === 0) return;
  if (spec.uid !== undefined && spec.uid !== parent.uid) fail("EPERM");
  if (spec.gid !== undefined && spec.gid !== parent.gid) fail("EPERM");
}

function joinGroup(system: System, process: Process, spec: Omit<SpawnSpec, "stdio">): void {
  if (spec.detached === true) {
    process.sid = process.pid;
    process.pgid = process.pid;
    process.terminal = undefined;
  } else if (spec.pgid === 0) process.pgid = process.pid;
  else if (spec.pgid !== undefined) {
    const members = system.processes.group(spec.pgid);
    if (!members.some((member) => member.sid === process.sid)) fail("EPERM");
    process.pgid = spec.pgid;
  }
}
