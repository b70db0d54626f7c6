// @ts-check
import { isTest } from "../house.mjs";

/**
 * Every module is reached from somewhere: a route, a door, another module, or a script that names it as the start of a bundle.
 * What only tests import must say so by its name.
 * @param {import("../house.mjs").House} house
 * @param {readonly string[]} named paths that scripts, benches and browser tests name
 * @param {readonly string[]} awaited beginnings of paths that are allowed to wait for whoever will import them
 * @returns {string[]}
 */
export function orphansRule({ modules, arrows }, named, awaited) {
  const reached = new Set(arrows.filter(({ from, to }) => !isTest(from) && from !== to).map(({ to }) => to));
  return [...modules.values()]
    .filter(({ path, room }) => room !== undefined && !isEntry(path, room))
    .filter(({ path }) => !reached.has(path) && !named.includes(path))
    .filter(({ path }) => !awaited.some((beginning) => path.startsWith(beginning)))
    .map(({ path }) => `${path} is an orphan: nothing imports it.`);
}

/**
 * @param {string} path
 * @param {string} room
 */
function isEntry(path, room) {
  if (isTest(path) || /(^|\/)(contract|testing)(\/|\.ts$)/u.test(path)) return true;
  return room === "app" || path === `${room}/index.ts`;
}

/**
 * Rooms that know too many others: at most seven, composition roots aside.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function breadthRule({ modules, arrows }) {
  /** @type {Map<string, Set<string>>} */
  const known = new Map();
  for (const { from, to } of arrows) {
    const here = modules.get(from)?.room;
    const there = modules.get(to)?.room;
    if (here === undefined || there === undefined || here === there || compositionRoots.has(here)) continue;
    known.set(here, (known.get(here) ?? new Set()).add(there));
  }
  return [...known]
    .filter(([, rooms]) => rooms.size > 7)
    .map(([room, rooms]) => `${room} knows ${rooms.size} rooms: seven is the most.`);
}

const compositionRoots = new Set(["lib/studio", "lib/server"]);
