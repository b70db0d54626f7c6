// @ts-check
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a project installed is kept some seconds after it serves. */
const keeping = 12_000;

/**
 * From the address of a link, over the click on Run, to the page that the project serves: in a browser that has never been here, and in
 * the same one when it comes again. It has a profile on disk: a private window keeps its files in the browser's own process.
 * @param {import("playwright").BrowserType} chromium
 * @param {import("playwright").LaunchOptions} options
 * @param {string} link
 * @param {string} heading What the project's page says at its top.
 */
export async function openShared(chromium, options, link, heading) {
  const folder = mkdtempSync(join(tmpdir(), "tabsmith-bench-"));
  const context = await chromium.launchPersistentContext(folder, options);
  const open = async () => {
    const page = await context.newPage();
    const at = performance.now();
    await page.goto(link);
    await page.getByRole("banner").getByRole("button", { name: "Run" }).click();
    const shown = page.frameLocator("iframe[title='Preview of the project']").getByRole("heading", { name: heading });
    await shown.waitFor({ timeout: 120_000 });
    const ms = performance.now() - at;
    await page.waitForTimeout(keeping);
    await page.close();
    return ms;
  };
  try {
    return { cold: await open(), warm: await open() };
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
