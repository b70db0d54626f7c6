// @ts-check
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Writes the app's service worker, with the list of what the build of the app before it consists of. */
const root = fileURLToPath(new URL("../..", import.meta.url));

/** The runtimes of models that are downloaded by choice are kept when they are first used, not beforehand. */
const largest = 9 * 1024 * 1024;
const chosenOnly = /\/ort\/|ort-wasm/u;

/**
 * @param {string} folder
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(folder, path) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const [inner, at] = [join(folder, entry.name), `${path}/${entry.name}`];
    if (entry.isDirectory()) return filesIn(inner, at);
    return statSync(join(root, inner)).size > largest || chosenOnly.test(at) ? [] : [at];
  });
}

const files = [...filesIn(".next/static", "/_next/static"), ...filesIn("public/vendor", "/vendor"), "/icon.svg"]
  .filter((path) => !/\.map$|_buildManifest|_ssgManifest|LEGAL/u.test(path))
  .sort();
const pages = ["/", "/share", "/p/offline-any-project"];
const version = createHash("sha256")
  .update(JSON.stringify([files, pages]))
  .update(readFileSync(join(root, ".next", "BUILD_ID")))
  .digest("hex")
  .slice(0, 16);
await build({
  entryPoints: [join(root, "lib/offline/worker.ts")],
  outfile: join(root, "public/offline.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: "chrome120",
  tsconfig: join(root, "tsconfig.json"),
  define: { 'process.env["OFFLINE_LIST"]': JSON.stringify(JSON.stringify({ version, files, pages })) },
  logLevel: "warning",
});
