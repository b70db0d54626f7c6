/** Builds everything the engine loads into public/engine/: Node's library as packs, and the bundles of lib/engine. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundles } from "./bundles.mjs";
import { readLibrary } from "./node/library.mjs";
import { packLibrary } from "./node/pack.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const out = join(root, "public/engine");

function writePack() {
  const { library, notice } = readLibrary();
  const files = packLibrary(library);
  for (const { file, text } of files) writeFileSync(join(out, file), text);
  writeFileSync(join(out, "node-license.txt"), notice);
  return Object.fromEntries(files.map(({ name, file }) => [name, file]));
}

/** Names of packs change with their content, so those of an earlier build are of no use to anyone. */
function removeStale(current) {
  for (const file of readdirSync(out)) {
    if (/^node-[a-z]+\.[0-9a-f]{12}\.js$/.test(file) && !current.includes(file)) rmSync(join(out, file));
  }
}

mkdirSync(out, { recursive: true });
const packs = writePack();
removeStale(Object.values(packs));
await bundles({ root, out, define: { "process.env.NODE_PACK": JSON.stringify(packs.core) } });
writeFileSync(join(out, "manifest.json"), `${JSON.stringify({ packs }, null, 2)}\n`);
