// @ts-check
/**
 * No circle of modules, type-only and dynamic imports included. A worker's script is its own program: naming it is no import.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function circlesRule({ arrows }) {
  return circlesIn(arrows.filter(({ kind }) => kind !== "worker")).map(
    (circle) => `These import each other in a circle: ${circle.join(" → ")}.`,
  );
}

/**
 * The parts of a room (`lib/engine/kernel`, `components/chat`) form no circle either, so that each can be read without the next.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function partsRule({ modules, arrows }) {
  const between = arrows
    .filter(({ from, to, kind }) => kind !== "worker" && modules.get(from)?.room === modules.get(to)?.room)
    .map(({ from, to }) => ({ from: partOf(from), to: partOf(to) }))
    .filter(({ from, to }) => from !== to && from !== undefined && to !== undefined);
  return circlesIn(/** @type {{ from: string, to: string }[]} */ (between)).map(
    (circle) => `These parts import each other in a circle: ${circle.join(" → ")}.`,
  );
}

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function partOf(path) {
  return /^(?:lib\/engine|components)\/[^/]+(?=\/)/u.exec(path)?.[0];
}

/**
 * One circle for each knot of the graph, found by depth-first search.
 * @param {readonly { readonly from: string, readonly to: string }[]} arrows
 * @returns {string[][]}
 */
export function circlesIn(arrows) {
  /** @type {Map<string, Set<string>>} */
  const next = new Map();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  /** @type {Map<string, "open" | "done">} */
  const state = new Map();
  /** @type {string[][]} */
  const circles = [];
  /** @type {(node: string, trail: readonly string[]) => void} */
  const visit = (node, trail) => {
    if (state.get(node) === "done") return;
    if (state.get(node) === "open") {
      circles.push([...trail.slice(trail.indexOf(node)), node]);
      return;
    }
    state.set(node, "open");
    for (const to of next.get(node) ?? []) visit(to, [...trail, node]);
    state.set(node, "done");
  };
  for (const node of next.keys()) visit(node, []);
  return circles;
}
