import fs from "node:fs";
import path from "node:path";
import { forEach, readFlags, reasonOf, type Call, type Command } from "./command";

const isFolder = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

const missing = (call: Call): number => {
  call.complain("missing operand");
  return 1;
};

export const mkdir: Command = (call) => {
  const flags = readFlags(call.args, "m", { parents: "p", mode: "m" });
  if (flags.rest.length === 0) return missing(call);
  return forEach(call, flags.rest, "cannot create directory ", (name) => {
    fs.mkdirSync(name, { recursive: flags.has("p") });
  });
};

export const rm: Command = (call) => {
  const flags = readFlags(call.args, "", { recursive: "r", force: "f", dir: "d" });
  const recursive = flags.has("r") || flags.has("R");
  if (flags.rest.length === 0) return flags.has("f") ? 0 : missing(call);
  return forEach(call, flags.rest, "cannot remove ", (name) => {
    const there = fs.lstatSync(name, { throwIfNoEntry: false });
    if (!there && flags.has("f")) return;
    if (there?.isDirectory() && flags.has("d")) fs.rmdirSync(name);
    else if (there?.isDirectory() && !recursive) throw Object.assign(new Error(), { code: "EISDIR" });
    else fs.rmSync(name, { recursive });
  });
};

export const rmdir: Command = (call) =>
  forEach(call, readFlags(call.args).rest, "failed to remove ", (name) => {
    fs.rmdirSync(name);
  });

/** From all but the last to the last, which is a folder when there are several. */
function pairs(call: Call, names: readonly string[]): readonly (readonly [string, string])[] | undefined {
  const target = names.at(-1);
  const sources = names.slice(0, -1);
  if (target === undefined || sources.length === 0) {
    call.complain("missing file operand");
    return undefined;
  }
  if (sources.length > 1 && !isFolder(target)) {
    call.complain(`target '${target}' is not a directory`);
    return undefined;
  }
  return sources.map((from) => [from, isFolder(target) ? path.join(target, path.basename(from)) : target] as const);
}

async function transfer(call: Call, verb: string, work: (from: string, to: string) => void, names: readonly string[]) {
  const all = pairs(call, names);
  if (!all) return 1;
  let code = 0;
  for (const [from, to] of all) {
    try {
      work(from, to);
    } catch (error) {
      call.complain(`cannot ${verb} '${from}': ${reasonOf(error)}`);
      code = 1;
    }
  }
  return code;
}

export const cp: Command = (call) => {
  const flags = readFlags(call.args, "", { recursive: "r", archive: "a", force: "f", "no-clobber": "n" });
  const recursive = ["r", "R", "a"].some((flag) => flags.has(flag));
  const copy = (from: string, to: string) => {
    if (isFolder(from) && !recursive) throw new Error("-r not specified; omitting directory");
    if (flags.has("n") && fs.existsSync(to)) return;
    fs.cpSync(from, to, { recursive, preserveTimestamps: flags.has("a") || flags.has("p"), verbatimSymlinks: true });
  };
  return transfer(call, "copy", copy, flags.rest);
};

export const mv: Command = (call) => {
  const flags = readFlags(call.args, "", { force: "f", "no-clobber": "n" });
  const move = (from: string, to: string) => {
    if (!(flags.has("n") && fs.existsSync(to))) fs.renameSync(from, to);
  };
  return transfer(call, "move", move, flags.rest);
};
