// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @typedef {object} Notice
 * @property {string} name
 * @property {string} version
 * @property {string} license
 * @property {string} text the licence's own words, empty where the package brings none
 */

/**
 * The packages that a build may carry to others: everything the lockfile has that isn't for development alone. Read from the
 * lockfile and what is installed; an optional package for another platform is not.
 * @param {string} root
 * @returns {Notice[]}
 */
export function collectNotices(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  return Object.entries(packages)
    .filter(([path, entry]) => path !== "" && entry.dev !== true && entry.devOptional !== true)
    .filter(([, entry]) => entry.optional !== true)
    .flatMap(([path]) => readNotice(join(root, path)))
    .toSorted((a, b) => `${a.name} ${a.version}`.localeCompare(`${b.name} ${b.version}`, "en"))
    .filter((notice, at, all) => all[at - 1]?.name !== notice.name || all[at - 1]?.version !== notice.version);
}

/**
 * @param {string} folder
 * @returns {Notice[]}
 */
function readNotice(folder) {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return [];
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  const license = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/iu.test(name));
  const text = license === undefined ? "" : readFileSync(join(folder, license), "utf8");
  return [{ name: manifest.name, version: manifest.version, license: licenseOf(manifest), text: tidy(text) }];
}

/** @param {{ license?: unknown, licenses?: unknown }} manifest */
function licenseOf({ license, licenses }) {
  const stated = license ?? (Array.isArray(licenses) ? licenses[0] : undefined);
  if (typeof stated === "string") return stated;
  if (typeof stated === "object" && stated !== null && "type" in stated) return String(stated.type);
  return "not stated";
}

/** @param {string} text */
function tidy(text) {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/[ \t]+$/gmu, "")
    .trim();
}
