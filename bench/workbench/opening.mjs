// @ts-check
import { median } from "./paints.mjs";

/**
 * A project that was open before, opened again: from the navigation to the frame in which its file can be read,
 * and to the one in which a letter that was typed into it is seen.
 * @param {import("playwright").Page} page
 * @param {{ address: string }} project
 */
export async function measureWarmOpen(page, { address }) {
  const shown = [];
  const usable = [];
  for (let round = 0; round < 6; round += 1) {
    await page.goto("about:blank");
    await page.goto(address, { waitUntil: "commit" });
    await page.waitForFunction(() => globalThis.editorShown > 0, undefined, { timeout: 60_000 });
    const seen = await page.evaluate(() => globalThis.editorShown);
    await page.evaluate(() => {
      const text = () => document.querySelector(".monaco-editor .view-lines")?.textContent ?? "";
      const before = text();
      document.querySelector(".monaco-editor .inputarea, .monaco-editor .native-edit-context")?.focus();
      globalThis.typed = globalThis.untilTrue(() => text() !== before, 0);
    });
    await page.keyboard.press("/");
    const typed = await page.evaluate(() => globalThis.typed);
    if (round > 0) {
      shown.push(seen);
      usable.push(typed);
    }
    await page.waitForTimeout(1500);
  }
  return [
    {
      name: "warm open of a project of 10,000 files to its file in sight",
      value: median(shown),
      unit: "ms",
      most: 1200,
    },
    { name: "the same, to a typed letter in sight", value: median(usable), unit: "ms", most: 1200 },
  ];
}
