import fs from "node:fs";
import path from "node:path";
import { dated } from "../../text/time-text";
import { getStringWidth } from "../../text/string-width";
import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";
import { humanSize } from "./du";

interface Entry {
  readonly name: string;
  readonly file: string;
  readonly stat: fs.Stats;
}

const longNames: Readonly<Record<string, string>> = {
  all: "a",
  "almost-all": "A",
  recursive: "R",
  color: "color",
  directory: "d",
  classify: "F",
  "human-readable": "h",
  reverse: "r",
  "ignore-backups": "B",
  ignore: "I",
  "quote-name": "Q",
  inode: "i",
};

const longFlags = ["l", "n", "g", "o", "full-time"];

const colors = { folder: "1;34", link: "1;36", program: "1;32" } as const;

export const ls: Command = (call) => {
  const flags = readFlags(
    call.args.map((arg) => (arg === "-1" ? "--1" : arg)),
    "I",
    longNames,
  );
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

/** What was begun at `.` keeps it in front. */
const below = (folder: string, name: string): string => `${folder.replace(/\/$/, "")}/${name}`;

function isListed(name: string, flags: Flags): boolean {
  if (name.startsWith(".") && !flags.has("a") && !flags.has("A") && !flags.has("f")) return false;
  if (flags.has("B") && name.endsWith("~")) return false;
  const ignored = flags.value("I");
  return ignored === undefined || !path.matchesGlob(name, ignored);
}

function showFolder(call: Call, flags: Flags, folder: string): number {
  try {
    const shown = fs.readdirSync(folder).filter((name) => isListed(name, flags));
    const names = flags.has("a") ? [".", "..", ...shown] : shown;
    const entries = names.map((name) => ({
      name,
      file: below(folder, name),
      stat: fs.lstatSync(path.join(folder, name)),
    }));
    if (longFlags.some((flag) => flags.has(flag)))
      call.out(`total ${entries.reduce((sum, { stat }) => sum + Math.ceil((stat.blocks * 512) / 1024), 0)}\n`);
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

const byteOrder = /^(?:C|POSIX)\b/.test(process.env.LC_ALL || process.env.LC_COLLATE || process.env.LANG || "");

type Order = (a: Entry, b: Entry) => number;

const byName: Order = (a, b) =>
  byteOrder ? Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) : a.name.localeCompare(b.name);

const extension = ({ name }: Entry): string => (/.\.[^.]*$/.exec(name) ? path.extname(name) : "");

function orderOf(flags: Flags): Order {
  const sort = flags.value("sort");
  if (flags.has("S") || sort === "size") return (a, b) => b.stat.size - a.stat.size || byName(a, b);
  if (flags.has("t") || sort === "time") return (a, b) => b.stat.mtimeMs - a.stat.mtimeMs || byName(a, b);
  if (flags.has("X") || sort === "extension")
    return (a, b) => Buffer.compare(Buffer.from(extension(a)), Buffer.from(extension(b))) || byName(a, b);
  if (flags.has("v") || sort === "version")
    return (a, b) => a.name.localeCompare(b.name, "en", { numeric: true }) || byName(a, b);
  return flags.has("U") || flags.has("f") || sort === "none" ? () => 0 : byName;
}

function sorted(entries: readonly Entry[], flags: Flags): readonly Entry[] {
  const all = entries.toSorted(orderOf(flags));
  const turned = flags.has("r") ? all.toReversed() : all;
  if (!flags.has("group-directories-first")) return turned;
  return turned.toSorted((a, b) => Number(b.stat.isDirectory()) - Number(a.stat.isDirectory()));
}

/** How a name is written: with a mark behind it, with its number before it, in quotes. */
interface Style {
  readonly colored: boolean;
  readonly marks: "all" | "folders" | "none";
  readonly quoted: boolean;
  readonly inodes: boolean;
}

function styleOf(flags: Flags): Style {
  return {
    colored: flags.has("color") ? flags.value("color") !== "never" : process.stdout.isTTY,
    marks: flags.has("F") ? "all" : flags.has("p") ? "folders" : "none",
    quoted: flags.has("Q"),
    inodes: flags.has("i"),
  };
}

function show(call: Call, flags: Flags, entries: readonly Entry[]): void {
  const all = sorted(entries, flags);
  const style = styleOf(flags);
  const isLong = longFlags.some((flag) => flags.has(flag));
  if (isLong) call.out(long(all, style, flags));
  else if (flags.has("m")) call.out(all.length === 0 ? "" : `${all.map((entry) => label(entry, style)).join(", ")}\n`);
  else if (flags.has("C") || flags.has("x") || (process.stdout.isTTY && !flags.has("1")))
    call.out(columns(all, style, flags.has("x")));
  else for (const entry of all) call.out(`${label(entry, style)}\n`);
}

const mark = { folder: "/", link: "@", program: "*" } as const;

/** The name without its colours, and what stands around it. */
function bare(
  { name, stat }: Entry,
  { marks, quoted, inodes }: Style,
): readonly [before: string, name: string, behind: string] {
  const kind = kindOf(stat);
  const marked = kind !== undefined && (marks === "all" || (marks === "folders" && kind === "folder"));
  const text = quoted ? `"${name.replace(/["\\]/g, String.raw`\$&`)}"` : name;
  return [inodes ? `${stat.ino} ` : "", text, marked ? mark[kind] : ""];
}

function label(entry: Entry, style: Style): string {
  const [before, name, behind] = bare(entry, style);
  const kind = kindOf(entry.stat);
  return before + (style.colored && kind ? `\u001B[${colors[kind]}m${name}\u001B[0m` : name) + behind;
}

function kindOf(stat: fs.Stats): keyof typeof colors | undefined {
  if (stat.isDirectory()) return "folder";
  if (stat.isSymbolicLink()) return "link";
  return stat.mode & 0o111 ? "program" : undefined;
}

/** As many columns as there is room for, down and then across; `-x` goes across first. */
function columns(entries: readonly Entry[], style: Style, isAcross: boolean): string {
  if (entries.length === 0) return "";
  const widths = entries.map((entry) => getStringWidth(bare(entry, style).join("")) + 2);
  const room = process.stdout.columns || 80;
  for (let rows = 1; ; rows++) {
    const across = Math.ceil(entries.length / rows);
    const columnOf = (at: number): number => (isAcross ? at % across : Math.floor(at / rows));
    const sizes = Array.from({ length: across }, (_, column) =>
      Math.max(...widths.filter((_width, at) => columnOf(at) === column), 0),
    );
    if (rows < entries.length && sizes.reduce((sum, size) => sum + size, -2) > room - 1) continue;
    return rowsOf(entries, style, { rows, across, isAcross, sizes, widths });
  }
}

interface Grid {
  readonly rows: number;
  readonly across: number;
  readonly isAcross: boolean;
  readonly sizes: readonly number[];
  readonly widths: readonly number[];
}

function rowsOf(entries: readonly Entry[], style: Style, { rows, across, isAcross, sizes, widths }: Grid): string {
  let text = "";
  for (let row = 0; row < rows; row++) {
    const places = entries.map((_, at) => at).filter((at) => (isAcross ? Math.floor(at / across) : at % rows) === row);
    const cells = places.map((at, column) => {
      const entry = entries[at];
      if (entry === undefined) return "";
      const room = (sizes[column] ?? 0) - (widths[at] ?? 0) + 2;
      return label(entry, style) + (column < places.length - 1 ? " ".repeat(room) : "");
    });
    text += `${cells.join("")}\n`;
  }
  return text;
}

/** Who owns it, by name or by number (`-n`); `-g` leaves out the owner, `-o` the group. */
function ownersOf(stat: fs.Stats, flags: Flags): string[] {
  const name = (id: number): string => (flags.has("n") ? String(id) : "user");
  return [...(flags.has("g") ? [] : [name(stat.uid)]), ...(flags.has("o") ? [] : [name(stat.gid)])];
}

function long(entries: readonly Entry[], style: Style, flags: Flags): string {
  const sizes = entries.map(({ stat }) => (flags.has("h") ? humanSize(stat.size) : String(stat.size)));
  const width = Math.max(0, ...sizes.map((size) => size.length));
  const links = Math.max(0, ...entries.map(({ stat }) => String(stat.nlink).length));
  return entries
    .map((entry, at) => {
      const { stat, file } = entry;
      const target = stat.isSymbolicLink() ? ` -> ${fs.readlinkSync(file)}` : "";
      const facts = [
        modeText(stat),
        String(stat.nlink).padStart(links),
        ...ownersOf(stat, flags),
        (sizes[at] ?? "").padStart(width),
        when(stat.mtime, flags),
      ];
      return `${facts.join(" ")} ${label(entry, style)}${target}\n`;
    })
    .join("");
}

const halfYear = 15_778_476_000;

/** What is long ago, or to come, is told with its year. */
function when(time: Date, flags: Flags): string {
  const style = flags.value("time-style") ?? (flags.has("full-time") ? "full-iso" : "");
  if (style.startsWith("+")) return dated(style.slice(1), time);
  if (style === "full-iso") return dated("%F %T.%N %z", time);
  if (style === "long-iso") return dated("%F %R", time);
  const age = Date.now() - time.getTime();
  return dated(age > halfYear || age < 0 ? "%b %e  %Y" : "%b %e %H:%M", time);
}

function modeText(stat: fs.Stats): string {
  const kind = stat.isDirectory() ? "d" : stat.isSymbolicLink() ? "l" : "-";
  const bits = [...Array(9).keys()].map((bit) => (stat.mode & (0o400 >> bit) ? ("rwx"[bit % 3] ?? "") : "-"));
  return kind + bits.join("");
}
