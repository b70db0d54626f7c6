// @ts-check
import { median, pressesOf } from "./paints.mjs";

const letters = "module-77";

/** @param {readonly number[]} times */
const slowest = (times) => Math.max(...times);

/**
 * Part of a name typed into quick open, letter by letter: each letter's frame shows its results.
 * @param {import("playwright").Page} page
 */
export async function measureQuickOpen(page) {
  const worst = [];
  const all = [];
  for (let round = 0; round < 5; round += 1) {
    await page.keyboard.press("Control+P");
    await page.getByRole("option").first().waitFor();
    const times = await pressesOf(page, () => page.keyboard.type(letters, { delay: 150 }));
    const found = await page.getByRole("option").first().textContent();
    if (!found?.includes(letters)) throw new Error(`Quick open shows ${found} for ${letters}.`);
    all.push(...times);
    worst.push(slowest(times));
    await page.keyboard.press("Escape");
  }
  return [
    {
      name: "a letter in quick open to its results among 10,000 files, median",
      value: median(all),
      unit: "ms",
      most: 100,
    },
    { name: "the slowest letter of nine, median of 5 goes", value: median(worst), unit: "ms", most: 100 },
  ];
}

/**
 * The same in the filter above the tree.
 * @param {import("playwright").Page} page
 */
export async function measureFilter(page) {
  const files = page.getByRole("region", { name: "Files" });
  await files.getByRole("button", { name: "Filter files" }).click();
  const field = files.getByRole("searchbox", { name: "Filter files" });
  const worst = [];
  const all = [];
  for (let round = 0; round < 5; round += 1) {
    await field.fill("");
    await field.focus();
    const times = await pressesOf(page, () => page.keyboard.type(letters, { delay: 150 }));
    const found = await files.getByRole("list", { name: "Filter files" }).getByRole("button").first().textContent();
    if (!found?.includes(letters)) throw new Error(`The filter shows ${found} for ${letters}.`);
    all.push(...times);
    worst.push(slowest(times));
  }
  await field.fill("");
  await files.getByRole("button", { name: "Filter files" }).click();
  return [
    {
      name: "a letter in the tree's filter to its results among 10,000 files, median",
      value: median(all),
      unit: "ms",
      most: 100,
    },
    { name: "the slowest letter of nine, median of 5 goes", value: median(worst), unit: "ms", most: 100 },
  ];
}

/**
 * A word typed into the search over all files: from its last letter to the first hit's frame, and to the last's.
 * @param {import("playwright").Page} page
 */
export async function measureSearch(page) {
  await page.keyboard.press("Control+Shift+F");
  const search = page.getByRole("region", { name: "Search" });
  const field = search.getByRole("searchbox", { name: "Search in files" });
  const first = [];
  const all = [];
  for (let round = 0; round < 5; round += 1) {
    await field.fill("");
    await page.waitForTimeout(500);
    const [hit, whole] = await timesOf(field, "return value29", /files?/u);
    first.push(hit);
    all.push(whole);
  }
  await field.fill("");
  await page.waitForTimeout(500);
  const rare = [];
  for (let round = 0; round < 3; round += 1) {
    const [, whole] = await timesOf(field, "raretreasure", /1 /u);
    rare.push(whole);
    await field.fill("");
    await page.waitForTimeout(500);
  }
  await page.keyboard.press("Control+Shift+E");
  return [
    {
      name: "a search's last letter to its first hits among 10,000 files",
      value: median(first),
      unit: "ms",
      most: 200,
    },
    { name: "the same to the end of a search with a hit in each file", value: median(all), unit: "ms", most: 2000 },
    { name: "the same to the end of a search with one hit in all", value: median(rare), unit: "ms", most: 2000 },
  ];
}

/**
 * The field gets the whole text at once, as from the clipboard. The summary changes no more once the search is over.
 * @param {import("playwright").Locator} field
 * @param {string} text
 * @param {RegExp} done
 */
async function timesOf(field, text) {
  return field.evaluate(async (input, wanted) => {
    const region = input.closest("section, [role=region]") ?? document.body;
    const summary = () => region.querySelector("output")?.textContent ?? "";
    input.focus();
    const start = performance.now();
    document.execCommand("insertText", false, wanted);
    const first = await globalThis.untilTrue(() => region.querySelector("mark") !== null, start);
    let last = summary();
    let at = performance.now();
    while (performance.now() - at < 700) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (summary() === last) continue;
      last = summary();
      at = performance.now();
    }
    return [first, at - start];
  }, text);
}
