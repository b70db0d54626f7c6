import fs from "node:fs";
import path from "node:path";
import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";

const isFolder = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

const isThere = (file: string): boolean => fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined;

type Pair = readonly [from: string, to: string];

/** Where each is to go: into the folder that `-t` or the last name says, or to that name itself. */
function pairsOf(call: Call, flags: Flags): readonly Pair[] | undefined {
  const given = flags.value("t");
  const names = given === undefined ? flags.rest.slice(0, -1) : flags.rest;
  const target = given ?? flags.rest.at(-1);
  if (target === undefined || names.length === 0) {
    const [only] = flags.rest;
    call.complain(only === undefined ? "missing file operand" : `missing destination file operand after '${only}'`);
    return undefined;
  }
  if ((names.length > 1 || given !== undefined || target.endsWith("/")) && !isFolder(target)) {
    call.complain(
      isThere(target) ? `target '${target}' is not a directory` : `target '${target}': No such file or directory`,
    );
    return undefined;
  }
  const isInto = isFolder(target) && !flags.has("T");
  return names.map((from) => [from, isInto ? path.posix.join(target, under(from, flags)) : target]);
}

const under = (from: string, flags: Flags): string => (flags.has("parents") ? from : path.basename(from));

/** Whether what is there may be written over; with `-b` it is put aside. */
function mayReplace(from: string, to: string, flags: Flags): boolean {
  const there = fs.lstatSync(to, { throwIfNoEntry: false });
  if (there === undefined) return true;
  if (flags.has("n")) return false;
  if (flags.has("u") && fs.statSync(from).mtimeMs <= there.mtimeMs) return false;
  if (flags.has("b") && !there.isDirectory()) fs.renameSync(to, `${to}~`);
  return true;
}

const isSame = (from: string, to: string): boolean => {
  const [a, b] = [from, to].map((file) => fs.statSync(file, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
};

class Failed extends Error {}

/** How a copy is made: what is kept, and which links are followed. */
interface Copying {
  readonly recursive: boolean;
  readonly keeps: boolean;
  readonly followsLinks: boolean;
}

function copyingOf(flags: Flags): Copying {
  const recursive = ["r", "R", "a"].some((flag) => flags.has(flag));
  const keepsLinks = ["a", "d", "P"].some((flag) => flags.has(flag));
  return {
    recursive,
    keeps: ["a", "p", "preserve"].some((flag) => flags.has(flag)),
    followsLinks: flags.has("L") || (!recursive && !keepsLinks),
  };
}

function keep(from: fs.Stats, to: string): void {
  fs.chmodSync(to, from.mode & 0o7777);
  fs.utimesSync(to, from.atime, from.mtime);
}

function copyFile(from: string, to: string, stat: fs.Stats, flags: Flags): void {
  if (flags.has("s")) fs.symlinkSync(from, to);
  else if (flags.has("l")) fs.linkSync(from, to);
  else {
    if (flags.has("f") && fs.existsSync(to)) fs.rmSync(to);
    const isNew = !fs.existsSync(to);
    fs.copyFileSync(from, to);
    if (isNew) fs.chmodSync(to, stat.mode & 0o777 & ~process.umask());
  }
}

function copyOne(call: Call, [from, to]: Pair, flags: Flags, how: Copying): void {
  const stat = how.followsLinks ? fs.statSync(from) : fs.lstatSync(from);
  if (stat.isDirectory()) {
    copyFolder(call, [from, to], flags, how, stat);
    return;
  }
  if (isSame(from, to) && !flags.has("b")) throw new Failed(`'${from}' and '${to}' are the same file`);
  if (isFolder(to)) throw new Failed(`cannot overwrite directory '${to}' with non-directory '${from}'`);
  if (!mayReplace(from, to, flags)) return;
  if (stat.isSymbolicLink()) {
    fs.rmSync(to, { force: true });
    fs.symlinkSync(fs.readlinkSync(from), to);
  } else copyFile(from, to, stat, flags);
  if (how.keeps && !stat.isSymbolicLink()) keep(stat, to);
  if (flags.has("v")) call.out(`'${from}' -> '${to}'\n`);
}

function copyFolder(call: Call, [from, to]: Pair, flags: Flags, how: Copying, stat: fs.Stats): void {
  if (!how.recursive) throw new Failed(`-r not specified; omitting directory '${from}'`);
  if (`${path.resolve(to)}/`.startsWith(`${path.resolve(from)}/`))
    throw new Failed(`cannot copy a directory, '${from}', into itself, '${to}'`);
  if (isThere(to) && !isFolder(to)) throw new Failed(`cannot overwrite non-directory '${to}' with directory '${from}'`);
  if (!isThere(to)) {
    fs.mkdirSync(to);
    if (flags.has("v")) call.out(`'${from}' -> '${to}'\n`);
  }
  for (const name of fs.readdirSync(from))
    copyOne(call, [path.posix.join(from, name), path.posix.join(to, name)], flags, how);
  if (how.keeps) keep(stat, to);
}

/** Does it for each; one that fails is complained of, and the rest is done all the same. */
function each(
  call: Call,
  flags: Flags,
  reason: (from: string, to: string, why: string) => string,
  work: (pair: Pair) => void,
): number {
  const pairs = pairsOf(call, flags);
  if (pairs === undefined) return 1;
  let code = 0;
  for (const [from, to] of pairs) {
    try {
      if (!isThere(from)) throw new Failed(`cannot stat '${from}': No such file or directory`);
      if (flags.has("parents")) fs.mkdirSync(path.dirname(to), { recursive: true });
      work([from, to]);
    } catch (error) {
      call.complain(error instanceof Failed ? error.message : reason(from, to, reasonOf(error)));
      code = 1;
    }
  }
  return code;
}

const names: Readonly<Record<string, string>> = {
  archive: "a",
  backup: "b",
  force: "f",
  interactive: "i",
  link: "l",
  "symbolic-link": "s",
  "no-clobber": "n",
  "no-dereference": "P",
  dereference: "L",
  recursive: "r",
  "target-directory": "t",
  "no-target-directory": "T",
  update: "u",
  verbose: "v",
};

export const cp: Command = (call) => {
  const flags = readFlags(call.args, "tS", names);
  const how = copyingOf(flags);
  const reason = (_from: string, to: string, why: string) => `cannot create regular file '${to}': ${why}`;
  return each(call, flags, reason, (pair) => {
    copyOne(call, pair, flags, how);
  });
};

function move(call: Call, [from, to]: Pair, flags: Flags): void {
  if (isSame(from, to) && fs.lstatSync(from).nlink === 1) throw new Failed(`'${from}' and '${to}' are the same file`);
  if (`${path.resolve(to)}/`.startsWith(`${path.resolve(from)}/`))
    throw new Failed(`cannot move '${from}' to a subdirectory of itself, '${to}'`);
  if (isFolder(from) && isThere(to) && !isFolder(to))
    throw new Failed(`cannot overwrite non-directory '${to}' with directory '${from}'`);
  if (!mayReplace(from, to, flags)) return;
  fs.renameSync(from, to);
  if (flags.has("v")) call.out(`renamed '${from}' -> '${to}'\n`);
}

export const mv: Command = (call) => {
  const flags = readFlags(call.args, "tS", names);
  const reason = (from: string, to: string, why: string) => `cannot move '${from}' to '${to}': ${why}`;
  return each(call, flags, reason, (pair) => {
    move(call, pair, flags);
  });
};
