/** Runs the sandbox contract against StackBlitz's own WebContainers. Needs the internet, which no test of ours may use. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { serveEngine } from "../engine/serve.mjs";
import { findBrowser } from "../steps/browser.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { outputFiles } = await build({
  entryPoints: [`${root}e2e/engine/contract-page.ts`],
  bundle: true,
  write: false,
  format: "iife",
  target: "chrome120",
  tsconfig: `${root}tsconfig.json`,
});
const server = await serveEngine({
  pages: {
    "/": ["text/html", "<!doctype html><title>contract</title><body><script src=/contract.js></script>"],
    "/contract.js": ["text/javascript", outputFiles[0].text],
  },
});
const browser = await chromium.launch({
  executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
  chromiumSandbox: process.getuid?.() !== 0,
});
const page = await browser.newPage();
await page.goto(`${server.app}/`);
let failed = 0;
try {
  console.log(`booted in ${await page.evaluate(() => globalThis.contractPage.boot("webcontainer", ""))}`);
  for (const title of await page.evaluate(() => globalThis.contractPage.titles())) {
    try {
      const excuse = await page.evaluate((name) => globalThis.contractPage.run(name), title);
      console.log(excuse === "" ? `ok    ${title}` : `skip  ${title}: ${excuse}`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${title}: ${error.message.split("\n")[0]}`);
    }
  }
} catch (error) {
  failed++;
  console.log(error.message.split("\n")[0]);
} finally {
  await browser.close();
  server.close();
}
process.exitCode = failed === 0 ? 0 : 1;
