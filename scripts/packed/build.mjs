// @ts-check
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** Packs once what the server would otherwise pack anew for every visitor. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const packed = join(root, ".cache", "packed");

/** Smaller files cost nothing to pack; pictures, models and images are packed already, or don't pack. */
const least = 32 * 1024;
const packs = /\.(?:m?js|css|wasm|txt)$/u;

/**
 * @param {string} folder
 * @param {string} path
 */
function pack(folder, path) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const [inner, at] = [join(folder, entry.name), `${path}/${entry.name}`];
    if (entry.isDirectory()) pack(inner, at);
    else if (packs.test(at) && statSync(join(root, inner)).size >= least) write(inner, at);
  }
}

/**
 * @param {string} file
 * @param {string} at
 */
function write(file, at) {
  const target = join(packed, `${at}.gz`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, gzipSync(readFileSync(join(root, file)), { level: 9 }));
}

rmSync(packed, { recursive: true, force: true });
pack(".next/static", "/_next/static");
pack("public/vendor", "/vendor");
pack("public/engine", "/engine");
