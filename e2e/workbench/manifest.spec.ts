import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

async function replaceText(page: Page, text: string): Promise<void> {
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
}

test("a broken package.json is told on Run and in the tasks until it is mended", async ({ page }) => {
  await openProject(page, "Empty");
  await page.getByLabel("Upload files").setInputFiles({
    name: "package.json",
    mimeType: "application/json",
    buffer: Buffer.from('{\n  "scripts": {\n    "hello": "echo hi",\n  }\n}\n'),
  });
  await expect(page.getByRole("treeitem", { name: "package.json", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  const preview = region(page, "Preview");
  await expect(preview.getByText(/^Line 4, column 3: .*property name/u)).toBeVisible();
  await expect(page.getByRole("status", { name: "Preview state" })).toHaveText("package.json can't be read");
  await preview.getByRole("button", { name: "Open package.json there" }).click();
  await expect(page.getByRole("tab", { name: "package.json" })).toHaveAttribute("aria-selected", "true");
  await expect(region(page, "Editor").locator(".active-line-number")).toHaveText("4");
  await page.keyboard.type("|");
  await expect(preview.getByText(/^Line 4, column 3/u)).toBeVisible();
  await expect(page.locator(".monaco-editor .view-line").nth(3)).toHaveText("|}", { useInnerText: true });

  await page.keyboard.press("ControlOrMeta+`");
  const tasks = region(page, "Terminal").getByRole("button", { name: "Tasks" });
  await tasks.click();
  await page.getByRole("menuitem", { name: /Open package\.json there.*Line 4, column 3/u }).press("Enter");
  await expect(region(page, "Editor").locator(".active-line-number")).toHaveText("4");

  await replaceText(page, '{ "scripts": { "hello": "echo hi" } }');
  await expect(preview.getByText("package.json can't be read")).toHaveCount(0);
  await tasks.click();
  await expect(page.getByRole("menuitem", { name: "hello" })).toBeVisible();
});
