// @ts-check
/**
 * Arrows point to lower floors only. The rooms of one floor don't know each other.
 * @param {import("../house.mjs").House} house
 * @returns {string[]}
 */
export function floorsRule({ modules, arrows, floorOf }) {
  const homeless = [...modules.values()]
    .filter(({ path, room }) => room === undefined && /^(app|components|lib)\//u.test(path))
    .map(({ path }) => `${path} is in no room: name its folder in floors.mjs.`);
  return homeless.concat(
    arrows.flatMap(({ from, to, kind }) => {
      const here = modules.get(from)?.room;
      const there = modules.get(to)?.room;
      if (here === undefined || here === there) return [];
      if (there === undefined) return [`${from} imports ${to}, which is in no room.`];
      const steps = (floorOf.get(here) ?? 0) - (floorOf.get(there) ?? 0);
      if (steps > 0) return [];
      return [
        `${from} imports ${to} (${kind}): ${here} may not look ${steps === 0 ? "sideways at" : "up to"} ${there}.`,
      ];
    }),
  );
}
