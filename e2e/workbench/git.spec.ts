import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openProject, region, treeItem } from "./open-project";

test.slow();
test.use({ actionTimeout: 30_000 });

const patient = { timeout: 60_000 };

async function makeRepository(page: Page) {
  await page.keyboard.press("Control+Shift+G");
  const git = region(page, "Git");
  await git.getByRole("button", { name: "Make a repository" }).click(patient);
  await git.getByLabel("Name").fill("Ada");
  await git.getByLabel("E-mail").fill("ada@example.org");
  await git.getByRole("button", { name: "Keep" }).click();
  return git;
}

test("a repository from the first commit on: stage, commit, change, discard and undo, branch", async ({ page }) => {
  await openProject(page, "Node script");
  const git = await makeRepository(page);
  await git.getByRole("button", { name: "Stage words.js", exact: true }).click(patient);
  const staged = git.getByRole("region", { name: "Staged", exact: true });
  await expect(staged.getByText("words.js")).toBeVisible();
  await staged.getByRole("button", { name: "Unstage words.js", exact: true }).click();
  await expect(staged).toBeHidden();
  await git.getByRole("textbox", { name: "Commit message" }).fill("Begin");
  await git.getByRole("button", { name: "Commit", exact: true }).click();
  await expect(git.getByText("Nothing to commit.")).toBeVisible(patient);
  const log = git.getByRole("region", { name: "History" });
  await expect(log.getByText("Begin")).toBeVisible();

  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.type("// new ");
  const row = git.getByRole("button", { name: /index\.js.*changed/u });
  await row.click(patient);
  await expect(page.locator(".monaco-diff-editor")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+E");
  await expect(treeItem(page, "index.js")).toHaveAttribute("title", "index.js · changed", patient);
  await page.keyboard.press("Control+Shift+G");
  await git.getByRole("button", { name: "Discard the changes of index.js", exact: true }).click();
  await expect(git.getByText("Nothing to commit.")).toBeVisible(patient);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible(patient);

  await git.getByRole("button", { name: "Branch main" }).click();
  await page.getByRole("menuitem", { name: "New branch" }).click();
  await git.getByRole("textbox", { name: "Name of the branch" }).fill("try/it");
  await page.keyboard.press("Enter");
  await expect(git.getByRole("button", { name: "Branch try/it" })).toBeVisible(patient);

  for (const name of ["main", "try/it"]) await expect(log.getByTitle(`Branch ${name}`, { exact: true })).toBeVisible();

  await log.getByRole("button", { name: /^Begin/u }).click();
  await log
    .getByRole("list", { name: /^Files of/u })
    .getByRole("button", { name: "index.js" })
    .click();
  const sides = page.locator(".monaco-diff-editor .editor");
  await expect(sides.last()).toContainText("import");
  await expect(page.locator(".monaco-diff-editor")).not.toContainText("// new");
});
