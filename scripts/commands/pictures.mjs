// @ts-check
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadTypeScript } from "../models/load-typescript.mjs";
import { root } from "../steps/paths.mjs";

const target = join(root, "components", "landing", "template-pictures.data.ts");
const { drawTemplates } = await loadTypeScript(root, "components/landing/draw-templates.ts");
const pictures = Object.entries(await drawTemplates());
const lines = pictures.map(([id, picture]) => `  ${id}: ${JSON.stringify(picture)},`);
writeFileSync(
  target,
  `import type { Picture } from "./draw-picture";

/** Drawn by \`npm run pictures\` from the files that the templates open with. */
// prettier-ignore
export const templatePictures: Readonly<Record<string, Picture>> = {
${lines.join("\n")}
};
`,
);
console.log(`${pictures.length} pictures are in ${target}.`);
