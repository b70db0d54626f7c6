/** Builds everything the engine loads into public/engine/: Node's library as packs, and the bundles of lib/engine. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundles } from "./bundles.mjs";
import { coreutilsFiles, gitFiles } from "./coreutils.mjs";
import { readLibrary } from "./node/library.mjs";
import { packLibrary } from "./node/pack.mjs";
import { npmFiles } from "./npm/bundle.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const out = join(root, "public/engine");

function writePack() {
  const { library, notice } = readLibrary();
  const files = packLibrary(library);
  for (const { file, text } of files) writeFileSync(join(out, file), text);
  writeFileSync(join(out, "node-license.txt"), notice);
  return Object.fromEntries(files.map(({ name, file }) => [name, file]));
}

/** A tree of files that the engine page lays down in the file system: [{ path, mode, text }]. */
async function writeImage(name, files) {
  const text = JSON.stringify(await files);
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const file = `image-${name}.${hash}.json`;
  writeFileSync(join(out, file), text);
  return file;
}

/** Names of packs change with their content, so those of an earlier build are of no use to anyone. */
function removeStale(current) {
  for (const file of readdirSync(out)) {
    if (/^(?:node|image)-[a-z]+\.[0-9a-f]{12}\.js(?:on)?$/.test(file) && !current.includes(file))
      rmSync(join(out, file));
  }
}

mkdirSync(out, { recursive: true });
const packs = writePack();
const images = {
  npm: await writeImage("npm", npmFiles()),
  coreutils: await writeImage("coreutils", coreutilsFiles()),
  git: await writeImage("git", gitFiles()),
};
removeStale([...Object.values(packs), ...Object.values(images)]);
writeFileSync(
  join(out, "headless.html"),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>tabsmith engine</title><script src="/__tabsmith/page.js" defer></script>\n`,
);
await bundles({
  root,
  out,
  define: {
    "process.env.NODE_PACK": JSON.stringify(packs.core),
    "process.env.ENGINE_IMAGES": JSON.stringify(JSON.stringify(images)),
  },
});
writeFileSync(join(out, "manifest.json"), `${JSON.stringify({ packs, images }, null, 2)}\n`);
