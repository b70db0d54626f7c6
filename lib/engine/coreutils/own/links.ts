import fs from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { readFlags, reasonOf, type Call, type Command, type Flags } from "./command";
import { modeFrom } from "./modes";

const isFolder = (path: string): boolean => fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

interface Linking {
  readonly isSymbolic: boolean;
  readonly replaces: boolean;
  readonly isRelative: boolean;
  readonly says: boolean;
}

function faultOf(error: unknown, from: string, to: string, { isSymbolic }: Linking): string {
  const reason = reasonOf(error);
  if (!isSymbolic && !fs.existsSync(from)) return `failed to access '${from}': ${reason}`;
  const arrow = isSymbolic || reason === "File exists" ? "" : ` => '${from}'`;
  return `failed to create ${isSymbolic ? "symbolic" : "hard"} link '${to}'${arrow}: ${reason}`;
}

/** Answers whether it could be made. */
function link(call: Call, from: string, to: string, how: Linking): boolean {
  if (!how.isSymbolic && isFolder(from)) {
    call.complain(`${from}: hard link not allowed for directory`);
    return false;
  }
  const target = how.isRelative ? relative(fs.realpathSync(dirname(to)), resolve(from)) || "." : from;
  try {
    if (how.replaces && fs.lstatSync(to, { throwIfNoEntry: false })) fs.unlinkSync(to);
    if (how.isSymbolic) fs.symlinkSync(target, to);
    else fs.linkSync(from, to);
  } catch (error) {
    call.complain(faultOf(error, from, to, how));
    return false;
  }
  if (how.says) call.out(`'${to}' ${how.isSymbolic ? "->" : "=>"} '${target}'\n`);
  return true;
}

/** The folder that the links go into, or the one name that is meant. */
function placeOf(flags: Flags, names: string[]): { readonly last: string; readonly into: boolean } {
  const folder = flags.value("t");
  if (folder !== undefined) return { last: folder, into: true };
  const last = names.length > 1 ? (names.pop() ?? ".") : ".";
  const isLink = fs.lstatSync(last, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return { last, into: !flags.has("T") && isFolder(last) && !(flags.has("n") && isLink) };
}

export const ln: Command = (call) => {
  const long = {
    symbolic: "s",
    force: "f",
    relative: "r",
    verbose: "v",
    "no-dereference": "n",
    "no-target-directory": "T",
    "target-directory": "t",
  };
  const flags = readFlags(call.args, "tS", long);
  const names = [...flags.rest];
  if (names.length === 0) {
    call.complain("missing file operand\nTry 'ln --help' for more information.");
    return 1;
  }
  const { last, into } = placeOf(flags, names);
  if (names.length > 1 && !into) {
    call.complain(`target '${last}': ${fs.existsSync(last) ? "Not a directory" : "No such file or directory"}`);
    return 1;
  }
  const how: Linking = {
    isSymbolic: flags.has("s"),
    replaces: flags.has("f"),
    isRelative: flags.has("r"),
    says: flags.has("v"),
  };
  const inFolder = (name: string) => (last === "." ? `./${basename(name)}` : join(last, basename(name)));
  return Number(!names.map((name) => link(call, name, into ? inFolder(name) : last, how)).every(Boolean));
};

interface Copying {
  readonly mode: number;
  readonly keepsTimes: boolean;
  readonly says: boolean;
}

function copy(call: Call, name: string, to: string, { mode, keepsTimes, says }: Copying): boolean {
  try {
    const stat = fs.statSync(name);
    if (stat.isDirectory()) {
      call.complain(`omitting directory '${name}'`);
      return false;
    }
    fs.rmSync(to, { force: true });
    fs.copyFileSync(name, to);
    fs.chmodSync(to, mode);
    if (keepsTimes) fs.utimesSync(to, stat.atime, stat.mtime);
    if (says) call.out(`'${name}' -> '${to}'\n`);
    return true;
  } catch (error) {
    const what = fs.existsSync(name) ? `create regular file '${to}'` : `stat '${name}'`;
    call.complain(`cannot ${what}: ${reasonOf(error)}`);
    return false;
  }
}

function makeFolders({ out, name: self }: Call, names: readonly string[], { mode, says }: Copying): number {
  for (const name of names) {
    if (says && !fs.existsSync(name)) out(`${self}: creating directory '${name}'\n`);
    fs.mkdirSync(name, { recursive: true });
    fs.chmodSync(name, mode);
  }
  return 0;
}

/** Copies with a mode, and makes the folders on the way where it is asked to. */
export const install: Command = (call) => {
  const long = { directory: "d", mode: "m", verbose: "v", "target-directory": "t", "preserve-timestamps": "p" };
  const flags = readFlags(call.args, "mtog", long);
  const text = flags.value("m") ?? "755";
  const mode = modeFrom(text, 0, false);
  if (mode === undefined) {
    call.complain(`invalid mode '${text}'`);
    return 1;
  }
  const how: Copying = { mode, keepsTimes: flags.has("p"), says: flags.has("v") };
  const names = [...flags.rest];
  if (flags.has("d")) return makeFolders(call, names, how);
  const last = flags.value("t") ?? names.pop();
  if (last === undefined || names.length === 0) {
    call.complain(last === undefined ? "missing file operand" : `missing destination file operand after '${last}'`);
    return 1;
  }
  const into = flags.has("t") || isFolder(last);
  if (flags.has("D")) fs.mkdirSync(into ? last : dirname(last), { recursive: true });
  return Number(!names.map((name) => copy(call, name, into ? join(last, basename(name)) : last, how)).every(Boolean));
};
