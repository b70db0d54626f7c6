import fs from "node:fs";
import { basename } from "node:path";
import { globPattern } from "../own/glob-pattern";
import type { GrepSettings } from "./settings";

const fitsAny = (globs: readonly string[], ...names: readonly string[]): boolean =>
  globs.some((glob) => names.some((name) => globPattern(glob).test(name)));

/** Whether the globs let a file through. */
function isWanted(path: string, { include, exclude }: GrepSettings): boolean {
  const names = [basename(path), path];
  if (fitsAny(exclude, ...names)) return false;
  return include.length === 0 || fitsAny(include, ...names);
}

/** All files below a folder, in the order in which the folder lists them. */
function* below(folder: string, settings: GrepSettings): Iterable<string> {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = folder === "." ? `./${entry.name}` : `${folder}/${entry.name}`.replace(/^\/\//u, "/");
    const kind = kindOf(entry, path, settings.has("R"));
    if (kind === "folder" && !fitsAny(settings.excludedFolders, entry.name)) yield* below(path, settings);
    if (kind === "file" && isWanted(path, settings)) yield path;
  }
}

/** A link counts as what it leads to where links are followed. */
function kindOf(entry: fs.Dirent, path: string, follows: boolean): "file" | "folder" | undefined {
  const what = entry.isSymbolicLink() && follows ? fs.statSync(path, { throwIfNoEntry: false }) : entry;
  if (what?.isDirectory() === true) return "folder";
  return what?.isFile() === true ? "file" : undefined;
}

/** The files to search, in their order. Folders are gone through where that was asked for. */
export function* targets(settings: GrepSettings): Iterable<string> {
  const isRecursive = settings.folders === "recurse";
  if (settings.files.length === 0) {
    if (!isRecursive) yield "-";
    else for (const path of below(".", settings)) yield path.slice(2);
    return;
  }
  for (const file of settings.files) {
    if (isRecursive && file !== "-" && fs.statSync(file, { throwIfNoEntry: false })?.isDirectory())
      yield* below(file.replace(/(?<=.)\/+$/u, ""), settings);
    else if (file === "-" || !hasGlobs(settings) || isWanted(file, settings)) yield file;
  }
}

const hasGlobs = ({ include, exclude }: GrepSettings): boolean => include.length > 0 || exclude.length > 0;
