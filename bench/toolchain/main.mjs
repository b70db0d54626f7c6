// @ts-check
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright";
import { findBrowser } from "../../scripts/steps/browser.mjs";
import { startServer } from "../server/start-server.mjs";
import { measure, warm } from "./measure.mjs";
import { nativeSide } from "./native-side.mjs";
import { registryFor } from "./registry.mjs";
import { tabSide } from "./tab-side.mjs";
import { openTemplate } from "./template.mjs";

/** The tools of every day in the tab and natively, in one run, asking the same registry proxy, which is warm. */
const root = fileURLToPath(new URL("../..", import.meta.url));
/** Kept from one run to the next, so that the registry proxy is warm. */
const data = join(root, ".cache/bench");

/** At most this many times as long as natively; `ms` at most so long. */
const wanted = {
  "npm install, express": { times: 2 },
  "express again, from the cache": { times: 1.5 },
  "npm install, react-ts template": { times: 2.5 },
  "the template again, from the cache": { times: 1.5 },
  "tsc --noEmit, 50 files": { times: 2 },
  "eslint, 50 files": { times: 2 },
  "prettier --check, 100 files": { times: 2 },
  "npm run dev until Vite is ready": { times: 4 },
  "a change is seen (HMR)": { ms: 500 },
  "a template opens to its preview": { ms: 4000 },
};

const started = await startServer(root, data);
const options = {
  executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
  chromiumSandbox: process.getuid?.() !== 0,
};
const browser = await chromium.launch(options);
const rows = [];
try {
  await started.ready();
  const registry = await registryFor(started.origin);
  const warming = nativeSide(registry.url);
  const own = nativeSide(registry.url);
  const page = await browser.newPage();
  /** @param {string} url */
  const inWindow = async (url) => {
    const window = await browser.newPage();
    await window.goto(url);
    return (/** @type {string} */ text) => window.getByText(text, { exact: false }).first().waitFor();
  };
  /** @param {string} url */
  const inFrame = async (url) => {
    await page.evaluate((src) => {
      const frame = document.createElement("iframe");
      frame.allow = "cross-origin-isolated";
      frame.name = "preview";
      frame.src = src;
      document.body.append(frame);
    }, url);
    const frame = page.frameLocator('[name="preview"]');
    return (/** @type {string} */ text) => frame.getByText(text, { exact: false }).first().waitFor();
  };
  const local = (/** @type {string} */ said) => /https?:\/\/localhost:\d+\//u.exec(said)?.[0] ?? "";
  const tell = (/** @type {string} */ where) => (/** @type {string} */ what, /** @type {number} */ ms) =>
    console.log(`${where}: ${what}, ${Math.round(ms)} ms`);
  await warm(warming);
  warming.close();
  const native = await measure(own, inWindow, local, tell("natively"));
  own.close();
  const tab = await tabSide(page, started.origin);
  const here = await measure(tab, inFrame, () => tab.show(4321), tell("in the tab"));
  await page.close();
  registry.close();
  here["a template opens to its preview"] = await openTemplate(chromium, options, started.origin);
  for (const [what, limit] of Object.entries(wanted)) {
    const [ms, beside] = [here[what] ?? Number.NaN, native[what]];
    const ratio = beside === undefined ? undefined : ms / beside;
    const isFine = "ms" in limit ? ms <= limit.ms : (ratio ?? Infinity) <= limit.times;
    rows.push({
      what,
      tab: `${Math.round(ms)} ms`,
      native: beside === undefined ? "" : `${Math.round(beside)} ms`,
      ratio: ratio === undefined ? "" : `${ratio.toFixed(2)}×`,
      wanted: "ms" in limit ? `${limit.ms} ms` : `${limit.times}×`,
      isFine,
    });
  }
} finally {
  await browser.close();
  started.kill();
}
console.table(rows);
mkdirSync(join(root, "bench", "results"), { recursive: true });
writeFileSync(join(root, "bench", "results", "toolchain.json"), `${JSON.stringify(rows, null, 2)}\n`);
