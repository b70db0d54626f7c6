import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand } from "./open-project";

test("what was deleted waits in a list, by keys alone, over a reload, and comes back whole", async ({ page }) => {
  await openProject(page, "Node script");
  await runCommand(page, "Deleted files");
  const dialog = page.getByRole("dialog", { name: "Deleted files" });
  await expect(dialog.getByText("Nothing was deleted in this project.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  const item = page.getByRole("treeitem", { name: "words.js", exact: true });
  await item.click();
  await item.focus();
  await page.keyboard.press("Delete");
  await expect(item).toBeHidden();
  await page.reload();
  await expect(region(page, "Files").getByRole("treeitem").first()).toBeVisible();
  await expect(item).toBeHidden();

  await region(page, "Files").getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("menuitem", { name: "Deleted files" }).click();
  const back = dialog.getByRole("button", { name: "Put words.js back" });
  await back.focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Nothing was deleted in this project.")).toBeVisible();
  await page.keyboard.press("Escape");
  await item.click();
  await expect(page.getByRole("tab", { name: "words.js" })).toHaveAttribute("aria-selected", "true");
  await expect(page.locator(".monaco-editor .view-line").filter({ hasText: "export" }).first()).toBeVisible();

  await item.focus();
  await page.keyboard.press("Delete");
  await expect(item).toBeHidden();
  await runCommand(page, "Deleted files");
  await dialog.getByRole("button", { name: "Empty the list" }).click();
  await expect(dialog.getByText("Nothing was deleted in this project.")).toBeVisible();
  await page.keyboard.press("Escape");
  await page
    .getByText("The list of deleted files is empty.")
    .locator("xpath=ancestor::*[.//button][1]")
    .getByRole("button", { name: "Undo" })
    .click();
  await runCommand(page, "Deleted files");
  await expect(back).toBeVisible();
});
