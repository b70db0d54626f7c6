// @ts-check
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Bundles the measurements and runs them in Node: no browser, so what is painted isn't measured here. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const outfile = join(root, ".cache", "bench", "share.mjs");
mkdirSync(join(root, ".cache", "bench"), { recursive: true });
await build({
  entryPoints: [join(root, "bench", "share", "measure.ts")],
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  outfile,
  logLevel: "warning",
});
const { measureAll } = await import(pathToFileURL(outfile).href);
const results = await measureAll();
rmSync(outfile);

for (const { name, value, unit, most } of results) {
  const fine = value <= most;
  if (!fine) process.exitCode = 1;
  console.log(
    `${fine ? "ok  " : "LATE"}  ${name.padEnd(56)} ${value.toFixed(2).padStart(10)} ${unit}   (at most ${most})`,
  );
}
mkdirSync(join(root, "bench", "results"), { recursive: true });
writeFileSync(join(root, "bench", "results", "share.json"), `${JSON.stringify(results, null, 2)}\n`);
