import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openProject, runCommand } from "./open-project";

const word = (page: Page, line: string, name: string): Locator =>
  page.locator(".monaco-editor .view-line", { hasText: line }).getByText(name, { exact: true }).first();

test("definition, references and renaming lead through files that aren't open", async ({ page }) => {
  test.slow();
  await openProject(page, "TypeScript");
  await expect(page.getByText(/^\d+ errors?, \d+ warnings?$/u)).toBeVisible({ timeout: 60_000 });
  await word(page, "for (const step of", "plan").click();
  // The language service may still be reading the project.
  await expect(async () => {
    await page.keyboard.press("F12");
    await expect(page.getByRole("tab", { name: "plan.ts" })).toHaveAttribute("aria-selected", "true", {
      timeout: 5000,
    });
  }).toPass({ timeout: 60_000 });

  await word(page, "export function plan", "plan").click();
  await page.keyboard.press("Shift+F12");
  const references = page.locator(".peekview-widget");
  await expect(references.getByText("plan.test.ts")).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Escape");
  await expect(references).toBeHidden();

  await page.keyboard.press("ControlOrMeta+P");
  await page.getByRole("combobox", { name: "Command palette" }).fill("#startOf");
  await page.getByRole("option", { name: /^startOf.*src\/plan\.ts$/u }).click();
  await expect(page.getByText("7 selected")).toBeVisible();
  await expect(page.getByText(/^Line 17,/u)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+P");
  await page.getByRole("combobox", { name: "Command palette" }).fill("plan.ts");
  await page.keyboard.press("Enter");
  await expect(page.locator(".monaco-editor.focused")).toHaveCount(1);

  await word(page, "export function plan", "plan").click();
  await page.keyboard.press("F2");
  await page.locator(".rename-box input").fill("schedule");
  await page.keyboard.press("Enter");
  await expect(page.locator(".monaco-editor .view-lines")).toContainText("export function schedule");
  await page.getByRole("tab", { name: "index.ts" }).click();
  await expect(page.locator(".monaco-editor .view-lines")).toContainText("schedule(tasks)");
});

test("a file is put into shape, stands beside another, and comes back when it was closed", async ({ page }) => {
  await openProject(page, "TypeScript");
  const lines = page.locator(".monaco-editor .view-lines");
  await word(page, "for (const step of", "plan").click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("const   shape={a:1,b:'two'}");
  await page.keyboard.press("Shift+Alt+F");
  await expect(lines).toContainText('const shape = { a: 1, b: "two" };', { timeout: 30_000 });

  await runCommand(page, "Split the editor");
  await expect(page.locator(".monaco-editor .view-lines")).toHaveCount(2);
  await page.getByRole("treeitem", { name: "package.json" }).click();
  const tab = page.getByRole("tab", { name: "package.json" });
  await expect(tab).toHaveAttribute("aria-selected", "true");
  await tab.click({ button: "middle" });
  await expect(tab).toBeHidden();
  await runCommand(page, "Reopen the closed tab");
  await expect(tab).toHaveAttribute("aria-selected", "true");
});
