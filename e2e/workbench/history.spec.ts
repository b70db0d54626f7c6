import { expect, test } from "../fixtures/test";
import { addFiles, openProject, region, treeItem } from "./open-project";

test("two named states are compared, one file or all come back, and that is undone too", async ({ page }) => {
  test.slow();
  await openProject(page, "Node script");
  const lines = page.locator(".monaco-editor .view-lines");
  const type = async (text: string) => {
    await treeItem(page, "poem.txt").click();
    await expect(page.getByRole("tab", { name: "poem.txt" })).toHaveAttribute("aria-selected", "true");
    await lines.first().click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type(text);
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  };
  const history = region(page, "History");
  const remember = async (name: string) => {
    await page.keyboard.press("ControlOrMeta+Shift+H");
    await history.getByRole("textbox", { name: "Name of the checkpoint" }).fill(name);
    await page.keyboard.press("Enter");
    await expect(history.getByRole("button", { name: new RegExp(`^${name}`, "u") })).toBeVisible();
    await page.keyboard.press("ControlOrMeta+Shift+E");
  };
  await type("first ");
  await remember("One");
  await type("second ");
  await addFiles(page, { "added.txt": "added" });
  await remember("Two");
  await treeItem(page, "words.js").click();
  await page.keyboard.press("Delete");
  await expect(treeItem(page, "words.js")).toBeHidden();

  await page.keyboard.press("ControlOrMeta+Shift+H");
  await history.getByText("Named ones only").click();
  await expect(history.getByRole("listitem")).toHaveCount(2);
  await history.getByRole("button", { name: /^One/u }).click();
  await expect(history.getByText("3 files differ")).toBeVisible();
  const other = history.getByLabel("Compare with");
  await other.selectOption({ label: (await other.locator("option", { hasText: /^Two/u }).textContent()) ?? "" });
  await expect(history.getByText("2 files differ")).toBeVisible();
  await history.getByRole("button", { name: /^poem\.txt.*changed/u }).click();
  const diff = page.locator(".monaco-diff-editor");
  await expect(diff.locator(".editor.modified")).toContainText("second first");
  await expect(diff.locator(".editor.original")).not.toContainText("second");

  await other.selectOption("");
  await history.getByRole("button", { name: "Restore poem.txt" }).click();
  await expect(page.getByText("poem.txt is as it was.")).toBeVisible();
  await expect(history.getByText("2 files differ")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(history.getByText("3 files differ")).toBeVisible();

  await history.getByRole("button", { name: "Restore all files of “One”" }).click();
  await expect(history.getByText("Nothing differs.")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+E");
  await expect(treeItem(page, "words.js")).toBeVisible();
  await expect(treeItem(page, "added.txt")).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(treeItem(page, "added.txt")).toBeVisible();
  await expect(treeItem(page, "words.js")).toBeHidden();
});

test("a checkpoint that came by itself is named in the language of whoever looks", async ({ page }) => {
  await openProject(page, "Node script");
  await treeItem(page, "words.js").click();
  await page.keyboard.press("Delete");
  await expect(treeItem(page, "words.js")).toBeHidden();
  await page.keyboard.press("ControlOrMeta+Shift+H");
  await expect(region(page, "History").getByText("Before deleting words.js")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+,");
  await page.getByRole("dialog", { name: "Settings" }).getByText("Deutsch").click();
  await page.keyboard.press("Escape");
  await expect(region(page, "Verlauf").getByText("Vor dem Löschen von words.js")).toBeVisible();
});
