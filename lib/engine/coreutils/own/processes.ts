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

/** A share of the processor, a start: the engine doesn't measure them. */
const unmeasured = (): string => "-";

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
  time: { title: "TIME", width: 8, right: true, of: unmeasured },
  rss: { title: "RSS", width: 5, right: true, of: ({ kilobytes }) => kilobytes },
  vsz: { title: "VSZ", width: 6, right: true, of: ({ kilobytes }) => kilobytes },
  "%cpu": { title: "%CPU", width: 4, right: true, of: unmeasured },
  "%mem": { title: "%MEM", width: 4, right: true, of: unmeasured },
  start: { title: "START", width: 5, of: unmeasured },
  stime: { title: "STIME", width: 5, of: unmeasured },
  c: { title: "C", width: 2, right: true, of: unmeasured },
  comm: { title: "COMMAND", width: 15, of: ({ name }) => name },
  args: { title: "COMMAND", width: 27, of: ({ line: words }) => words },
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
  ...column("time", { width: 6 }),
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

interface Wanted {
  readonly made: readonly Column[];
  readonly isShown: (one: Listed, session: number | undefined) => boolean;
}

/** What `ps` was asked for; a word when that is no column's name. */
function wantedOf(args: readonly string[]): Wanted | string {
  const [first = "", ...others] = args;
  const bsd = /^[auxwf]+$/.test(first) ? first : undefined;
  const flags = readFlags(bsd === undefined ? args : others, "opuC", { format: "o", pid: "p" });
  const list = flags.value("o");
  const usual = flags.has("f") ? full : short;
  const made = list === undefined ? (bsd?.includes("u") === true ? byUser : usual) : chosen(list);
  if (typeof made === "string") return made;
  const pids = flags
    .value("p")
    ?.split(/[,\s]+/)
    .map(Number);
  const isEveryone = bsd !== undefined || flags.has("e") || flags.has("A");
  return {
    made,
    isShown: (one, session) => (pids ? pids.includes(one.pid) : isEveryone || one.session === session),
  };
}

export const ps: Command = ({ args, out, complain }) => {
  const wanted = wantedOf(args);
  if (typeof wanted === "string") {
    complain(`unknown user-defined format specifier "${wanted}"`);
    return 1;
  }
  const { made, isShown } = wanted;
  const all = listProcesses();
  const session = all.find(({ pid }) => pid === process.pid)?.session;
  const shown = all.filter((one) => isShown(one, session));
  const titles = made.map(({ title }) => title);
  const row = (one: Listed) => made.map(({ of }) => String(of(one)));
  if (titles.some((title) => title !== "")) out(`${line(made, titles)}\n`);
  for (const one of shown) out(`${line(made, row(one))}\n`);
  return shown.length > 0 ? 0 : 1;
};

type Matcher = (one: Listed) => boolean;

/** `-P 1,2`, `-u name`: what must hold beside the pattern. */
function conditions(parents: string | undefined, users: string | undefined): Matcher[] {
  const among = (list: string | undefined) => list?.split(",");
  const [of, by] = [among(parents), among(users)];
  return [
    ...(of ? [({ parent }: Listed) => of.includes(String(parent))] : []),
    ...(by ? [(one: Listed) => by.includes(String(one.user)) || by.includes(userOf(one))] : []),
  ];
}

function matching(args: readonly string[], complain: (text: string) => void): readonly Listed[] | number {
  const flags = readFlags(args, "Pu", { full: "f", exact: "x", "list-name": "l", parent: "P", euid: "u" });
  const [pattern = ""] = flags.rest;
  const others = conditions(flags.value("P"), flags.value("u"));
  if (flags.rest.length === 0 && others.length === 0) {
    complain("no matching criteria specified\nTry `pgrep --help' for more information.");
    return 2;
  }
  const wanted = new RegExp(flags.has("x") ? `^(?:${pattern})$` : pattern, flags.has("i") ? "i" : "");
  const isNamed: Matcher = (one) => wanted.test(flags.has("f") ? one.line : one.name);
  const found = listProcesses().filter(
    (one) => one.pid !== process.pid && [isNamed, ...others].every((holds) => holds(one)),
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
