import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";
import { addFiles, openProject, region, treeItem } from "./open-project";

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

test("in a text the keys are those of VS Code", async ({ page }) => {
  await openProject(page, "Empty");
  await addFiles(page, { "keys.js": "let one = 1;\nlet two = 2;\n" });
  await treeItem(page, "keys.js").click();
  const lines = region(page, "Editor").locator(".view-lines");
  await expect(lines.getByText("let", { exact: true })).toHaveCount(2);
  await lines.getByText("one").click();
  const shows = (text: string) => expect(lines).toHaveText(text, { useInnerText: true });
  await page.keyboard.press("ControlOrMeta+/");
  await shows("// let one = 1;\nlet two = 2;\n");
  await page.keyboard.press("ControlOrMeta+/");
  await page.keyboard.press("Alt+ArrowDown");
  await shows("let two = 2;\nlet one = 1;\n");
  await page.keyboard.press("ControlOrMeta+Shift+K");
  await shows("let two = 2;\n");
  await page.keyboard.press("ControlOrMeta+Z");
  await shows("let two = 2;\nlet one = 1;\n");
  await lines.getByText("let").first().click();
  await page.keyboard.press("ControlOrMeta+D");
  await page.keyboard.press("ControlOrMeta+D");
  await page.keyboard.type("var");
  await shows("var two = 2;\nvar one = 1;\n");
  await page.keyboard.press("ControlOrMeta+F");
  await expect(page.locator(".find-widget.visible")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.keyboard.type("end");
  await page.keyboard.press("ControlOrMeta+G");
  await page.keyboard.type("1");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Line 1, column 1", { exact: true })).toBeVisible();
  for (const name of ["Files", "Search"] as const) {
    await page.keyboard.press(`ControlOrMeta+Shift+${name === "Files" ? "E" : "F"}`);
    await expect(region(page, name)).toBeVisible();
  }
  await page.keyboard.press("ControlOrMeta+B");
  await expect(region(page, "Search")).toBeHidden();
});
