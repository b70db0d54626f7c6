import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

for (const [device, width] of [
  ["a desk", 1440],
  ["a phone", 390],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport: { width, height: 860 } });
    test.slow();

    test("choosing a template breaks no rule", async ({ page }) => {
      await page.goto("/");
      await page.getByRole("button", { name: "New project", exact: true }).click();
      await expect(page.getByRole("dialog", { name: "New project" })).toBeVisible();
      await expectAccessible(page);
    });

    test("the workbench breaks no rule", async ({ page }) => {
      await openProject(page, "React + Vite");
      await expect(page.locator(".monaco-editor .view-line").first()).toBeVisible();
      await expectAccessible(page);
      if (width < 500) await visitRegions(page);
    });

    test("palette, settings and search break no rule", async ({ page }) => {
      await openProject(page, "TypeScript");
      await page.keyboard.press("F1");
      await expect(page.getByRole("combobox", { name: "Command palette" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.keyboard.press("ControlOrMeta+,");
      await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await page.keyboard.press("ControlOrMeta+Shift+F");
      await page.getByRole("searchbox", { name: "Search in files" }).fill("plan");
      await expect(page.getByText(/matches in/u)).toBeVisible();
      await expectAccessible(page);
    });
  });
}

async function visitRegions(page: Page): Promise<void> {
  for (const name of ["Files", "Preview", "Terminal", "Chat"]) {
    await page.getByRole("navigation", { name: "Regions" }).getByRole("button", { name }).click();
    await expect(region(page, name)).toBeVisible();
    await expectAccessible(page);
  }
}
