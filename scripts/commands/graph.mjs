// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { floors } from "../../floors.mjs";
import { withDrawing } from "../architecture/document.mjs";
import { drawHouse, listArrows } from "../architecture/draw.mjs";
import { readHouse } from "../architecture/house.mjs";
import { readSources } from "../architecture/read-sources.mjs";
import { root } from "../steps/paths.mjs";

const file = join(root, "docs", "architecture.md");
const house = readHouse(readSources(root), floors);
writeFileSync(file, withDrawing(readFileSync(file, "utf8"), `${drawHouse(house, floors)}\n\n${listArrows(house)}`));
console.log(`docs/architecture.md shows ${house.modules.size} modules.`);
