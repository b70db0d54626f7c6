import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

test("above a file stand its folders and the declarations round the cursor, and each leads to its neighbours", async ({
  page,
}) => {
  test.slow();
  await openProject(page, "TypeScript");
  const files = region(page, "Files");
  await files.getByRole("button", { name: "New file" }).first().click();
  await page.getByRole("textbox", { name: "New file" }).fill("src/deep/house.ts");
  await page.keyboard.press("Enter");
  await region(page, "Editor").locator(".view-lines").first().click();
  await page.keyboard.insertText(
    "export class House {\n  door() {\n    return 1;\n  }\n  window() {\n    return 2;\n  }\n}\n",
  );
  const crumbs = page.getByRole("navigation", { name: "Path" });
  await expect(crumbs.getByRole("button")).toHaveText(["src", "deep", "house.ts"]);
  await page.keyboard.press("ControlOrMeta+Home");
  for (let line = 0; line < 2; line++) await page.keyboard.press("ArrowDown");
  await expect(crumbs.getByRole("button")).toHaveText(["src", "deep", "house.ts", "House", "door"], {
    timeout: 40_000,
  });
  await crumbs.getByRole("button", { name: "door" }).click();
  await page.getByRole("menuitem", { name: "window" }).click();
  await expect(crumbs.getByRole("button").last()).toHaveText("window");
  await crumbs.getByRole("button", { name: "src", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem").first().click();
  await expect(page.getByRole("tab", { name: "house.ts" })).toHaveAttribute("aria-selected", "false");
});
