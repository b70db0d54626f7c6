// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/steps/browser.mjs";
import { startServer } from "../server/start-server.mjs";
import { measureFirstLoad } from "./first-load.mjs";
import { measureTour } from "./tour.mjs";

/** The adapter alone in Chromium, what the build loads first, and the tour as a new visitor takes it, on the production build. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const data = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));
const browser = await chromium.launch({
  executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
  chromiumSandbox: process.getuid?.() !== 0,
});
const app = await startServer(root, data);
const results = [];
try {
  await app.ready();
  results.push(await measureAdapter(), measureFirstLoad(root), ...(await measureTour(browser, app.origin)));
} finally {
  app.kill();
  await browser.close();
  rmSync(data, { recursive: true, force: true });
}

async function measureAdapter() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "bench/models/adapter.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "chrome120",
    external: ["module", "url"],
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "error",
  });
  const page = await browser.newPage();
  await page.goto(app.origin);
  await page.evaluate(outputFiles[0].text);
  const value = await page.evaluate(() => globalThis.measureAdapter());
  await page.close();
  return { name: "adapter overhead a chunk, with all tools, median", value, unit: "ms", most: 1 };
}

let late = 0;
for (const { name, value, unit, most } of results) {
  const fine = value <= most;
  if (!fine) late += 1;
  console.log(
    `${fine ? "ok  " : "LATE"}  ${name.padEnd(64)} ${value.toFixed(value < 1 ? 4 : 1).padStart(10)} ${unit}   (at most ${most})`,
  );
}
mkdirSync(join(root, "bench", "results"), { recursive: true });
writeFileSync(join(root, "bench", "results", "models.json"), `${JSON.stringify(results, null, 2)}\n`);
process.exit(late > 0 ? 1 : 0);
