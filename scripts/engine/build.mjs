/** Builds everything the engine loads into public/engine/: Node's library as packs, and the bundles of lib/engine. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { bundles } from "./bundles.mjs";
import { coreutilsFiles, gitFiles } from "./coreutils.mjs";
import { readLibrary } from "./node/library.mjs";
import { contentHash, packLibrary } from "./node/pack.mjs";
import { npmFiles } from "./npm/bundle.mjs";
import { pythonFiles } from "./python.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const out = join(root, "public/engine");

function writePack() {
  const { library, notice } = readLibrary();
  const files = packLibrary(library);
  for (const { file, text } of files) writeFileSync(join(out, file), text);
  writeFileSync(join(out, "node-license.txt"), notice);
  return Object.fromEntries(files.map(({ name, file }) => [name, file]));
}

/**
 * A tree of files that the engine page lays down in the file system, from [{ path, mode, text or bytes }]: the length of a head, the
 * head ([{ path, mode, size }] as JSON), and the bytes of the files one after the other. Nothing in it has to be parsed.
 */
async function writeImage(name, given) {
  const files = (await given).map(({ path, mode, text, bytes }) => ({
    path,
    mode,
    bytes: bytes ?? Buffer.from(text),
  }));
  const head = Buffer.from(JSON.stringify(files.map(({ path, mode, bytes }) => ({ path, mode, size: bytes.length }))));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const image = Buffer.concat([length, head, ...files.map(({ bytes }) => bytes)]);
  const file = `image-${name}.${contentHash(image)}.bin`;
  writeFileSync(join(out, file), gzipSync(image, { level: 9 }));
  return file;
}

/** Names of packs change with their content, so those of an earlier build are of no use to anyone. */
function removeStale(current) {
  for (const file of readdirSync(out)) {
    if (/^(?:node|image)-[a-z]+\.[0-9a-f]{12}\.(?:js|json|bin|txt)$/.test(file) && !current.includes(file))
      rmSync(join(out, file));
  }
}

mkdirSync(out, { recursive: true });
const packs = writePack();
const images = {
  npm: await writeImage("npm", npmFiles()),
  coreutils: await writeImage("coreutils", coreutilsFiles()),
  git: await writeImage("git", gitFiles()),
  python: await writeImage("python", pythonFiles()),
};
removeStale([...Object.values(packs), ...Object.values(images)]);
const { scripts, texts, writeServiceWorker } = await bundles({ root, out, packs, images });
/** Fetched before anyone asks: each of them would otherwise wait for the one before. */
const hint = (kind) => (file) => `<link rel="preload" as="${kind}" crossorigin href="/__tabsmith/${file}">`;
const hints = [scripts.kernel, scripts.process]
  .map(hint("script"))
  .concat(texts.map(hint("fetch")))
  .join("");
writeFileSync(
  join(out, "headless.html"),
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>tabsmith engine</title>${hints}<script src="/__tabsmith/page.js" defer></script>\n`,
);
writeFileSync(join(out, "manifest.json"), `${JSON.stringify({ packs, images, scripts }, null, 2)}\n`);

/** Each file under the path by which the sandbox's origin serves it, with the SHA-256 of what a browser gets. */
const served = readdirSync(out).filter((file) => !/^service-worker|^node-license|\.LEGAL\.txt$/.test(file));
const digests = served.map((file) => {
  const path = file === "headless.html" ? "/headless" : `/__tabsmith/${file}`;
  return [
    path,
    createHash("sha256")
      .update(readFileSync(join(out, file)))
      .digest("hex"),
  ];
});
await writeServiceWorker(Object.fromEntries(digests));
