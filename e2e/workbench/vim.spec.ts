import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

test("with Vim's keys text is moved about, searched and replaced; without them letters are letters again", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openProject(page, "Empty");
  await page.keyboard.press("ControlOrMeta+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByText("Vim", { exact: true }).click();
  await page.keyboard.press("Escape");
  await region(page, "Files").getByRole("button", { name: "New file" }).first().click();
  await page.getByRole("textbox", { name: "New file" }).fill("poem.txt");
  await page.keyboard.press("Enter");
  const editor = region(page, "Editor");
  const mode = editor.getByRole("status", { name: "Vim" });
  await expect(mode).toContainText("NORMAL", { timeout: 30_000 });
  await editor.locator(".view-lines").click();
  const lines = editor.locator(".view-lines");
  await page.keyboard.type("ione\ntwo\nthree");
  await expect(mode).toContainText("INSERT");
  await page.keyboard.press("Escape");
  await expect(mode).toContainText("NORMAL");
  await page.keyboard.type("ggddp");
  await expect(lines).toHaveText(/two\s*one\s*three/u);
  await page.keyboard.type(":%s/t/T/g");
  await page.keyboard.press("Enter");
  await expect(lines).toHaveText(/Two\s*one\s*Three/u);
  await page.keyboard.type("G/one");
  await page.keyboard.press("Enter");
  await page.keyboard.type("x:w");
  await page.keyboard.press("Enter");
  await expect(lines).toHaveText(/Two\s*ne\s*Three/u);

  await page.keyboard.press("ControlOrMeta+,");
  await settings.getByText("Standard", { exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(mode).toHaveCount(0);
  await lines.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("dd");
  await expect(lines).toHaveText(/Threedd/u);
});
