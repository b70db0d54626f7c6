// @ts-check
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a project installed is kept some seconds after it serves. */
const keeping = 12_000;

/**
 * From the landing page to a running preview, in a browser that has opened the template before. It has a profile on disk: a private
 * window keeps its files in the browser's own process, and each write there is a message.
 * @param {import("playwright").BrowserType} chromium
 * @param {import("playwright").LaunchOptions} options
 * @param {string} app
 */
export async function openTemplate(chromium, options, app) {
  const folder = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));
  const context = await chromium.launchPersistentContext(folder, options);
  await context.addInitScript(() => {
    if (location.hostname.startsWith("ide.")) localStorage.setItem("tabsmith.tour", "true");
  });
  let ms = Number.NaN;
  for (let time = 0; time < 2; time++) {
    const page = await context.newPage();
    await page.goto(app);
    const card = page.getByRole("button", { name: "New project from React + Vite", exact: true });
    await card.waitFor();
    const at = performance.now();
    await card.click();
    const heading = page
      .getByRole("region", { name: "Preview", exact: true })
      .frameLocator("iframe")
      .getByRole("heading", { name: "Tally" });
    await heading.waitFor({ timeout: 120_000 });
    ms = performance.now() - at;
    await page.waitForTimeout(keeping);
    await page.close();
  }
  await context.close();
  rmSync(folder, { recursive: true, force: true });
  return ms;
}
