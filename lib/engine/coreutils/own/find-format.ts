import fs from "node:fs";
import { basename, dirname } from "node:path";
import { ownerName } from "./owners";
import { permissionText } from "./modes";
import type { FindEntry } from "./find-entry";

export const kindLetter = ({ stat }: FindEntry): string => {
  if (stat.isDirectory()) return "d";
  if (stat.isSymbolicLink()) return "l";
  if (stat.isFIFO()) return "p";
  if (stat.isSocket()) return "s";
  if (stat.isCharacterDevice()) return "c";
  return stat.isBlockDevice() ? "b" : "f";
};

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", "0": "\0", "\\": "\\", a: "\x07", r: "\r" };

function timeText(at: Date, letter: string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const parts: Readonly<Record<string, string>> = {
    "@": `${Math.floor(at.getTime() / 1000)}.${String(at.getTime() % 1000).padStart(3, "0")}0000000`,
    Y: String(at.getFullYear()),
    m: two(at.getMonth() + 1),
    d: two(at.getDate()),
    H: two(at.getHours()),
    M: two(at.getMinutes()),
    S: two(at.getSeconds()),
    T: `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`,
    F: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    s: String(Math.floor(at.getTime() / 1000)),
  };
  return parts[letter] ?? "";
}

const fields: Readonly<Record<string, (entry: FindEntry) => string>> = {
  p: ({ path }) => path,
  f: ({ path }) => basename(path) || "/",
  h: ({ path }) => (path.includes("/") ? dirname(path) : "."),
  P: ({ path, start }) => path.slice(start.length).replace(/^\//, ""),
  H: ({ start }) => start,
  s: ({ stat }) => String(stat.size),
  d: ({ depth }) => String(depth),
  y: kindLetter,
  m: ({ stat }) => (stat.mode & 0o7777).toString(8),
  M: ({ stat }) => permissionText(stat),
  u: ({ stat }) => ownerName(stat.uid),
  g: ({ stat }) => ownerName(stat.gid),
  U: ({ stat }) => String(stat.uid),
  G: ({ stat }) => String(stat.gid),
  i: ({ stat }) => String(stat.ino),
  n: ({ stat }) => String(stat.nlink),
  k: ({ stat }) => String(Math.ceil(stat.blocks / 2)),
  b: ({ stat }) => String(stat.blocks),
  l: ({ path, stat }) => (stat.isSymbolicLink() ? fs.readlinkSync(path) : ""),
  t: ({ stat }) => stat.mtime.toString(),
};

/** `-printf` */
export const printed = (format: string, entry: FindEntry): string =>
  format.replace(/\\([nt0\\ar])|%([TAC])(.)|%(.)/g, (...found) => {
    const [, escape, time, part = "", letter = ""] = found as (string | undefined)[];
    if (escape !== undefined) return escapes[escape] ?? "";
    if (time !== undefined) {
      const { mtime, atime, ctime } = entry.stat;
      return timeText({ T: mtime, A: atime, C: ctime }[time] ?? mtime, part);
    }
    return letter === "%" ? "%" : (fields[letter]?.(entry) ?? `%${letter}`);
  });
