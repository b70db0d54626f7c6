// @ts-check
import { dirname, posix } from "node:path";
import { importsOf } from "./imports-of.mjs";

/**
 * @typedef {import("./imports-of.mjs").Import} Import
 * @typedef {{ readonly from: string, readonly to: string, readonly kind: Import["kind"] }} Arrow  between modules
 * @typedef {{ readonly from: string, readonly name: string, readonly kind: Import["kind"] }} Guest  a package that is used
 * @typedef {{ readonly path: string, readonly room: string | undefined, readonly parsed: import("./imports-of.mjs").Parsed }} Module
 * @typedef {readonly { readonly floor: number, readonly rooms: readonly string[] }[]} Floors
 * @typedef {object} House
 * @property {ReadonlyMap<string, Module>} modules
 * @property {readonly Arrow[]} arrows
 * @property {readonly Guest[]} guests
 * @property {readonly { from: string, specifier: string }[]} lost  what names a file that isn't there
 * @property {ReadonlyMap<string, number>} floorOf
 */

/**
 * The graph of all modules, from their sources by path. Nothing here looks at a disk.
 * @param {Readonly<Record<string, string>>} sources
 * @param {Floors} floors
 * @returns {House}
 */
export function readHouse(sources, floors) {
  const floorOf = new Map(floors.flatMap(({ floor, rooms }) => rooms.map((room) => [room, floor])));
  const modules = new Map(
    Object.entries(sources)
      .filter(([path]) => isModule(path))
      .map(([path, source]) => [path, { path, room: roomOf(path, floorOf), parsed: importsOf(path, source) }]),
  );
  const paths = new Set(Object.keys(sources));
  /** @type {Arrow[]} */
  const arrows = [];
  /** @type {Guest[]} */
  const guests = [];
  const lost = [];
  for (const { path, parsed } of modules.values()) {
    for (const { specifier, kind } of parsed.imports) {
      const wanted = locate(path, specifier);
      if (wanted === undefined) {
        if (kind !== "worker") guests.push({ from: path, name: packageOf(specifier), kind });
        continue;
      }
      const to = candidates(wanted).find((candidate) => paths.has(candidate));
      if (to === undefined) lost.push({ from: path, specifier });
      else if (modules.has(to)) arrows.push({ from: path, to, kind });
    }
  }
  return { modules, arrows, guests, lost, floorOf };
}

/** @param {string} path */
export function isModule(path) {
  return /\.(ts|tsx|mjs|js)$/u.test(path) && !path.endsWith(".d.ts");
}

/** @param {string} path */
export function isTest(path) {
  return /\.test\.(ts|tsx|mjs)$/u.test(path);
}

/**
 * The room a module lives in. The proxy and its like stand in the root because Next wants them there; they are routes.
 * @param {string} path
 * @param {ReadonlyMap<string, number>} floorOf
 * @returns {string | undefined}
 */
export function roomOf(path, floorOf) {
  const parts = path.split("/");
  if (parts.length === 1) return /^(proxy|instrumentation|instrumentation-client)\.ts$/u.test(path) ? "app" : undefined;
  const room = parts[0] === "lib" ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
  return floorOf.has(room) ? room : undefined;
}

/**
 * The path below the root that a specifier means, or undefined when it names a package.
 * @param {string} from
 * @param {string} specifier
 */
function locate(from, specifier) {
  const plain = specifier.replace(/\?.*$/u, "");
  if (plain.startsWith("@/")) return posix.normalize(plain.slice(2));
  if (plain.startsWith("./") || plain.startsWith("../") || plain === "." || plain === "..") {
    return posix.join(dirname(from), plain);
  }
  return undefined;
}

/** @param {string} path */
function candidates(path) {
  const bare = path.replace(/\.js$/u, "");
  return [path, `${bare}.ts`, `${bare}.tsx`, `${path}.mjs`, `${path}.js`, `${path}/index.ts`, `${path}/index.tsx`];
}

/** @param {string} specifier */
function packageOf(specifier) {
  if (specifier.startsWith("node:")) return specifier;
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
