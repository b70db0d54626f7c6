import fs from "node:fs";
import { basename } from "node:path";

export interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly state: string;
  readonly name: string;
  readonly line: string;
  readonly user: number;
  readonly kilobytes: number;
  readonly terminal: string;
}

function terminalOf(pid: number): string {
  try {
    const target = fs.readlinkSync(`/proc/${pid}/fd/0`);
    return target.startsWith("/dev/pts/") ? target.slice("/dev/".length) : "?";
  } catch {
    return "?";
  }
}

function read(pid: number): Listed | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
    const line = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trimEnd();
    const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
    const [state = "?", parent, group, session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const number = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return {
      pid,
      parent: Number(parent),
      group: Number(group),
      session: Number(session),
      state,
      name: basename(name),
      line: line === "" ? `[${name}]` : line,
      user: number("Uid"),
      kilobytes: number("VmRSS"),
      terminal: terminalOf(pid),
    };
  } catch {
    // It has ended since its name was read.
    return undefined;
  }
}

/** Who runs, as `/proc` tells, by number. */
export function listProcesses(): readonly Listed[] {
  const pids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids
    .map((name) => read(Number(name)))
    .filter((listed) => listed !== undefined)
    .toSorted((a, b) => a.pid - b.pid);
}

/** What a process has started, and what that has started. */
export function descendants(of: number, all: readonly Listed[] = listProcesses()): readonly number[] {
  return all.filter(({ parent }) => parent === of).flatMap(({ pid }) => [pid, ...descendants(pid, all)]);
}
