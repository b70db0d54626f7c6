// @ts-check
import { isTest } from "../house.mjs";

/**
 * Guests enter a room of lib/ by its door. Studio alone may pass it, and only by `import()` or as a worker's script: that is
 * how heavy implementations stay out of everyone's first load.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function doorsRule({ modules, arrows }) {
  return arrows.flatMap((arrow) => {
    const here = modules.get(arrow.from)?.room;
    const there = modules.get(arrow.to)?.room;
    if (here === undefined || there === undefined || here === there) return [];
    return isAtDoor(arrow, there) ? [] : complaint(arrow, here, there);
  });
}

/**
 * @param {import("../house.mjs").Arrow} arrow
 * @param {string} room
 */
function isAtDoor({ from, to }, room) {
  return !room.startsWith("lib/") || to === `${room}/index.ts` || (isTest(from) && isSharedSuite(to));
}

/**
 * @param {import("../house.mjs").Arrow} arrow
 * @param {string} here
 * @param {string} there
 */
function complaint({ from, to, kind }, here, there) {
  if (kind === "static" || kind === "type")
    return [`${from} passes the door of ${there}: import it from "@/${there}".`];
  return here === "lib/studio" ? [] : [`${from} loads ${to}, a heavy implementation: only lib/studio may.`];
}

/**
 * A suite that several rooms run is no part of what a room offers at run time, so its tests import it as it is.
 * @param {string} path
 */
function isSharedSuite(path) {
  return /(^|\/)(contract|testing)(\/|\.ts$)/u.test(path);
}

/**
 * A door is a list of names: no `export *`, no logic.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function doorFormRule({ modules }) {
  return [...modules.values()]
    .filter(({ path, room }) => room !== undefined && path === `${room}/index.ts`)
    .flatMap(({ path, parsed }) =>
      parsed.statements.flatMap((statement) => {
        if (statement === "re-export" || statement === "bare import") return [];
        return [`${path} holds ${nameOf(statement)}: a door only re-exports names.`];
      }),
    );
}

/** @param {string} statement */
function nameOf(statement) {
  if (statement === "re-export of everything") return "`export *`";
  return statement === "import" ? "an import" : "logic";
}
