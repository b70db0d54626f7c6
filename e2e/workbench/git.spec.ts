import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

test.slow();

test("a repository from the first commit on: stage, commit, change, discard and undo, branch", async ({ page }) => {
  await openProject(page, "Node script");
  await page.keyboard.press("Control+Shift+G");
  const git = region(page, "Git");
  await git.getByRole("button", { name: "Make a repository" }).click({ timeout: 60_000 });
  await git.getByLabel("Name").fill("Ada");
  await git.getByLabel("E-mail").fill("ada@example.org");
  await git.getByRole("button", { name: "Keep" }).click();
  await git.getByRole("button", { name: "Stage words.js", exact: true }).click({ timeout: 60_000 });
  const staged = git.getByRole("region", { name: "Staged", exact: true });
  await expect(staged.getByText("words.js")).toBeVisible();
  await staged.getByRole("button", { name: "Unstage words.js", exact: true }).click();
  await expect(staged).toBeHidden();
  await git.getByRole("textbox", { name: "Commit message" }).fill("Begin");
  await git.getByRole("button", { name: "Commit", exact: true }).click();
  await expect(git.getByText("Nothing to commit.")).toBeVisible({ timeout: 60_000 });
  const log = git.getByRole("region", { name: "History" });
  await expect(log.getByText("Begin")).toBeVisible();

  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.type("// new ");
  const row = git.getByRole("button", { name: /index\.js.*changed/u });
  await row.click({ timeout: 60_000 });
  await expect(page.locator(".monaco-diff-editor")).toBeVisible();
  await git.getByRole("button", { name: "Discard the changes of index.js", exact: true }).click();
  await expect(git.getByText("Nothing to commit.")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toBeVisible({ timeout: 60_000 });

  await git.getByRole("button", { name: "Branch main" }).click();
  await page.getByRole("menuitem", { name: "New branch" }).click();
  await git.getByRole("textbox", { name: "Name of the branch" }).fill("try/it");
  await page.keyboard.press("Enter");
  await expect(git.getByRole("button", { name: "Branch try/it" })).toBeVisible({ timeout: 60_000 });
});
