import fs from "node:fs";
import { readFlags, reasonOf, type Command } from "./command";
import { permissionText } from "./modes";
import { ownerName } from "./owners";

const kindOf = (stat: fs.Stats): string => {
  if (stat.isDirectory()) return "directory";
  if (stat.isSymbolicLink()) return "symbolic link";
  if (stat.isFIFO()) return "fifo";
  if (stat.isSocket()) return "socket";
  if (stat.isCharacterDevice()) return "character special file";
  if (stat.isBlockDevice()) return "block special file";
  return stat.size === 0 ? "regular empty file" : "regular file";
};

const two = (value: number): string => String(value).padStart(2, "0");

export function fullTime(ms: number): string {
  const at = new Date(ms);
  const fraction = String(Math.floor((ms / 1000 - Math.floor(ms / 1000)) * 1e9)).padStart(9, "0");
  const shift = -at.getTimezoneOffset();
  const zone = `${shift < 0 ? "-" : "+"}${two(Math.floor(Math.abs(shift) / 60))}${two(Math.abs(shift) % 60)}`;
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${fraction} ${zone}`;
}

const seconds = (ms: number): string => String(Math.floor(ms / 1000));

type Field = (stat: fs.Stats, name: string) => string;

const fields: Readonly<Record<string, Field>> = {
  n: (_stat, name) => name,
  N: (stat, name) => (stat.isSymbolicLink() ? `'${name}' -> '${fs.readlinkSync(name)}'` : `'${name}'`),
  s: ({ size }) => String(size),
  a: ({ mode }) => (mode & 0o7777).toString(8),
  A: permissionText,
  F: kindOf,
  f: ({ mode }) => mode.toString(16),
  u: ({ uid }) => String(uid),
  g: ({ gid }) => String(gid),
  U: ({ uid }) => ownerName(uid),
  G: ({ gid }) => ownerName(gid),
  i: ({ ino }) => String(ino),
  h: ({ nlink }) => String(nlink),
  b: ({ blocks }) => String(blocks),
  B: () => "512",
  o: ({ blksize }) => String(blksize),
  d: ({ dev }) => String(dev),
  D: ({ dev }) => dev.toString(16),
  x: ({ atimeMs }) => fullTime(atimeMs),
  y: ({ mtimeMs }) => fullTime(mtimeMs),
  z: ({ ctimeMs }) => fullTime(ctimeMs),
  w: ({ birthtimeMs }) => (birthtimeMs === 0 ? "-" : fullTime(birthtimeMs)),
  X: ({ atimeMs }) => seconds(atimeMs),
  Y: ({ mtimeMs }) => seconds(mtimeMs),
  Z: ({ ctimeMs }) => seconds(ctimeMs),
  W: ({ birthtimeMs }) => seconds(birthtimeMs),
  t: () => "0",
  T: () => "0",
};

const filled = (format: string, stat: fs.Stats, name: string): string =>
  format.replace(/%([-0]?)(\d*)([a-zA-Z%])/g, (all, flag: string, width: string, letter: string) => {
    if (letter === "%") return "%";
    const text = fields[letter]?.(stat, name);
    if (text === undefined) return all;
    if (flag === "-") return text.padEnd(Number(width));
    return text.padStart(Number(width), flag === "0" ? "0" : " ");
  });

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", "0": "\0", "\\": "\\", '"': '"' };

const usual = (stat: fs.Stats, name: string): string => {
  const shown = stat.isSymbolicLink() ? `${name} -> ${fs.readlinkSync(name)}` : name;
  const owner = (id: number) => `(${String(id).padStart(5)}/${ownerName(id).padStart(8)})`;
  return [
    `  File: ${shown}`,
    `  Size: ${String(stat.size).padEnd(10)}\tBlocks: ${String(stat.blocks).padEnd(10)} IO Block: ${String(stat.blksize).padEnd(6)} ${kindOf(stat)}`,
    `Device: ${stat.dev >> 8},${stat.dev & 255}\tInode: ${String(stat.ino).padEnd(11)} Links: ${stat.nlink}`,
    `Access: (${(stat.mode & 0o7777).toString(8).padStart(4, "0")}/${permissionText(stat)})  Uid: ${owner(stat.uid)}   Gid: ${owner(stat.gid)}`,
    `Access: ${fullTime(stat.atimeMs)}`,
    `Modify: ${fullTime(stat.mtimeMs)}`,
    `Change: ${fullTime(stat.ctimeMs)}`,
    ` Birth: ${stat.birthtimeMs === 0 ? "-" : fullTime(stat.birthtimeMs)}`,
    "",
  ].join("\n");
};

const terse = (stat: fs.Stats, name: string): string =>
  `${filled("%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o", stat, name)}\n`;

function system(name: string, format: string | undefined): string {
  const { type, bsize, blocks, bfree, bavail, files, ffree } = fs.statfsSync(name);
  const values: Readonly<Record<string, number | string>> = {
    n: name,
    s: bsize,
    S: bsize,
    b: blocks,
    f: bfree,
    a: bavail,
    c: files,
    d: ffree,
    t: type.toString(16),
    T: "tabsmith",
  };
  if (format !== undefined)
    return `${format.replace(/%([a-zA-Z])/g, (all, letter: string) => String(values[letter] ?? all))}\n`;
  return [
    `  File: "${name}"`,
    `    ID: 0        Namelen: 255     Type: tabsmith`,
    `Block size: ${String(bsize).padEnd(10)} Fundamental block size: ${bsize}`,
    `Blocks: Total: ${String(blocks).padEnd(10)} Free: ${String(bfree).padEnd(10)} Available: ${bavail}`,
    `Inodes: Total: ${String(files).padEnd(10)} Free: ${ffree}`,
    "",
  ].join("\n");
}

export const stat: Command = (call) => {
  const flags = readFlags(call.args, "c", { format: "c", dereference: "L", "file-system": "f", terse: "t" });
  const format = flags.value("c");
  const raw = flags.value("printf");
  if (flags.rest.length === 0) {
    call.complain("missing operand\nTry 'stat --help' for more information.");
    return 1;
  }
  let code = 0;
  for (const name of flags.rest) {
    try {
      if (flags.has("f")) {
        call.out(system(name, format));
        continue;
      }
      const found = flags.has("L") ? fs.statSync(name) : fs.lstatSync(name);
      if (raw !== undefined)
        call.out(
          filled(
            raw.replace(/\\([nt0\\"])/g, (_all, sign: string) => escapes[sign] ?? ""),
            found,
            name,
          ),
        );
      else if (format !== undefined) call.out(`${filled(format, found, name)}\n`);
      else call.out(flags.has("t") ? terse(found, name) : usual(found, name));
    } catch (error) {
      call.complain(
        `cannot ${flags.has("f") ? "read file system information for" : "statx"} '${name}': ${reasonOf(error)}`,
      );
      code = 1;
    }
  }
  return code;
};
