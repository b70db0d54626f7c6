import { spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { defineConfig } from "@playwright/test";
import { findBrowser } from "./scripts/steps/browser.mjs";

/** Chosen once by the first process, which the workers inherit it from. */
process.env.TABSMITH_E2E_PORT ??= freePort();
const port = process.env.TABSMITH_E2E_PORT;

/** What a browser does by itself on the network is no business of the suite. */
const quietBrowser = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1",
];

export default defineConfig({
  testDir: "e2e",
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  workers: Math.max(1, Math.floor(cpus().length / 2)),
  /** Further tries, on a machine that other work may slow down; what needed one is listed as flaky. */
  retries: process.env.CI === undefined ? 0 : 2,
  /** Where so much fails, or so slowly, it is told while there is someone to tell. */
  ...(process.env.CI === undefined ? {} : { maxFailures: 12, globalTimeout: 60 * 60_000 }),
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: "list",
  use: {
    baseURL: `http://ide.localhost:${port}`,
    trace: "on-first-retry",
    launchOptions: {
      executablePath: findBrowser(process.env.PLAYWRIGHT_CHROMIUM),
      chromiumSandbox: process.getuid?.() !== 0,
      args: quietBrowser,
    },
  },
  webServer: {
    command: "node scripts/start.mjs",
    wait: { stdout: /tabsmith ready at/u },
    env: { PORT: port, TABSMITH_DATA: ".cache/e2e-data", APP_ORIGIN: "", SANDBOX_ORIGIN: "", HOST: "" },
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5000 },
  },
});

function freePort(): string {
  const script = `const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })`;
  return spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout.trim();
}
