// @ts-check
import { circlesRule, partsRule } from "./rules/circles.mjs";
import { doorFormRule, doorsRule } from "./rules/doors.mjs";
import { floorsRule } from "./rules/floors.mjs";
import { noReactRule, serverSideRule } from "./rules/kinds.mjs";
import { breadthRule, orphansRule } from "./rules/orphans.mjs";

/**
 * Everything that is wrong with the house, in sentences.
 * @param {import("./house.mjs").House} house
 * @param {{ readonly named?: readonly string[], readonly awaited?: readonly string[] }} [outside]
 * @returns {string[]}
 */
export function judgeHouse(house, { named = [], awaited = [] } = {}) {
  return [
    ...house.lost.map(({ from, specifier }) => `${from} imports ${specifier}, which isn't there.`),
    ...floorsRule(house),
    ...circlesRule(house),
    ...partsRule(house),
    ...doorsRule(house),
    ...doorFormRule(house),
    ...noReactRule(house),
    ...serverSideRule(house),
    ...breadthRule(house),
    ...orphansRule(house, named, awaited),
  ];
}
