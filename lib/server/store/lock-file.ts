import { randomUUID } from "node:crypto";
import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "@/lib/base";

/** Another process has the folder. Two at once would destroy the database in it, so there is no way round this. */
export class FolderHeld extends Error {
  readonly code = "EHELD";
}

export interface FileLock {
  readonly release: () => void;
}

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When that process began, as the system counts it, so that another one with its number isn't taken for it. */
  readonly began: string;
  readonly mark: string;
}

const beat = 2000;
const silence = 15_000;
const held = new Set<string>();

/** Holds `file` until it is released or this process ends, however it ends. Refuses while a living process holds it. */
export async function holdLock(file: string): Promise<FileLock> {
  const mine: Holder = { pid: process.pid, host: hostname(), began: beginningOf(process.pid), mark: randomUUID() };
  if (held.has(file)) throw new FolderHeld(`This process holds ${file} already.`);
  for (let tries = 0; tries < 5 && !wrote(file, mine); tries++) {
    const holder = read(file);
    if (holder && lives(holder, file)) throw refusal(file, holder);
    rmSync(file, { force: true });
  }
  /** Another process may have judged the same old lock at the same moment; whoever wrote last has it. */
  await wait(50);
  const now = read(file);
  if (now?.mark !== mine.mark) throw refusal(file, now);
  return keep(file, mine);
}

/** Who holds `file` now, if a living process does. */
export function holderOf(file: string): { readonly pid: number; readonly host: string } | undefined {
  const holder = read(file);
  return holder && lives(holder, file) ? holder : undefined;
}

function keep(file: string, { mark }: Holder): FileLock {
  held.add(file);
  const beating = setInterval(() => {
    if (read(file)?.mark === mark) utimesSync(file, new Date(), new Date());
  }, beat);
  beating.unref();
  const release = () => {
    clearInterval(beating);
    held.delete(file);
    process.off("exit", release);
    if (read(file)?.mark === mark) rmSync(file, { force: true });
  };
  process.on("exit", release);
  return { release };
}

function wrote(file: string, holder: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

/** On another machine or in another container its number says nothing: there the file's own heartbeat counts. */
function lives({ pid, host, began }: Holder, file: string): boolean {
  if (host !== hostname()) return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < silence;
  if (pid === process.pid) return held.has(file);
  try {
    process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
  return beginningOf(pid) === began;
}

/** Empty where the system doesn't tell. */
function beginningOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\)/su, "").trim().split(" ");
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19] ?? ""}`;
  } catch {
    return "";
  }
}

function refusal(file: string, holder: Holder | undefined): FolderHeld {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : "another process";
  return new FolderHeld(
    `${file} is held by ${who}. Two servers can't share one data folder: stop the other, set TABSMITH_DATA to another folder, or set DATABASE_URL.`,
  );
}
