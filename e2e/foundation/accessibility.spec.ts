import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";

test("the landing page breaks no rule of WCAG 2.1 A or AA, in both themes", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("main")).toBeVisible();
  await expectAccessible(page);
});
