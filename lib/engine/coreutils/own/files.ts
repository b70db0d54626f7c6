import fs from "node:fs";
import { forEach, readFlags, type Call, type Command } from "./command";

const missing = (call: Call): number => {
  call.complain("missing operand");
  return 1;
};

export const mkdir: Command = (call) => {
  const flags = readFlags(call.args, "m", { parents: "p", mode: "m", verbose: "v" });
  if (flags.rest.length === 0) return missing(call);
  const mode = flags.value("m");
  return forEach(call, flags.rest, "cannot create directory ", (name) => {
    const made = fs.mkdirSync(name, { recursive: flags.has("p") });
    if (flags.has("v") && (made !== undefined || !flags.has("p"))) call.out(`mkdir: created directory '${name}'\n`);
    if (mode !== undefined && /^[0-7]+$/.test(mode)) fs.chmodSync(name, Number.parseInt(mode, 8));
  });
};

export const rm: Command = (call) => {
  const flags = readFlags(call.args, "", { recursive: "r", force: "f", dir: "d", verbose: "v" });
  const recursive = flags.has("r") || flags.has("R");
  if (flags.rest.length === 0) return flags.has("f") ? 0 : missing(call);
  return forEach(call, flags.rest, "cannot remove ", (name) => {
    const there = fs.lstatSync(name, { throwIfNoEntry: false });
    if (!there && flags.has("f")) return;
    if (there?.isDirectory() && flags.has("d")) fs.rmdirSync(name);
    else if (there?.isDirectory() && !recursive) throw Object.assign(new Error(), { code: "EISDIR" });
    else fs.rmSync(name, { recursive });
    if (flags.has("v")) call.out(there?.isDirectory() ? `removed directory '${name}'\n` : `removed '${name}'\n`);
  });
};

export const rmdir: Command = (call) =>
  forEach(call, readFlags(call.args).rest, "failed to remove ", (name) => {
    fs.rmdirSync(name);
  });
