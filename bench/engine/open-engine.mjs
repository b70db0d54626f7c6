import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright";
import { serveEngine } from "../../scripts/engine/serve.mjs";
import { findBrowser } from "../../scripts/steps/browser.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

async function pageScript() {
  const { outputFiles } = await build({
    entryPoints: [`${root}bench/engine/bench-page.ts`],
    bundle: true,
    write: false,
    format: "iife",
    target: "chrome120",
    tsconfig: `${root}tsconfig.json`,
    logLevel: "error",
  });
  return outputFiles[0].text;
}

/** The engine in a browser of its own, driven from here: `call(name, …args)` calls a function of `bench-page.ts`. */
export async function openEngine() {
  const pages = {
    "/": ["text/html", "<!doctype html><title>bench</title><body><script src=/bench.js></script>"],
    "/bench.js": ["text/javascript", await pageScript()],
  };
  const server = await serveEngine({ pages });
  const browser = await chromium.launch({
    executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.newPage();
  await page.goto(`${server.app}/`);
  const call = (name, ...args) => page.evaluate(([method, given]) => globalThis.bench[method](...given), [name, args]);
  const bootMs = await call("boot", server.sandbox);
  return {
    call,
    bootMs,
    /** Bytes of the engine's page with its Workers, as the browser counts them. */
    memory: async () => {
      const frame = page.frames().find((one) => one.url().includes("/headless"));
      const { bytes } = await frame.evaluate(() => performance.measureUserAgentSpecificMemory());
      return bytes;
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}
