import os from "node:os";
import type { Call, Command } from "./command";
import { openKeyboard } from "./keyboard";
import { ownerName } from "./owners";
import { listProcesses, type Listed } from "./process-list";
import { memory, uptimeLine } from "./resources";

const states: Readonly<Record<string, string>> = { R: "running", S: "sleeping", T: "stopped", Z: "zombie" };

function head(all: readonly Listed[]): readonly string[] {
  const count = (letter: string) => String(all.filter(({ state }) => state === letter).length).padStart(3);
  const tasks = Object.entries(states).map(([letter, name]) => `${count(letter)} ${name}`);
  const { total, free, cached, available } = memory();
  const mebi = (bytes: number) => (bytes / 1024 ** 2).toFixed(1).padStart(8);
  return [
    `top - ${uptimeLine()}`,
    `Tasks: ${String(all.length).padStart(3)} total, ${tasks.join(", ")}`,
    // The engine has no account of who used the processors for how long.
    `Cpus: ${os.availableParallelism()}`,
    `MiB Mem :${mebi(total)} total,${mebi(free)} free,${mebi(Math.max(0, total - free - cached))} used,${mebi(cached)} buff/cache`,
    `MiB Swap:${mebi(0)} total,${mebi(0)} free,${mebi(0)} used.${mebi(available)} avail Mem`,
    "",
  ];
}

function row({ pid, user, kilobytes, state, name, line }: Listed, full: boolean, total: number): string {
  const share = ((kilobytes * 1024 * 100) / Math.max(1, total)).toFixed(1);
  const columns = [
    String(pid).padStart(7),
    ownerName(user).slice(0, 8).padEnd(8),
    String(kilobytes).padStart(8),
    state,
    share.padStart(5),
  ];
  return `${columns.join(" ")} ${full ? line : name}`;
}

function lines(byMemory: boolean, full: boolean, only: readonly number[]): readonly string[] {
  const all = listProcesses();
  const shown = only.length > 0 ? all.filter(({ pid }) => only.includes(pid)) : all;
  const sorted = byMemory
    ? shown.toSorted((a, b) => b.kilobytes - a.kilobytes)
    : shown.toSorted((a, b) => b.pid - a.pid);
  const { total } = memory();
  return [...head(all), "    PID USER          RES S  %MEM COMMAND", ...sorted.map((one) => row(one, full, total))];
}

function askedOf(args: readonly string[]) {
  const value = (letter: string): string | undefined => {
    const at = args.findIndex((arg) => new RegExp(`^-\\w*${letter}`).test(arg));
    if (at < 0) return undefined;
    return /\d.*$/.exec(args[at] ?? "")?.[0] ?? args[at + 1];
  };
  const isBatch = args.some((arg) => /^-[a-zA-Z]*b/.test(arg));
  return {
    isBatch,
    full: args.some((arg) => /^-[a-zA-Z]*c/.test(arg)),
    times: Number(value("n") ?? Number.POSITIVE_INFINITY),
    every: Math.max(0.1, Number(value("d") ?? 3)),
    only: (value("p") ?? "").split(",").filter(Boolean).map(Number),
  };
}

interface Shown {
  byMemory: boolean;
  full: boolean;
}

async function inBatches(call: Call, asked: ReturnType<typeof askedOf>): Promise<number> {
  for (let time = 1; time <= asked.times; time++) {
    call.out(`${lines(false, asked.full, asked.only).join("\n")}\n`);
    if (time === asked.times) break;
    call.out("\n");
    await new Promise((resolve) => setTimeout(resolve, asked.every * 1000));
  }
  return 0;
}

function screenOf({ byMemory, full }: Shown, only: readonly number[]): string {
  const [rows, columns] = [process.stdout.rows || 24, process.stdout.columns || 80];
  const text = lines(byMemory, full, only)
    .slice(0, rows)
    .map((line) => line.slice(0, columns));
  const title = text.findIndex((line) => line.startsWith("    PID"));
  return text.map((line, at) => (at === title ? `\x1b[7m${line.padEnd(columns)}\x1b[27m` : line)).join("\r\n");
}

function press(key: string | undefined, shown: Shown): void {
  if (key === "M") shown.byMemory = true;
  if (key === "N" || key === "P") shown.byMemory = false;
  if (key === "c") shown.full = !shown.full;
}

/** Who runs, the youngest first and again every few seconds; `M` sorts by memory, `c` shows whole lines, `q` leaves. */
export const top: Command = async (call) => {
  const asked = askedOf(call.args);
  if (asked.isBatch) return inBatches(call, asked);
  const keyboard = process.stdout.isTTY ? openKeyboard() : undefined;
  if (keyboard === undefined) {
    process.stderr.write("top: failed tty get\n");
    return 1;
  }
  const shown: Shown = { byMemory: false, full: asked.full };
  call.out("\x1b[?1049h\x1b[?25l");
  try {
    for (let time = 1; ; time++) {
      call.out(`\x1b[H\x1b[J${screenOf(shown, asked.only)}`);
      const key = time >= asked.times ? "q" : await keyboard.next(asked.every * 1000);
      if (key === "q" || key === "\x03") return 0;
      press(key, shown);
    }
  } finally {
    call.out("\x1b[?25h\x1b[?1049l");
    keyboard.close();
  }
};
