// @ts-check
/**
 * @typedef {Record<string, string>} Wanted
 * @typedef {{ version?: string, resolved?: string, integrity?: string, link?: boolean, optionalDependencies?: Wanted }} Entry
 * @typedef {{ dependencies?: Wanted, devDependencies?: Wanted, optionalDependencies?: Wanted }} Manifest
 */

/**
 * What is wrong with a lockfile, in sentences. A registry that lags behind on platform binaries makes npm drop them from the
 * lock without a word, and `npm ci` then fails on other machines; a lock that names a registry's host fails where that host
 * can't be reached; a range would let two clones differ.
 * @param {Manifest} manifest
 * @param {Record<string, Entry>} packages
 */
export function judgeLockfile(manifest, packages) {
  return [...ranges(manifest), ...droppedOptionals(packages), ...hosts(packages), ...unverified(packages)];
}

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/u;

/** @param {Manifest} manifest */
function ranges({ dependencies = {}, devDependencies = {}, optionalDependencies = {} }) {
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, wanted]) => !exact.test(wanted))
    .map(([name, wanted]) => `package.json asks for ${name} ${wanted}: pin an exact version.`);
}

/**
 * An optional package counts as there when Node would find it and, where one exact version is wanted, in that version: another
 * package may have brought its own.
 * @param {Record<string, Entry>} packages
 */
function droppedOptionals(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, wanted]) => {
      const at = foldersSeenFrom(path).find((folder) => `${folder}node_modules/${name}` in packages);
      const found = at === undefined ? undefined : packages[`${at}node_modules/${name}`];
      if (found !== undefined && (!exact.test(wanted) || found.version === wanted)) return [];
      return [
        `${path} wants the optional ${name} ${wanted}, which the lock has no entry for: \`npm ci\` will refuse it.`,
      ];
    }),
  );
}

/**
 * The folders in which Node looks for packages from `path`, nearest first.
 * @param {string} path
 */
function foldersSeenFrom(path) {
  const folders = [];
  for (
    let folder = path;
    folder !== "";
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))
  ) {
    folders.push(`${folder}/`);
  }
  return [...folders, ""];
}

/** @param {Record<string, Entry>} packages */
function hosts(packages) {
  return Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && link !== true)
    .map(
      ([path, { resolved }]) =>
        `${path} names where it came from (${resolved}): install with the .npmrc of this folder.`,
    );
}

/** @param {Record<string, Entry>} packages */
function unverified(packages) {
  return Object.entries(packages)
    .filter(([path, { integrity, link }]) => path !== "" && link !== true && integrity === undefined)
    .map(([path]) => `${path} has no integrity: install it again.`);
}
