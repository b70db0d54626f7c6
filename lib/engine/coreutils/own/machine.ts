import fs from "node:fs";
import os from "node:os";
import { join, resolve } from "node:path";
import { once } from "node:events";
import { forEach, readFlags, reasonOf, type Command } from "./command";

export const clear: Command = ({ out }) => {
  out("\u001B[H\u001B[2J\u001B[3J");
  return 0;
};

/** Goes on until nobody reads any more. */
export const yes: Command = async ({ args }) => {
  const piece = `${args.length > 0 ? args.join(" ") : "y"}\n`.repeat(512);
  for (;;) if (!process.stdout.write(piece)) await once(process.stdout, "drain");
};

export const nproc: Command = ({ out }) => {
  out(`${os.availableParallelism()}\n`);
  return 0;
};

export const uname: Command = ({ args, out }) => {
  const flags = readFlags(args, "", { all: "a" });
  const facts = {
    s: os.type(),
    n: os.hostname(),
    r: os.release(),
    v: os.version(),
    m: os.machine(),
    o: "GNU/Linux",
  };
  const asked = Object.entries(facts).filter(([flag]) => flags.has("a") || flags.has(flag));
  out(`${asked.length > 0 ? asked.map(([, fact]) => fact).join(" ") : facts.s}\n`);
  return 0;
};

export const id: Command = ({ args, out }) => {
  const flags = readFlags(args, "", { user: "u", group: "g", name: "n", groups: "G" });
  const { uid, gid, username } = os.userInfo();
  const shown = (number: number): string => (flags.has("n") ? username : String(number));
  if (flags.has("u")) out(`${shown(uid)}\n`);
  else if (flags.has("g") || flags.has("G")) out(`${shown(gid)}\n`);
  else out(`uid=${uid}(${username}) gid=${gid}(${username}) groups=${gid}(${username})\n`);
  return 0;
};

/** The last name may be missing, unless `-e` asks for it; with `-m` any may. */
export function realOf(file: string, must: boolean, may: boolean): string {
  try {
    return fs.realpathSync(file);
  } catch (error) {
    const folder = join(file, "..");
    if (must || folder === file) throw error;
    if (!may) return join(fs.realpathSync(folder), file.slice(file.lastIndexOf("/") + 1));
    return join(realOf(folder, false, true), file.slice(file.lastIndexOf("/") + 1));
  }
}

export const realpath: Command = (call) => {
  const flags = readFlags(call.args);
  if (flags.rest.length === 0) {
    call.complain("missing operand");
    return 1;
  }
  return forEach(
    { ...call, complain: (text) => void (flags.has("q") || call.complain(text)) },
    flags.rest,
    "",
    (name) => {
      const file = resolve(name);
      call.out(`${flags.has("s") ? file : realOf(file, flags.has("e"), flags.has("m"))}\n`);
    },
  );
};

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

const drawn = (count: number): string =>
  Array.from({ length: count }, () => letters[Math.floor(Math.random() * letters.length)]).join("");

function nameFor(template: string): string | undefined {
  const [, before = "", marks = "", after = ""] = /^(.*?)(X{3,})([^X/]*)$/.exec(template) ?? [];
  return marks === "" ? undefined : before + drawn(marks.length) + after;
}

function make(path: string, isFolder: boolean, onlyNames: boolean): void {
  if (onlyNames) return;
  if (isFolder) fs.mkdirSync(path, { mode: 0o700 });
  else fs.closeSync(fs.openSync(path, "wx", 0o600));
}

export const mktemp: Command = ({ args, out, complain }) => {
  const flags = readFlags(args, "p", { directory: "d", "dry-run": "u", quiet: "q", tmpdir: "p" });
  const [template = "tmp.XXXXXXXXXX"] = flags.rest;
  const isInFolder = flags.rest.length === 0 || flags.has("p") || flags.has("t");
  const name = nameFor(template);
  if (name === undefined) {
    complain(`too few X's in template '${template}'`);
    return 1;
  }
  const file = isInFolder ? join(flags.value("p") || os.tmpdir(), name) : name;
  try {
    make(file, flags.has("d"), flags.has("u"));
  } catch (error) {
    if (!flags.has("q")) complain(`failed to create file via template '${template}': ${reasonOf(error)}`);
    return 1;
  }
  out(`${file}\n`);
  return 0;
};
