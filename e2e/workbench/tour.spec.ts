import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";
import { openProject } from "./open-project";

test.use({ isFirstVisit: true });

test("a newcomer is shown round in five steps, once", async ({ page }) => {
  test.slow();
  await openProject(page, "Empty");
  const tour = page.getByRole("complementary", { name: "A look around" });
  for (let step = 1; step < 5; step++) {
    await expect(tour.getByText(`Step ${step} of 5`)).toBeVisible();
    if (step === 1) await expectAccessible(page);
    await tour.getByRole("button", { name: "Next" }).click();
  }
  await tour.getByRole("button", { name: "Start working" }).click();
  await expect(tour).toBeHidden();
  await page.reload();
  await expect(page.getByRole("treeitem", { name: "README.md" })).toBeVisible();
  await expect(tour).toBeHidden();
});

test("who skips it isn't asked again", async ({ page }) => {
  await openProject(page, "Empty");
  await page.getByRole("button", { name: "Skip" }).click();
  await page.reload();
  await expect(page.getByRole("treeitem", { name: "README.md" })).toBeVisible();
  await expect(page.getByRole("complementary", { name: "A look around" })).toBeHidden();
});
