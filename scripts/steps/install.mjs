// @ts-check
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { run, runNode } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, link?: boolean }>} Packages */

/** Installs what the lockfile says, if anything else or nothing is installed. */
export async function ensureInstalled() {
  if (isInstalled(root)) return;
  const { code, output } = await withProgress("Installing packages (npm ci)", npmCi);
  if (code !== 0) throw new Refusal(`${output.trim()}\nnpm ci failed: see above, then run this again.`);
  writeFileSync(platformFile(root), platform);
}

/**
 * Whether `node_modules` holds what the lockfile asks for, made on this kind of machine. npm keeps its own account of what
 * it put there; each folder is looked for too, since people delete folders.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const installed = readPackages(join(folder, "node_modules", ".package-lock.json"));
  const wanted = readPackages(join(folder, "package-lock.json"));
  if (installed === undefined || wanted === undefined) return false;
  if (existsSync(platformFile(folder)) && readFileSync(platformFile(folder), "utf8") !== platform) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && existsSync(join(folder, path, "package.json"));
  });
}

const platform = `${process.platform}-${process.arch}`;

/** @param {string} folder */
function platformFile(folder) {
  return join(folder, "node_modules", ".tabsmith-platform");
}

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

/** npm tells its scripts where it is; someone who runs the script by hand has it on the path. */
function npmCi() {
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  if (npm?.endsWith("npm-cli.js")) return runNode([npm, ...args]);
  return run("npm", args, { shell: process.platform === "win32" });
}
