// @ts-check
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const wanted = /\.(ts|tsx|mjs|js|json|css)$/u;

/**
 * The texts of all files of the rooms, by path below `root`.
 * @param {string} root
 * @returns {Record<string, string>}
 */
export function readSources(root) {
  const inRooms = ["app", "components", "lib"].flatMap((folder) => filesIn(root, folder));
  const inRoot = readdirSync(root).filter((name) => /^(proxy|instrumentation|instrumentation-client)\.ts$/u.test(name));
  return Object.fromEntries([...inRooms, ...inRoot].map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/**
 * The paths that scripts, benches and browser tests name in quotes, such as the starts of bundles, or import.
 * @param {string} root
 * @returns {string[]}
 */
export function readNamed(root) {
  return ["scripts", "bench", "e2e"]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesIn(root, folder))
    .flatMap((path) => [...readFileSync(join(root, path), "utf8").matchAll(quoted)])
    .flatMap(([, path = ""]) => [path, `${path}.ts`, `${path}.tsx`]);
}

const quoted = /["'`](?:@\/|(?:\.\.\/)+)?((?:app|components|lib)\/[^"'`\s]+)["'`]/gu;

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(root, folder) {
  const found = readdirSync(join(root, folder), { withFileTypes: true, recursive: true });
  return found
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, "/").length).replaceAll("\\", "/"))
    .toSorted();
}
