import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "../workbench/open-project";

const previewOf = (page: Page): FrameLocator => region(page, "Preview").frameLocator("iframe");

/** Types into the file that is open, at its end, as a person would. */
async function replaceInEditor(page: Page, file: string, from: string, to: string): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Search", exact: true }).click();
  await page.getByRole("searchbox", { name: "Search in files" }).fill(from);
  await expect(page.getByText(new RegExp(file.replace(".", "\\."), "u")).first()).toBeVisible();
  await page.getByLabel("Replace with").fill(to);
  await page.getByRole("button", { name: "Replace all" }).click();
}

test("the React template installs, is served by Vite, and shows a change without losing the page's state", async ({
  page,
}) => {
  test.setTimeout(420_000);
  await openProject(page, "React + Vite");
  const preview = previewOf(page);
  await expect(preview.getByRole("heading", { name: "Tally" })).toBeVisible({ timeout: 240_000 });
  await preview.getByRole("button", { name: "One more" }).first().click();
  await expect(preview.getByRole("status").first()).toHaveText("1");

  await replaceInEditor(page, "counter.tsx", "One more", "And another");
  await expect(preview.getByRole("button", { name: "And another" }).first()).toBeVisible({ timeout: 30_000 });
  await expect(preview.getByRole("status").first()).toHaveText("1");
  await page.screenshot({ path: test.info().outputPath("changed.png") });

  // The next project of the same template finds there what this one installed.
  const isKept = () => page.evaluate(async () => (await (await caches.open("kept-modules")).keys()).length);
  await expect.poll(isKept, { timeout: 60_000 }).toBe(1);
  const states: string[] = [];
  await page.exposeFunction("tellState", (state: string) => states.push(state));
  await page.addInitScript(() => {
    setInterval(() => {
      const state = document.querySelector('[aria-label="Preview state"]')?.textContent;
      if (state) void (globalThis as unknown as { tellState: (said: string) => Promise<void> }).tellState(state);
    }, 50);
  });
  await openProject(page, "React + Vite");
  await expect(preview.getByRole("heading", { name: "Tally" })).toBeVisible({ timeout: 120_000 });
  expect([...new Set(states)].some((state) => state.includes("Serving"))).toBe(true);
  expect([...new Set(states)].filter((state) => state.includes("Installing"))).toEqual([]);
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Files", exact: true }).click();
  await expect(region(page, "Files").getByRole("treeitem", { name: "package-lock.json" })).toBeVisible();
});
