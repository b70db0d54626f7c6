import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";
import { openProject } from "./open-project";

test("a command gets other keys by pressing them, keeps them over a reload, and gets its own back", async ({
  page,
}) => {
  test.slow();
  await openProject(page, "Empty");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  const open = async () => {
    await page.keyboard.press("F1");
    await page.getByRole("combobox", { name: "Command palette" }).fill(">Keyboard shortcuts");
    await page.keyboard.press("Enter");
    await dialog.getByRole("searchbox").fill("Next arrangement");
  };
  await open();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Change the keys of Next arrangement" }).click();
  await page.keyboard.press("Control+Alt+K");
  await expect(dialog.getByText("Ctrl+Alt+K")).toBeVisible();
  await expect(dialog.getByText("F9", { exact: true })).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await page.keyboard.press("F9");
  await expect(page.getByRole("radio", { name: "Build" })).toBeChecked();
  await page.reload();
  await expect(page.getByRole("treeitem", { name: "README.md" })).toBeVisible();
  await page.keyboard.press("Control+Alt+K");
  await expect(page.getByRole("radio", { name: "Code" })).toBeChecked();

  await open();
  await dialog.getByRole("button", { name: "Give Next arrangement its own keys back" }).click();
  await expect(dialog.getByText("F9", { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: "Change the keys of Next arrangement" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog.getByRole("button", { name: "Change the keys of Next arrangement" })).toBeVisible();
});
