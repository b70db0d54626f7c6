// @ts-check
const reactish =
  /^(react|react-dom|scheduler|@base-ui\/.+|.*[/-]react(-.*)?|react-.*|sonner|streamdown|lucide-react)$/u;

/**
 * What lives below components/ knows no view: no React, no JSX, and Next in lib/server alone.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function noReactRule({ modules, guests }) {
  const views = [...modules.keys()]
    .filter((path) => path.startsWith("lib/") && path.endsWith(".tsx"))
    .map((path) => `${path} holds JSX: views live in components/.`);
  return views.concat(
    guests.flatMap(({ from, name }) => {
      if (!from.startsWith("lib/")) return [];
      if (reactish.test(name)) return [`${from} imports ${name}: React lives in components/ and app/ only.`];
      if (name === "next" && !from.startsWith("lib/server/")) return [`${from} imports next: only lib/server may.`];
      return [];
    }),
  );
}

const serverPackages = /^(server-only|pg|@electric-sql\/pglite|drizzle-orm|node:.+)$/u;

/**
 * Nothing that a browser loads reaches server code: not from a client component, a hook or studio, however many steps away.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function serverSideRule({ modules, arrows, guests }) {
  const starts = [...modules.values()].filter(({ path, room, parsed }) => isBrowserCode(path, room, parsed.client));
  const reached = reachableFrom(
    starts.map(({ path }) => path),
    arrows,
  );
  const rooms = [...reached]
    .filter(([path]) => modules.get(path)?.room === "lib/server")
    .map(([path, trail]) => `${path} is server code, but a browser would load it by ${trail.join(" → ")}.`);
  const packages = guests
    .filter(({ from, name, kind }) => kind !== "type" && reached.has(from) && serverPackages.test(name))
    .map(({ from, name }) => `${from} imports ${name}, but a browser would load it.`);
  const door = modules.get("lib/server/index.ts");
  const unmarked = door === undefined || door.parsed.imports.some(({ specifier }) => specifier === "server-only");
  return [...rooms, ...packages, ...(unmarked ? [] : [`${door.path} lacks \`import "server-only"\`.`])];
}

/**
 * @param {string} path
 * @param {string | undefined} room
 * @param {boolean} client
 */
function isBrowserCode(path, room, client) {
  if (/\.test\.[a-z]+$/u.test(path)) return false;
  return client || room === "components" || room === "lib/studio";
}

/**
 * @param {readonly string[]} starts
 * @param {import("../house.mjs").House["arrows"]} arrows
 * @returns {Map<string, readonly string[]>}
 */
function reachableFrom(starts, arrows) {
  /** @type {Map<string, string[]>} */
  const next = new Map();
  for (const { from, to, kind } of arrows) if (kind !== "type") next.set(from, [...(next.get(from) ?? []), to]);
  const trails = new Map(starts.map((start) => [start, /** @type {readonly string[]} */ ([start])]));
  const queue = [...starts];
  for (let here = queue.shift(); here !== undefined; here = queue.shift()) {
    for (const to of next.get(here) ?? []) {
      if (trails.has(to)) continue;
      trails.set(to, [...(trails.get(here) ?? []), to]);
      queue.push(to);
    }
  }
  return trails;
}
