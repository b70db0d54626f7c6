// @ts-check
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { run } from "./processes.mjs";
import { withProgress } from "./progress.mjs";
import { Refusal } from "./refusal.mjs";

/** Chromium without a window of its own, as Debian packs it: half the work for the same page. */
const windowless = "/usr/bin/chromium-headless-shell";

/**
 * Where systems keep a Chromium or one of its kin, in the order in which they are tried. Debian's own comes before the script
 * that starts it with flags for a machine with a GPU.
 */
export const usualPlaces = {
  linux: [
    windowless,
    "/usr/lib/chromium/chromium",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/microsoft-edge",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/**
 * The browser to test with: the one that is named, a system's, or Playwright's own.
 * @param {string | undefined} named what PLAYWRIGHT_CHROMIUM says
 * @param {(path: string) => boolean} [exists]
 * @returns {string | undefined}
 */
export function findBrowser(named, exists = existsSync) {
  if (named !== undefined && named !== "") {
    if (exists(named)) return named;
    throw new Refusal(`PLAYWRIGHT_CHROMIUM names ${named}, but there is no such file: name a Chromium that exists.`);
  }
  const places = usualPlaces[/** @type {"linux"} */ (process.platform)] ?? [];
  return [...places, playwrightsOwn()].find((path) => path !== undefined && exists(path));
}

/**
 * The same where a window is needed: to hide a tab, or for a GPU of one's own.
 * @param {string | undefined} named
 */
export const findWindowed = (named) =>
  findBrowser(named === windowless ? undefined : named, (path) => path !== windowless && existsSync(path));

/** Finds a browser, or installs one where that is this user's right, or says what to do. */
export async function requireBrowser() {
  const found = findBrowser(process.env.PLAYWRIGHT_CHROMIUM);
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    await withProgress("Installing Chromium (apt-get)", installByApt);
    const installed = findBrowser(undefined);
    if (installed !== undefined) return installed;
  }
  throw new Refusal(
    "No browser to test with: install Chromium or Chrome, or name one with PLAYWRIGHT_CHROMIUM, or run `npx playwright install chromium`.",
  );
}

/** @returns {string | undefined} */
function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)("playwright-core").chromium.executablePath();
  } catch {
    return undefined;
  }
}

async function installByApt() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env });
  const { code, output } = await run(
    "apt-get",
    ["install", "-y", "--no-install-recommends", "chromium-headless-shell"],
    {
      env,
    },
  );
  if (code !== 0) throw new Refusal(`${output.trim()}\napt-get could not install chromium-headless-shell: see above.`);
}
