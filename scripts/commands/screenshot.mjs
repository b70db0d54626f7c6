// @ts-check
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureBuilt } from "../build/build.mjs";
import { requireBrowser } from "../steps/browser.mjs";
import { ensureInstalled } from "../steps/install.mjs";
import { root } from "../steps/paths.mjs";
import { runCommand } from "../steps/refusal.mjs";

const port = Number(process.env.PORT || 3987);

/** Takes the picture that the README shows: a new TypeScript project in the workbench, from a production build. */
await runCommand(async () => {
  await ensureInstalled();
  const executablePath = await requireBrowser();
  await ensureBuilt({ production: true });
  const server = await startServer();
  try {
    await takePicture(executablePath, join(root, "docs", "screenshot.png"));
    console.log("docs/screenshot.png is new: look at it.");
  } finally {
    server.kill("SIGTERM");
  }
});

async function startServer() {
  const env = { ...process.env, PORT: String(port), TABSMITH_DATA: ".cache/screenshot-data" };
  const server = spawn(process.execPath, ["scripts/start.mjs"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve, reject) => {
    server.stdout.on("data", (chunk) => String(chunk).includes("tabsmith ready") && resolve(undefined));
    server.on("exit", () => reject(new Error("The server ended before it was ready.")));
  });
  return server;
}

/**
 * @param {string} executablePath
 * @param {string} path
 */
async function takePicture(executablePath, path) {
  const { chromium } = await import("playwright");
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  await page.goto(`http://ide.localhost:${port}/`);
  await page.getByRole("button", { name: "New project from TypeScript", exact: true }).click();
  await page.getByRole("region", { name: "Editor" }).getByRole("code").first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(4000);
  await page.screenshot({ path });
  await browser.close();
}
