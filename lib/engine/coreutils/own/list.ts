import fs from "node:fs";
import path from "node:path";
import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";

interface Entry {
  readonly name: string;
  readonly file: string;
  readonly stat: fs.Stats;
}

const colors = { folder: "1;34", link: "1;36", program: "1;32" } as const;

export const ls: Command = (call) => {
  const flags = readFlags(call.args, "", { all: "a", "almost-all": "A", recursive: "R", color: "color" });
  const names = flags.rest.length > 0 ? flags.rest : ["."];
  let code = 0;
  const files: Entry[] = [];
  const folders: string[] = [];
  for (const name of names) {
    const stat = fs.statSync(name, { throwIfNoEntry: false }) ?? fs.lstatSync(name, { throwIfNoEntry: false });
    if (!stat) {
      call.complain(`cannot access '${name}': No such file or directory`);
      code = 2;
    } else if (stat.isDirectory() && !flags.has("d")) folders.push(name);
    else files.push({ name, file: name, stat: fs.lstatSync(name) });
  }
  show(call, flags, files);
  const titled = names.length > 1 || flags.has("R");
  for (const [at, folder] of folders.entries()) {
    if (titled) call.out(`${at > 0 || files.length > 0 ? "\n" : ""}${folder}:\n`);
    code = Math.max(code, showFolder(call, flags, folder));
  }
  return code;
};

function showFolder(call: Call, flags: Flags, folder: string): number {
  try {
    const shown = fs.readdirSync(folder).filter((name) => flags.has("a") || flags.has("A") || !name.startsWith("."));
    const names = flags.has("a") ? [".", "..", ...shown] : shown;
    const entries = names.map((name) => ({
      name,
      file: path.join(folder, name),
      stat: fs.lstatSync(path.join(folder, name)),
    }));
    if (flags.has("l")) call.out(`total ${entries.reduce((sum, { stat }) => sum + Math.ceil(stat.size / 1024), 0)}\n`);
    show(call, flags, entries);
    let code = 0;
    if (flags.has("R"))
      for (const { name, file, stat } of entries) {
        if (!stat.isDirectory() || name === "." || name === "..") continue;
        call.out(`\n${file}:\n`);
        code = Math.max(code, showFolder(call, flags, file));
      }
    return code;
  } catch (error) {
    call.complain(`cannot open directory '${folder}': ${reasonOf(error)}`);
    return 2;
  }
}

function show(call: Call, flags: Flags, entries: readonly Entry[]): void {
  const order = flags.has("t")
    ? (a: Entry, b: Entry) => b.stat.mtimeMs - a.stat.mtimeMs
    : (a: Entry, b: Entry) => a.name.localeCompare(b.name);
  const sorted = flags.has("S") ? entries.toSorted((a, b) => b.stat.size - a.stat.size) : entries.toSorted(order);
  const all = flags.has("r") ? sorted.toReversed() : sorted;
  const colored = flags.has("color") ? flags.value("color") !== "never" : process.stdout.isTTY;
  if (flags.has("l")) call.out(long(all, colored, flags.has("h")));
  else if (process.stdout.isTTY && !flags.has("1")) call.out(columns(all, colored, flags.has("F")));
  else for (const entry of all) call.out(`${label(entry, colored, flags.has("F"))}\n`);
}

function label({ name, stat }: Entry, colored: boolean, marked: boolean): string {
  const kind = kindOf(stat);
  const mark = { folder: "/", link: "@", program: "*" } as const;
  const text = colored && kind ? `\u001B[${colors[kind]}m${name}\u001B[0m` : name;
  return marked && kind ? text + mark[kind] : text;
}

function kindOf(stat: fs.Stats): keyof typeof colors | undefined {
  if (stat.isDirectory()) return "folder";
  if (stat.isSymbolicLink()) return "link";
  return stat.mode & 0o111 ? "program" : undefined;
}

function columns(entries: readonly Entry[], colored: boolean, marked: boolean): string {
  if (entries.length === 0) return "";
  const width = Math.max(...entries.map(({ name }) => name.length)) + 2 + Number(marked);
  const across = Math.max(1, Math.floor((process.stdout.columns || 80) / width));
  const rows = Math.ceil(entries.length / across);
  let text = "";
  for (let row = 0; row < rows; row++) {
    const cells = entries.filter((_, at) => at % rows === row);
    text += `${cells.map((entry, at) => label(entry, colored, marked) + (at < cells.length - 1 ? " ".repeat(width - entry.name.length) : "")).join("")}\n`;
  }
  return text;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function long(entries: readonly Entry[], colored: boolean, human: boolean): string {
  const sizes = entries.map(({ stat }) => (human ? humanSize(stat.size) : String(stat.size)));
  const width = Math.max(0, ...sizes.map((size) => size.length));
  return entries
    .map((entry, at) => {
      const { stat, file } = entry;
      const target = stat.isSymbolicLink() ? ` -> ${fs.readlinkSync(file)}` : "";
      const facts = [
        modeText(stat),
        String(stat.nlink).padStart(2),
        "user user",
        (sizes[at] ?? "").padStart(width),
        when(stat.mtime),
      ];
      return `${facts.join(" ")} ${label(entry, colored, false)}${target}\n`;
    })
    .join("");
}

function when(time: Date): string {
  const clock = `${String(time.getHours()).padStart(2, "0")}:${String(time.getMinutes()).padStart(2, "0")}`;
  return `${months[time.getMonth()]} ${String(time.getDate()).padStart(2)} ${clock}`;
}

function modeText(stat: fs.Stats): string {
  const kind = stat.isDirectory() ? "d" : stat.isSymbolicLink() ? "l" : "-";
  const bits = [...Array(9).keys()].map((bit) => (stat.mode & (0o400 >> bit) ? ("rwx"[bit % 3] ?? "") : "-"));
  return kind + bits.join("");
}

function humanSize(bytes: number): string {
  const unit = Math.min(4, bytes === 0 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** unit;
  return unit === 0 ? String(bytes) : `${value < 10 ? value.toFixed(1) : Math.round(value)}${"KMGT"[unit - 1]}`;
}
