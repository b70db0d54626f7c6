import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { floors } from "../floors.mjs";
import { root } from "./steps/paths.mjs";
import { awaited } from "./architecture/awaited.mjs";
import { isModule, readHouse } from "./architecture/house.mjs";
import { judgeHouse } from "./architecture/judge.mjs";
import { readNamed, readSources } from "./architecture/read-sources.mjs";

const house = readHouse(readSources(root), floors);

test("the house keeps to its floors, doors and rules", () => {
  expect(judgeHouse(house, { named: readNamed(root), awaited })).toEqual([]);
});

test("every module of the rooms was seen", () => {
  const onDisk = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).filter((name) => isModule(String(name))),
  );
  const seen = [...house.modules.keys()].filter((path) => path.includes("/"));
  expect(seen.length).toBe(onDisk.length);
  expect(seen.length).toBeGreaterThan(100);
  expect(house.arrows.length).toBeGreaterThan(seen.length);
});

test("every room on a floor is known and every awaited beginning is still needed", () => {
  const rooms = floors.flatMap((floor) => floor.rooms);
  expect(new Set(rooms).size).toBe(rooms.length);
  const orphans = judgeHouse(house, { named: readNamed(root) });
  expect(awaited.filter((beginning) => !orphans.some((orphan) => orphan.startsWith(beginning)))).toEqual([]);
});
