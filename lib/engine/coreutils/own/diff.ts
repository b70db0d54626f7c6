import fs from "node:fs";
import path from "node:path";
import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";
import { contextDiff, edScript, normalDiff, unifiedDiff, type Compared } from "./diff-output";
import { changesBetween, linesOf, type Comparing } from "./file-diff";

interface Side {
  readonly name: string;
  /** What is shown in the head of `-u` and `-c`. */
  readonly label: string | undefined;
}

const isFolder = (name: string): boolean => name !== "-" && fs.statSync(name).isDirectory();

const two = (value: number): string => String(value).padStart(2, "0");

/** `2020-01-02 03:04:05.000000000 +0000` */
function stamp(name: string): string {
  const time = name === "-" || !fs.existsSync(name) ? new Date(name === "-" ? Date.now() : 0) : fs.statSync(name).mtime;
  const zone = -time.getTimezoneOffset();
  const date = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  const clock = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  const size = Math.abs(zone);
  const parts = `.${String(time.getMilliseconds()).padStart(3, "0")}000000`;
  return `${date} ${clock}${parts} ${zone < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

const headed = ({ name, label }: Side): string => label ?? `${name}\t${stamp(name)}`;

const context = (flags: Flags): number => {
  const given = flags.value("U") ?? flags.value("C");
  return given === undefined || given === "" ? 3 : Number(given);
};

function output(compared: Compared, from: Side, to: Side, flags: Flags): string {
  if (flags.has("u") || flags.has("U"))
    return `--- ${headed(from)}\n+++ ${headed(to)}\n${unifiedDiff(compared, context(flags))}`;
  if (flags.has("c") || flags.has("C"))
    return `*** ${headed(from)}\n--- ${headed(to)}\n${contextDiff(compared, context(flags))}`;
  return flags.has("e") ? edScript(compared) : normalDiff(compared);
}

const colours: Readonly<Record<string, string>> = { "-": "31", "<": "31", "+": "32", ">": "32", "@": "36" };

const coloured = (text: string): string =>
  text.replace(/^([-+<>@]).*$/gm, (line, mark: string) => `\u001B[${colours[mark] ?? "0"}m${line}\u001B[0m`);

function shown(text: string, flags: Flags): string {
  const when = flags.has("color") ? flags.value("color") || "auto" : "never";
  return when === "always" || (when === "auto" && process.stdout.isTTY) ? coloured(text) : text;
}

const isBinary = (bytes: Buffer): boolean => bytes.subarray(0, 8000).includes(0);

function comparing(flags: Flags): Comparing {
  return {
    blanksAlike: flags.has("b"),
    withoutBlanks: flags.has("w"),
    lettersAlike: flags.has("i"),
    withoutEmpty: flags.has("B"),
  };
}

const read = (name: string): Buffer =>
  name !== "-" && !fs.existsSync(name) ? Buffer.alloc(0) : fs.readFileSync(name === "-" ? 0 : name);

/** Compares two files; `command` is said before what differs, where folders are compared. */
function compareFiles(call: Call, from: Side, to: Side, flags: Flags, command: string): number {
  const [a, b] = [read(from.name), read(to.name)];
  const differ = `iles ${from.name} and ${to.name} differ\n`;
  if (a.equals(b)) {
    if (flags.has("s")) call.out(`Files ${from.name} and ${to.name} are identical\n`);
    return 0;
  }
  if (isBinary(a) || isBinary(b)) {
    call.out(flags.has("q") ? `F${differ}` : `Binary f${differ}`);
    return flags.has("q") ? 1 : 2;
  }
  const [before, after] = [linesOf(a.toString()), linesOf(b.toString())];
  const changes = changesBetween(before, after, comparing(flags));
  if (changes.length === 0) return 0;
  if (flags.has("q")) call.out(`F${differ}`);
  else call.out(command + shown(output({ before, after, changes }, from, to, flags), flags));
  return 1;
}

/** The options as they were given, for the line that says which command would show a difference. */
const optionsOf = (args: readonly string[]): string =>
  args.filter((arg) => arg.length > 1 && arg.startsWith("-")).join(" ");

const side = (name: string): Side => ({ name, label: undefined });

function compareFolders(call: Call, from: string, to: string, flags: Flags): number {
  const [a, b] = [from, to].map((folder) => new Set(fs.readdirSync(folder))) as [Set<string>, Set<string>];
  let code = 0;
  for (const name of [...new Set([...a, ...b])].toSorted()) {
    if (flags.has("x") && flags.value("x") === name) continue;
    const [one, other] = [path.posix.join(from, name), path.posix.join(to, name)];
    const isNew = flags.has("N");
    if (!isNew && !(a.has(name) && b.has(name))) {
      call.out(`Only in ${a.has(name) ? from : to}: ${name}\n`);
      code = Math.max(code, 1);
    } else code = Math.max(code, compareEntries(call, one, other, flags));
  }
  return code;
}

function compareEntries(call: Call, one: string, other: string, flags: Flags): number {
  const kinds = [one, other].map((name) => fs.statSync(name, { throwIfNoEntry: false })?.isDirectory());
  if (kinds.every((isDirectory) => isDirectory !== false) && kinds.includes(true)) {
    if (flags.has("r")) return kinds.includes(undefined) ? 0 : compareFolders(call, one, other, flags);
    call.out(`Common subdirectories: ${one} and ${other}\n`);
    return 0;
  }
  if (kinds[0] !== kinds[1] && kinds.includes(true)) {
    const said = (name: string, isDirectory: boolean | undefined) =>
      `${name} is a ${isDirectory === true ? "directory" : "regular file"}`;
    call.out(`File ${said(one, kinds[0])} while file ${said(other, kinds[1])}\n`);
    return 1;
  }
  return compareFiles(
    call,
    side(one),
    side(other),
    flags,
    `diff ${optionsOf(call.args)} ${one} ${other}\n`.replace("  ", " "),
  );
}

const long: Readonly<Record<string, string>> = {
  brief: "q",
  "report-identical-files": "s",
  unified: "U",
  context: "C",
  ed: "e",
  recursive: "r",
  "new-file": "N",
  "ignore-case": "i",
  "ignore-all-space": "w",
  "ignore-space-change": "b",
  "ignore-blank-lines": "B",
  text: "a",
  exclude: "x",
};

/** The labels, of which there may be two, and the other arguments; an old `-3` is a width of `-u`. */
function withoutLabels(args: readonly string[]): {
  readonly labels: readonly string[];
  readonly rest: readonly string[];
} {
  const labels: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "-L" || arg === "--label") labels.push(args[++at] ?? "");
    else if (arg.startsWith("--label=")) labels.push(arg.slice(8));
    else rest.push(arg.replace(/^-u(\d+)$/, "-U$1"));
  }
  return { labels, rest };
}

export const diff: Command = (call) => {
  const { labels, rest } = withoutLabels(call.args);
  const flags = readFlags(rest, "UCxW", long);
  const [from, to] = flags.rest;
  if (from === undefined || to === undefined) {
    call.complain(from === undefined ? "missing operand after 'diff'" : `missing operand after '${from}'`);
    process.stderr.write("diff: Try 'diff --help' for more information.\n");
    return 2;
  }
  try {
    if (isFolder(from) && isFolder(to)) return compareFolders(call, from, to, flags);
    const one = isFolder(from) ? path.join(from, path.basename(to)) : from;
    const other = isFolder(to) ? path.join(to, path.basename(from)) : to;
    return compareFiles(call, { name: one, label: labels[0] }, { name: other, label: labels[1] }, flags, "");
  } catch (error) {
    const name = (error as NodeJS.ErrnoException).path ?? from;
    call.complain(`${name}: ${reasonOf(error)}`);
    return 2;
  }
};
