// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a test says or a note tells changes no build; a tour is a note that is built. */
const irrelevant = /\.test\.[a-z]+$|(?<!^public\/tours\/[^/]+)\.md$/u;

/**
 * A hash of names and contents of everything at `paths` below `folder`. A path that doesn't exist counts as such.
 * @param {string} folder
 * @param {readonly string[]} paths
 */
export function hashOf(folder, paths) {
  const hash = createHash("sha256");
  hash.update(`node ${process.versions.node.split(".")[0]}\0`);
  for (const path of [...paths].sort()) {
    for (const file of filesAt(folder, path)) {
      hash.update(`${file}\0`);
      hash.update(
        createHash("sha256")
          .update(readFileSync(join(folder, file)))
          .digest(),
      );
    }
  }
  return hash.digest("hex");
}

/**
 * Whether the stamp at `file` was left by the same hash.
 * @param {string} file
 * @param {string} hash
 */
export function isStamped(file, hash) {
  return existsSync(file) && readFileSync(file, "utf8") === hash;
}

/**
 * @param {string} file
 * @param {string} hash
 */
export function stamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string[]}
 */
function filesAt(folder, path) {
  const full = join(folder, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return irrelevant.test(path) ? [] : [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesAt(folder, `${path}/${name}`));
}
