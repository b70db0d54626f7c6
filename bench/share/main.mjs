// @ts-check
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/steps/browser.mjs";
import { startServer } from "../server/start-server.mjs";
import { openShared } from "./open-shared.mjs";

/** Bundles the measurements of the format and runs them in Node; then a link is opened in a browser, with the built app behind it. */
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
const { measureAll, shareOfTemplate } = await import(pathToFileURL(outfile).href);
const results = [...(await measureAll()), ...(await measureOpening())];
rmSync(outfile);

/** Twice with profiles of their own: the first time fills the server's cache of packages. */
async function measureOpening() {
  const server = await startServer(root, join(root, ".cache", "bench"));
  const options = {
    executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
    chromiumSandbox: process.getuid?.() !== 0,
  };
  try {
    await server.ready();
    const link = `${server.origin}/share#p=${await shareOfTemplate("react")}`;
    await openShared(chromium, options, link, "Tally");
    const { cold, warm } = await openShared(chromium, options, link, "Tally");
    return [
      { name: "a shared React template to its page, cold", value: cold, unit: "ms", most: 10_000 },
      { name: "the same in a browser that was here before", value: warm, unit: "ms", most: 4000 },
    ];
  } finally {
    server.kill();
  }
}

for (const { name, value, unit, most } of results) {
  const fine = value <= most;
  if (!fine) process.exitCode = 1;
  console.log(
    `${fine ? "ok  " : "LATE"}  ${name.padEnd(56)} ${value.toFixed(2).padStart(10)} ${unit}   (at most ${most})`,
  );
}
mkdirSync(join(root, "bench", "results"), { recursive: true });
writeFileSync(join(root, "bench", "results", "share.json"), `${JSON.stringify(results, null, 2)}\n`);
