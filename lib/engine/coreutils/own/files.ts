import fs from "node:fs";
import { dirname } from "node:path";
import { answers } from "./ask";
import { forEach, readFlags, reasonOf, type Call, type Command } from "./command";

const missing = (call: Call): number => {
  call.complain("missing operand");
  process.stderr.write(`Try '${call.name} --help' for more information.\n`);
  return 1;
};

export const mkdir: Command = (call) => {
  const flags = readFlags(call.args, "m", { parents: "p", mode: "m", verbose: "v" });
  if (flags.rest.length === 0) return missing(call);
  const mode = flags.value("m");
  const make = (name: string): void => {
    fs.mkdirSync(name);
    if (flags.has("v")) call.out(`mkdir: created directory '${name}'\n`);
  };
  const makeAll = (name: string): void => {
    if (fs.statSync(name, { throwIfNoEntry: false })?.isDirectory()) return;
    if (dirname(name) !== name) makeAll(dirname(name));
    make(name);
  };
  return forEach(call, flags.rest, "cannot create directory ", (name) => {
    if (flags.has("p")) makeAll(name.replace(/(?<=.)\/+$/u, ""));
    else make(name);
    if (mode !== undefined && /^[0-7]+$/.test(mode)) fs.chmodSync(name, Number.parseInt(mode, 8));
  });
};

interface Removing {
  readonly call: Call;
  readonly isRecursive: boolean;
  readonly asks: boolean;
  readonly isForced: boolean;
  readonly shows: boolean;
  readonly emptyToo: boolean;
}

const kindOf = (stat: fs.Stats): string => {
  if (stat.isDirectory()) return "directory";
  if (stat.isSymbolicLink()) return "symbolic link";
  return stat.size === 0 ? "regular empty file" : "regular file";
};

/** False where something was left. */
function removeFolder(name: string, removing: Removing): boolean {
  const { call, asks, shows } = removing;
  const children = fs.readdirSync(name);
  if (asks && children.length > 0 && !answers(`rm: descend into directory '${name}'? `)) return false;
  const all = children.map((child) => removeOne(`${name.replace(/(?<=.)\/$/u, "")}/${child}`, removing));
  if (asks && !answers(`rm: remove directory '${name}'? `)) return false;
  if (!all.every(Boolean)) return false;
  fs.rmdirSync(name);
  if (shows) call.out(`removed directory '${name}'\n`);
  return true;
}

function removeOne(name: string, removing: Removing): boolean {
  const { call, asks, shows } = removing;
  const stat = fs.lstatSync(name);
  if (stat.isDirectory()) return removeFolder(name, removing);
  if (asks && !answers(`rm: remove ${kindOf(stat)} '${name}'? `)) return false;
  fs.unlinkSync(name);
  if (shows) call.out(`removed '${name}'\n`);
  return true;
}

/** What must not be removed, in rm's words. */
function refusal(name: string, isRecursive: boolean): string | undefined {
  const plain = name.replace(/(?<=.)\/+$/u, "");
  if (!isRecursive) return undefined;
  if (plain === "/")
    return "it is dangerous to operate recursively on '/'\nuse --no-preserve-root to override this failsafe";
  return /(?:^|\/)\.\.?$/u.test(plain) ? `refusing to remove '.' or '..' directory: skipping '${plain}'` : undefined;
}

function remove(name: string, removing: Removing): void {
  const { isForced, isRecursive, emptyToo, asks, shows, call } = removing;
  const there = fs.lstatSync(name, { throwIfNoEntry: false });
  if (!there && isForced) return;
  if (there?.isDirectory() !== true) {
    removeOne(name, removing);
    return;
  }
  if (!isRecursive && !emptyToo) throw Object.assign(new Error(), { code: "EISDIR" });
  // Where nothing is asked or told, all of it goes at once.
  if (isRecursive && !asks && !shows) fs.rmSync(name, { recursive: true });
  else if (isRecursive) removeOne(name, removing);
  else {
    fs.rmdirSync(name);
    if (shows) call.out(`removed directory '${name}'\n`);
  }
}

export const rm: Command = async (call) => {
  const flags = readFlags(call.args, "", {
    recursive: "r",
    force: "f",
    dir: "d",
    verbose: "v",
    interactive: "i",
    "no-preserve-root": "root",
  });
  const removing: Removing = {
    call,
    isRecursive: flags.has("r") || flags.has("R"),
    asks: flags.has("i") && !flags.has("f"),
    isForced: flags.has("f"),
    shows: flags.has("v"),
    emptyToo: flags.has("d"),
  };
  if (flags.rest.length === 0) return flags.has("f") ? 0 : missing(call);
  const refused = flags.rest.filter((name) => refusal(name, removing.isRecursive && !flags.has("root")) !== undefined);
  for (const name of refused) refusal(name, true)?.split("\n").forEach(call.complain);
  const names = flags.rest.filter((name) => !refused.includes(name));
  const code = await forEach(call, names, "cannot remove ", (name) => {
    remove(name, removing);
  });
  return refused.length > 0 ? 1 : code;
};

/** The folders above, one after another. */
function parentsOf(name: string): readonly string[] {
  const parts = name.replace(/\/+$/u, "").split("/");
  return parts.map((_, at) => parts.slice(0, parts.length - at).join("/")).filter((path) => path !== "");
}

export const rmdir: Command = (call) => {
  const flags = readFlags(call.args, "", { parents: "p", verbose: "v", "ignore-fail-on-non-empty": "ignore" });
  if (flags.rest.length === 0) return missing(call);
  let code = 0;
  for (const name of flags.rest.flatMap((one) => (flags.has("p") ? parentsOf(one) : [one]))) {
    if (flags.has("v")) call.out(`rmdir: removing directory, '${name}'\n`);
    try {
      fs.rmdirSync(name);
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === "Directory not empty" && flags.has("ignore")) break;
      call.complain(`failed to remove '${name}': ${reason}`);
      code = 1;
      if (flags.has("p")) break;
    }
  }
  return code;
};
