import { userInfo } from "node:os";
import { codeOf } from "@/lib/base";
import { readFlags, type Command } from "./command";
import { listProcesses, type Listed } from "./process-list";

interface Column {
  readonly title: string;
  readonly width: number;
  readonly right?: boolean;
  readonly of: (listed: Listed) => string | number;
}

const userOf = ({ user }: Listed): string => (user === userInfo().uid ? userInfo().username : String(user));
const stateOf = ({ state, pid, session }: Listed): string => state + (pid === session ? "s" : "");

/** What the engine doesn't measure (a share of the processor, a start) is given as nothing. */
const columns: Readonly<Record<string, Column>> = {
  pid: { title: "PID", width: 7, right: true, of: ({ pid }) => pid },
  ppid: { title: "PPID", width: 7, right: true, of: ({ parent }) => parent },
  pgid: { title: "PGID", width: 7, right: true, of: ({ group }) => group },
  sid: { title: "SID", width: 7, right: true, of: ({ session }) => session },
  uid: { title: "UID", width: 5, right: true, of: ({ user }) => user },
  user: { title: "USER", width: 8, of: userOf },
  stat: { title: "STAT", width: 4, of: stateOf },
  state: { title: "S", width: 1, of: ({ state }) => state },
  tty: { title: "TTY", width: 8, of: ({ terminal }) => terminal },
  time: { title: "TIME", width: 8, right: true, of: () => "00:00:00" },
  rss: { title: "RSS", width: 5, right: true, of: ({ kilobytes }) => kilobytes },
  vsz: { title: "VSZ", width: 6, right: true, of: ({ kilobytes }) => kilobytes },
  "%cpu": { title: "%CPU", width: 4, right: true, of: () => "0.0" },
  "%mem": { title: "%MEM", width: 4, right: true, of: () => "0.0" },
  start: { title: "START", width: 5, of: () => "-" },
  stime: { title: "STIME", width: 5, of: () => "-" },
  c: { title: "C", width: 2, right: true, of: () => 0 },
  comm: { title: "COMMAND", width: 15, of: ({ name }) => name },
  args: { title: "COMMAND", width: 27, of: ({ line }) => line },
};

const otherNames: Readonly<Record<string, string>> = {
  cmd: "args",
  command: "args",
  ucmd: "comm",
  pcpu: "%cpu",
  pmem: "%mem",
  s: "state",
  tt: "tty",
  tname: "tty",
  euser: "user",
  pgrp: "pgid",
  sess: "sid",
  rssize: "rss",
};

const column = (name: string, change: Partial<Column> = {}): Column[] => {
  const key = Object.hasOwn(otherNames, name) ? otherNames[name] : name;
  const found = key !== undefined && Object.hasOwn(columns, key) ? columns[key] : undefined;
  return found === undefined ? [] : [{ ...found, ...change }];
};

const short = [...column("pid"), ...column("tty"), ...column("time"), ...column("comm", { title: "CMD" })];

const full = [
  ...column("user", { title: "UID" }),
  ...["pid", "ppid", "c", "stime", "tty", "time"].flatMap((name) => column(name)),
  ...column("args", { title: "CMD" }),
];

const byUser = [
  ...["user", "pid", "%cpu", "%mem", "vsz", "rss", "tty", "stat", "start"].flatMap((name) => column(name)),
  ...column("time", { width: 6, of: () => "0:00" }),
  ...column("args"),
];

/** `pid,comm=,args=Line`: names in a list, each with a title of its own or none. */
function chosen(list: string): Column[] | string {
  const made: Column[] = [];
  for (const name of list.split(/[,\s]+/).filter(Boolean)) {
    const [key = "", title] = name.split("=");
    const found = column(key, title === undefined ? {} : { title });
    if (found.length === 0) return key;
    made.push(...found);
  }
  return made;
}

function line(made: readonly Column[], cells: readonly string[]): string {
  return made
    .map(({ width, right }, at) => {
      const cell = cells[at] ?? "";
      if (right) return cell.padStart(width);
      return at === made.length - 1 ? cell : cell.padEnd(width);
    })
    .join(" ");
}

export const ps: Command = ({ args, out, complain }) => {
  const [first = "", ...others] = args;
  const bsd = /^[auxwf]+$/.test(first);
  const flags = readFlags(bsd ? others : args, "opuC", { format: "o", pid: "p" });
  const list = flags.value("o");
  const made =
    list === undefined ? (bsd && first.includes("u") ? byUser : flags.has("f") ? full : short) : chosen(list);
  if (typeof made === "string") {
    complain(`unknown user-defined format specifier "${made}"`);
    return 1;
  }
  const pids = flags
    .value("p")
    ?.split(/[,\s]+/)
    .map(Number);
  const all = listProcesses();
  const session = all.find(({ pid }) => pid === process.pid)?.session;
  const everyone = bsd || flags.has("e") || flags.has("A");
  const shown = all.filter((one) => (pids ? pids.includes(one.pid) : everyone || one.session === session));
  const titles = made.map(({ title }) => title);
  if (titles.some((title) => title !== "")) out(`${line(made, titles)}\n`);
  for (const one of shown)
    out(
      `${line(
        made,
        made.map(({ of }) => String(of(one))),
      )}\n`,
    );
  return shown.length > 0 ? 0 : 1;
};

function matching(args: readonly string[], complain: (text: string) => void): readonly Listed[] | number {
  const flags = readFlags(args, "Pu", { full: "f", exact: "x", "list-name": "l" });
  const [pattern] = flags.rest;
  if (pattern === undefined) {
    complain("no matching criteria specified\nTry `pgrep --help' for more information.");
    return 2;
  }
  const wanted = new RegExp(flags.has("x") ? `^(?:${pattern})$` : pattern, flags.has("i") ? "i" : "");
  const found = listProcesses().filter(
    (one) => one.pid !== process.pid && wanted.test(flags.has("f") ? one.line : one.name),
  );
  if (flags.has("n")) return found.slice(-1);
  return flags.has("o") ? found.slice(0, 1) : found;
}

export const pgrep: Command = ({ args, out, complain }) => {
  const found = matching(args, complain);
  if (typeof found === "number") return found;
  const named = args.includes("-l");
  const whole = args.includes("-a");
  for (const { pid, name, line: words } of found) out(`${pid}${whole ? ` ${words}` : named ? ` ${name}` : ""}\n`);
  return found.length > 0 ? 0 : 1;
};

export const pkill: Command = ({ args, complain }) => {
  const signal = args.find((arg) => /^-(?:\d+|[A-Z]{2,}\d?)$/.test(arg));
  const found = matching(
    args.filter((arg) => arg !== signal),
    complain,
  );
  if (typeof found === "number") return found;
  const name = signal?.slice(1) ?? "TERM";
  let reached = 0;
  for (const { pid } of found)
    try {
      process.kill(pid, /^\d+$/.test(name) ? Number(name) : `SIG${name.replace(/^SIG/, "")}`);
      reached += 1;
    } catch (error) {
      if (codeOf(error) !== "ESRCH") complain(`killing pid ${pid} failed: ${String(error)}`);
    }
  return reached > 0 ? 0 : 1;
};
