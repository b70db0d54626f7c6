// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/steps/browser.mjs";
import { measureInApp } from "./in-app.mjs";
import { measureInPage } from "./in-page.mjs";

/** In Chromium: first the agent alone on an empty page, then the production build as a person sees it. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const browser = await chromium.launch({
  executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
  chromiumSandbox: process.getuid?.() !== 0,
});
const results = [];
try {
  results.push(...(await measureInPage(browser, root)), ...(await measureInApp(browser, root)));
} finally {
  await browser.close();
}

let late = 0;
for (const { name, value, unit, most } of results) {
  const fine = value <= most;
  if (!fine) late += 1;
  console.log(
    `${fine ? "ok  " : "LATE"}  ${name.padEnd(64)} ${value.toFixed(value < 1 ? 4 : 2).padStart(10)} ${unit}   (at most ${most})`,
  );
}
mkdirSync(join(root, "bench", "results"), { recursive: true });
writeFileSync(join(root, "bench", "results", "agent.json"), `${JSON.stringify(results, null, 2)}\n`);
process.exit(late > 0 ? 1 : 0);
