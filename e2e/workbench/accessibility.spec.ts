import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand, treeItem } from "./open-project";

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

test.describe("opened one after the other", () => {
  test.use({ actionTimeout: 20_000 });

  test("no dialog and no menu breaks a rule", async ({ page }) => {
    test.setTimeout(240_000);
    await openProject(page, "TypeScript");
    const lines = page.locator(".monaco-editor .view-lines");
    await expect(lines).toContainText("import");
    await treeItem(page, "tsconfig.json").click();
    await page.keyboard.press("Delete");
    await expect(page.getByText("tsconfig.json was deleted.")).toBeVisible();
    const dialogs = ["Deleted files", "Keyboard shortcuts", "Share", "Open model settings"];
    for (const title of dialogs) {
      await runCommand(page, title);
      await judgeAndClose(page, page.getByRole("dialog"));
    }
    for (const name of ["Cost and context", "Instructions", "Permissions", "Sessions"]) {
      await region(page, "Chat").getByRole("button", { name, exact: true }).click();
      await judgeAndClose(page, page.getByRole("dialog"));
    }
    const menu = page.getByRole("menu");
    await region(page, "Files").getByRole("button", { name: "Import" }).click();
    await judgeAndClose(page, menu);
    await region(page, "Files").getByRole("button", { name: "Import" }).click();
    await page.getByRole("menuitem", { name: "A Git repository" }).click();
    await judgeAndClose(page, page.getByRole("dialog"));
    await treeItem(page, "package.json").click({ button: "right" });
    await judgeAndClose(page, menu);
    await page.getByRole("navigation", { name: "Path" }).getByRole("button").first().click();
    await judgeAndClose(page, menu);
    await page.getByRole("button", { name: "Size", exact: true }).click();
    await judgeAndClose(page, menu);

    await page.keyboard.press("ControlOrMeta+Shift+F");
    const search = region(page, "Search");
    await search.getByRole("searchbox", { name: "Search in files" }).fill("plan");
    await search.getByRole("textbox", { name: "Replace with" }).fill("scheme");
    await expect(search.getByText(/matches in/u)).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("ControlOrMeta+Shift+H");
    await expect(region(page, "History").getByRole("listitem").first()).toBeVisible();
    await expectAccessible(page);
  });
});

async function judgeAndClose(page: Page, opened: Locator): Promise<void> {
  await expect(opened.first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(opened).toHaveCount(0);
}

async function visitRegions(page: Page): Promise<void> {
  for (const name of ["Files", "Preview", "Terminal", "Chat"]) {
    await page.getByRole("navigation", { name: "Regions" }).getByRole("button", { name }).click();
    await expect(region(page, name)).toBeVisible();
    await expectAccessible(page);
  }
}
