// @ts-check
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { codeOf } from "./codes.mjs";
import { root } from "./paths.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * The folder the server keeps its data in, made if need be. Refuses in a sentence when it can't be written.
 * @param {string | undefined} named what TABSMITH_DATA says
 */
export function requireDataFolder(named) {
  const folder = resolve(root, named === undefined || named === "" ? ".tabsmith" : named);
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Refusal(
      `The data folder ${folder} can't be written (${codeOf(error)}): make it writable, or name another with TABSMITH_DATA.`,
    );
  }
  return folder;
}

/**
 * Folder by folder: Node 20's own recursive way never ends where a parent exists and yet nothing can be made in it, as in /proc.
 * @param {string} folder
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder);
}
