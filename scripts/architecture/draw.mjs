// @ts-check
/**
 * The rooms and their arrows as a mermaid drawing. An arrow that can be walked by others is left out, so that what is seen are
 * the floors; the list beneath it in the document has them all.
 * @param {import("./house.mjs").House} house
 * @param {import("./house.mjs").Floors} floors
 * @returns {string}
 */
export function drawHouse(house, floors) {
  const arrows = roomArrows(house);
  const present = new Set([...house.modules.values()].map(({ room }) => room));
  const storeys = floors.flatMap(({ floor, rooms }) => {
    const inhabited = rooms.filter((room) => present.has(room));
    if (inhabited.length === 0) return [];
    const boxes = inhabited.map((room) => `    ${idOf(room)}["${room}"]`);
    return [`  subgraph floor${floor}["floor ${floor}"]`, "    direction LR", ...boxes, "  end"];
  });
  const shown = withoutDetours(arrows).map(([from, to]) => `  ${idOf(from)} --> ${idOf(to)}`);
  return ["```mermaid", "flowchart TD", ...storeys, ...shown, "```"].join("\n");
}

/**
 * Which room imports which, as a list.
 * @param {import("./house.mjs").House} house
 * @returns {string}
 */
export function listArrows(house) {
  const arrows = roomArrows(house);
  const rooms = [...new Set(arrows.map(([from]) => from))];
  return rooms
    .map((room) => {
      const known = arrows.filter(([from]) => from === room).map(([, to]) => `\`${to}\``);
      return `- \`${room}\` imports ${known.join(", ")}`;
    })
    .join("\n");
}

/**
 * @param {import("./house.mjs").House} house
 * @returns {[from: string, to: string][]}
 */
function roomArrows({ modules, arrows, floorOf }) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const { from, to } of arrows) {
    if (/\.test\.[a-z]+$/u.test(from)) continue;
    const here = modules.get(from)?.room;
    const there = modules.get(to)?.room;
    if (here !== undefined && there !== undefined && here !== there) found.add(`${here} ${there}`);
  }
  const height = (/** @type {string} */ room) => String(99 - (floorOf.get(room) ?? 0));
  return [...found]
    .map((pair) => /** @type {[string, string]} */ (pair.split(" ")))
    .toSorted((a, b) => keyOf(a, height).localeCompare(keyOf(b, height)));
}

/**
 * @param {readonly [string, string]} pair
 * @param {(room: string) => string} height
 */
function keyOf([from, to], height) {
  return `${height(from)} ${from} ${height(to)} ${to}`;
}

/**
 * @param {readonly [string, string][]} arrows
 * @returns {readonly (readonly [string, string])[]}
 */
function withoutDetours(arrows) {
  const reaches = (/** @type {string} */ from, /** @type {string} */ to) =>
    arrows.some(([start, next]) => start === from && (next === to || reaches(next, to)));
  return arrows.filter(
    ([from, to]) => !arrows.some(([start, next]) => start === from && next !== to && reaches(next, to)),
  );
}

/** @param {string} room */
function idOf(room) {
  return room.replaceAll("/", "_");
}
