import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

test("a conflict that Git left is resolved above it, and back again by undo", async ({ page }) => {
  test.setTimeout(90_000);
  await openProject(page, "Empty");
  await region(page, "Files").getByRole("button", { name: "New file" }).first().click();
  await page.getByRole("textbox", { name: "New file" }).fill("poem.txt");
  await page.keyboard.press("Enter");
  const lines = region(page, "Editor").locator(".view-lines");
  await lines.click({ timeout: 30_000 });
  await page.keyboard.insertText("top\n<<<<<<< HEAD\nmine\n=======\nother\n>>>>>>> branch\nend\n");
  const choice = (name: string) => region(page, "Editor").getByText(name, { exact: true });
  await expect(choice("Keep mine")).toBeVisible();
  await choice("Take the other").click();
  await expect(lines).toHaveText(/top\s*other\s*end/u);
  await lines.click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(lines).toContainText("<<<<<<<");
  await choice("Keep both").click();
  await expect(lines).toHaveText(/top\s*mine\s*other\s*end/u);
});
