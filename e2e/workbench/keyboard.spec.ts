import { expect, test } from "../fixtures/test";
import { region } from "./open-project";

test("without a mouse: make a project, open a file, type, search, and come back", async ({ page }) => {
  await page.goto("/");
  const start = page.getByRole("button", { name: "New project", exact: true });
  await expect(start).toBeEnabled();
  for (let steps = 0; steps < 12 && !(await start.evaluate((button) => button === document.activeElement)); steps++) {
    await page.keyboard.press("Tab");
  }
  await expect(start).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Name" })).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).focus();
  await page.keyboard.type("By hand");
  await page.keyboard.press("Enter");
  await expect(region(page, "Files")).toBeVisible();
  await expect(page.getByRole("treeitem", { name: "words.js" })).toBeVisible();

  await page.keyboard.press("ControlOrMeta+Shift+E");
  await expect(region(page, "Files").locator(":focus")).toHaveCount(1);
  await page.keyboard.press("End");
  await expect(page.getByRole("treeitem", { name: "words.test.js" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "words.test.js" })).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("F6");
  const visited = new Set<string>();
  for (let steps = 0; steps < 6; steps++) {
    visited.add(
      await page.evaluate(() => document.activeElement?.closest("[data-region]")?.getAttribute("data-region") ?? ""),
    );
    await page.keyboard.press("F6");
  }
  expect([...visited]).toEqual(expect.arrayContaining(["files", "chat", "editor", "preview", "terminal"]));

  await page.keyboard.press("ControlOrMeta+Shift+F");
  const search = page.getByRole("searchbox", { name: "Search in files" });
  await expect(search).toBeFocused();
  await page.keyboard.type("countWords");
  await expect(page.getByText(/\d+ matches in 3 files/u)).toBeVisible();

  await page.keyboard.press("F1");
  await expect(page.getByRole("combobox", { name: "Command palette" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(search).toBeFocused();
});

test("focus can always be seen", async ({ page }) => {
  await page.goto("/");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => {
    const { activeElement } = document;
    const shown = activeElement?.closest("label") ?? activeElement;
    return shown ? getComputedStyle(shown).outlineWidth : "";
  });
  expect(outline).toBe("2px");
});
