// @ts-check
import { openFile } from "./large-project.mjs";
import { median, pressesOf } from "./paints.mjs";

/**
 * A click into the text as it is in sight: the lines themselves reach as far as the longest and the first of them, under what is beside the editor.
 * @param {import("playwright").Page} page
 */
async function clickText(page) {
  await page
    .locator(".monaco-editor")
    .first()
    .click({ position: { x: 120, y: 160 } });
}

/**
 * Someone types in the middle of a file of 5,000 lines, with TypeScript looking on.
 * @param {import("playwright").Page} page
 */
export async function measureKeystrokes(page) {
  await openFile(page, "long.ts");
  await clickText(page);
  await page.keyboard.press("Control+G");
  await page.keyboard.type("2500");
  await page.keyboard.press("Enter");
  await page.keyboard.press("End");
  await page.waitForTimeout(5000);
  const typed = "const total = left + right; ".repeat(8);
  const times = await pressesOf(page, () => page.keyboard.type(typed, { delay: 60 }));
  const slow = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN;
  return [
    {
      name: "a keystroke to its frame in a file of 5,000 lines, the median of 224",
      value: median(times),
      unit: "ms",
      most: 16,
    },
    { name: "the slowest twentieth of them", value: slow, unit: "ms", most: 50 },
  ];
}

/**
 * From the press on a tab to the frame that shows its text.
 * @param {import("playwright").Page} page
 */
export async function measureTabs(page) {
  for (const name of ["a.ts", "b.ts", "long.ts"]) {
    await openFile(page, name);
    await clickText(page);
    await page.keyboard.press("Control+Home");
  }
  const times = [];
  for (let round = 0; round < 24; round += 1) {
    const [name, first] = round % 2 === 0 ? ["a.ts", "export const a = 1;"] : ["long.ts", "/** Part 0. */"];
    const tab = page.getByRole("tab", { name, exact: true });
    times.push(
      await tab.evaluate((button, text) => {
        const spaced = () =>
          document.querySelector(".monaco-editor .view-lines")?.textContent?.replaceAll("\u00A0", " ") ?? "";
        const start = performance.now();
        button.click();
        return globalThis.untilTrue(() => spaced().includes(text), start);
      }, first),
    );
    await page.waitForTimeout(250);
  }
  return [
    {
      name: "a press on a tab to the frame that shows its text, the median of 24",
      value: median(times),
      unit: "ms",
      most: 50,
    },
  ];
}
