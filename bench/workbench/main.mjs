// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/steps/browser.mjs";
import { startServer } from "../server/start-server.mjs";
import { measureKeystrokes, measureTabs } from "./editing.mjs";
import { measureFilter, measureQuickOpen, measureSearch } from "./finding.mjs";
import { measureHeap } from "./heap.mjs";
import { openLargeProject } from "./large-project.mjs";
import { measureWarmOpen } from "./opening.mjs";
import { watchPaints } from "./paints.mjs";

/** The production build in Chromium as a person uses it, on a project of 10,000 files. `npm run bench workbench keystrokes` measures only that. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const measures = {
  opening: measureWarmOpen,
  keystrokes: measureKeystrokes,
  tabs: measureTabs,
  quickopen: measureQuickOpen,
  filter: measureFilter,
  search: measureSearch,
  heap: measureHeap,
};
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(measures, name));
if (unknown !== undefined)
  throw new Error(`Nothing to measure is named ${unknown}: ${Object.keys(measures).join(", ")}.`);

const folder = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));
const app = await startServer(root, join(folder, "data"));
const browser = await chromium.launch({
  executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
  chromiumSandbox: process.getuid?.() !== 0,
});
const results = [];
let late = 0;
try {
  await app.ready();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchPaints);
  const project = await openLargeProject(page, app.origin);
  for (const [name, measure] of Object.entries(measures)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    for (const result of await measure(page, project)) {
      const fine = result.value <= result.most;
      if (!fine) late += 1;
      results.push(result);
      const value = result.value.toFixed(result.value < 10 ? 1 : 0).padStart(6);
      console.log(
        `${fine ? "ok  " : "LATE"}  ${result.name.padEnd(72)} ${value} ${result.unit}   (at most ${result.most})`,
      );
    }
  }
} finally {
  await browser.close();
  app.kill();
  rmSync(folder, { recursive: true, force: true });
}
mkdirSync(join(root, "bench", "results"), { recursive: true });
writeFileSync(join(root, "bench", "results", "workbench.json"), `${JSON.stringify(results, null, 2)}\n`);
process.exit(late > 0 ? 1 : 0);
