// @ts-check

const cycles = 200;
const warmUp = 20;

/**
 * Files of one folder, opened and closed one after the other: what is held after many more than after a few.
 * @param {import("playwright").Page} page
 */
export async function measureHeap(page) {
  const devtools = await page.context().newCDPSession(page);
  const held = async () => {
    await page.waitForTimeout(2000);
    for (let round = 0; round < 3; round += 1) await devtools.send("HeapProfiler.collectGarbage");
    return (await devtools.send("Runtime.getHeapUsage")).usedSize / 1e6;
  };
  await page.keyboard.press("Control+Shift+E");
  await page.getByRole("treeitem", { name: "src", exact: true }).click();
  await page.getByRole("treeitem", { name: "part-5", exact: true }).click();
  // The language services read the project on their own account.
  await page.waitForTimeout(40_000);
  const names = Array.from({ length: 9 }, (_, at) => `module-${at}05.ts`).slice(1);
  for (let at = 0; at < warmUp; at += 1) await openAndClose(page, names[at % names.length] ?? "");
  const before = await held();
  for (let at = 0; at < cycles; at += 1) await openAndClose(page, names[at % names.length] ?? "");
  const grown = (await held()) - before;
  await devtools.detach();
  return [{ name: `heap that ${cycles} files opened and closed leave behind`, value: grown, unit: "MB", most: 20 }];
}

/**
 * @param {import("playwright").Page} page
 * @param {string} name
 */
async function openAndClose(page, name) {
  await page.getByRole("treeitem", { name, exact: true }).dblclick();
  const tab = page.getByRole("tab", { name, exact: true });
  await tab.waitFor();
  await page
    .locator(".monaco-editor .view-line", { hasText: name.replace(/\D+/u, "module").replace(".ts", "") })
    .first()
    .waitFor();
  await page.keyboard.press("Alt+W");
  await tab.waitFor({ state: "detached" });
}
