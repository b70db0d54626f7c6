import fs from "node:fs";
import { dirname, join } from "node:path";
import { reasonOf } from "../own/command";
import { renamed } from "./rename";
import type { TarEntry } from "./tar-format";
import type { TarSettings } from "./tar-settings";

/** The name under which it is unpacked; undefined where nothing of it is left or it would lead outside. */
export function unpackedName(
  entry: TarEntry,
  settings: TarSettings,
  complain: (text: string) => void,
): string | undefined {
  let { name } = entry;
  if (!settings.has("P")) {
    if (name.split("/").includes("..")) {
      complain(`${name}: Member name contains '..'`);
      return undefined;
    }
    name = name.replace(/^\/+/u, "");
  }
  const strip = Number(settings.value("strip") ?? 0);
  if (strip > 0) {
    const parts = name.split("/");
    if (parts.filter(Boolean).length <= strip) return undefined;
    name = parts.slice(strip).join("/");
  }
  const top = settings.value("top");
  const shown = renamed(name, settings);
  return top === undefined || top === "" ? shown : `${top}/${shown}`;
}

/** Whether a link stands on the way, by which an archive could write elsewhere. */
function leadsAway(path: string, root: string): boolean {
  const parts = path.slice(root.length).split("/").filter(Boolean).slice(0, -1);
  let at = root;
  return parts.some((part) => {
    at = join(at, part);
    return fs.lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  });
}

export interface Unpacking {
  readonly settings: TarSettings;
  readonly root: string;
  readonly complain: (text: string) => void;
  /** Folders get their times last, when nothing more comes into them. */
  readonly folders: { path: string; entry: TarEntry }[];
}

/** Puts one thing where it belongs; false where that failed. */
export function unpack(entry: TarEntry, name: string, unpacking: Unpacking): boolean {
  const { root, complain } = unpacking;
  try {
    if (!name.startsWith("/") && leadsAway(join(root, name), root)) throw new Error("leads through a link");
    const refusal = place(entry, name.startsWith("/") ? name : join(root, name), unpacking);
    if (refusal !== undefined) complain(`${name}: Cannot open: ${refusal}`);
    return refusal === undefined;
  } catch (error) {
    const reason = error instanceof Error && !("code" in error) ? error.message : reasonOf(error);
    complain(`${name}: Cannot open: ${reason}`);
    return false;
  }
}

/** Answers why it wasn't put there. */
function place(entry: TarEntry, path: string, { settings, root, folders }: Unpacking): string | undefined {
  const there = fs.lstatSync(path, { throwIfNoEntry: false });
  if (entry.type === "folder") {
    if (there?.isDirectory() !== true) fs.mkdirSync(path, { recursive: true });
    folders.push({ path, entry });
    return undefined;
  }
  if (there !== undefined && settings.has("skip")) return undefined;
  if (there !== undefined && settings.has("k")) return "File exists";
  if (there === undefined) fs.mkdirSync(dirname(path), { recursive: true });
  else if (!there.isDirectory()) fs.unlinkSync(path);
  write(entry, path, root, settings);
  return undefined;
}

function write(entry: TarEntry, path: string, root: string, settings: TarSettings): void {
  if (entry.type === "symlink") {
    fs.symlinkSync(entry.target, path);
    return;
  }
  if (entry.type === "link") {
    fs.linkSync(join(root, entry.target), path);
    return;
  }
  fs.writeFileSync(path, entry.body, { mode: entry.mode & 0o777 });
  if (settings.has("p")) fs.chmodSync(path, entry.mode & 0o7777);
  if (!settings.has("m")) fs.utimesSync(path, entry.modified, entry.modified);
}

export function finish({ folders, settings }: Unpacking): void {
  for (const { path, entry } of folders.toReversed()) {
    fs.chmodSync(path, entry.mode & 0o7777 & ~(settings.has("p") ? 0 : process.umask()));
    if (!settings.has("m")) fs.utimesSync(path, entry.modified, entry.modified);
  }
}
