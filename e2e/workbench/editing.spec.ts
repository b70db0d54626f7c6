import { unzipSync } from "fflate";
import { readFile } from "node:fs/promises";
import { expect, test } from "../fixtures/test";
import { openProject, region, treeItem } from "./open-project";

test("what is typed is saved by itself and there after a reload", async ({ page }) => {
  await openProject(page, "Node script");
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("// typed by a test\n");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.locator(".monaco-editor .view-line").first()).toContainText("typed by a test");
});

test("a file is made, renamed, deleted and brought back", async ({ page }) => {
  await openProject(page, "Node script");
  await page.getByRole("button", { name: "New file" }).click();
  await page.getByRole("textbox", { name: "New file" }).fill("src/deep/thing.ts");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "thing.ts" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("treeitem", { name: "src" })).toBeVisible();

  await page.getByRole("treeitem", { name: "poem.txt" }).click();
  await page.keyboard.press("F2");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("verse.txt");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("treeitem", { name: "verse.txt" })).toBeVisible();
  await expect(page.getByRole("tab", { name: "verse.txt" })).toBeVisible();

  await page.getByRole("treeitem", { name: "verse.txt" }).click();
  await page.getByRole("treeitem", { name: "verse.txt" }).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("treeitem", { name: "verse.txt" })).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("treeitem", { name: "verse.txt" })).toBeVisible();
});

test("TypeScript knows the whole project: a wrong call into a file that isn't open is a problem", async ({ page }) => {
  await openProject(page, "TypeScript");
  const problems = page.getByText(/^\d+ errors?, \d+ warnings?$/u);
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("plan(3);\n");
  await expect(problems).toHaveText("1 error, 0 warnings", { timeout: 30_000 });
  await treeItem(page, "package.json").click();
  await page.keyboard.press("ControlOrMeta+Shift+M");
  const panel = page.getByRole("region", { name: "Problems" });
  await panel.getByRole("searchbox").fill("assignable");
  await panel.getByRole("button", { name: /^Error: .*not assignable/u }).click();
  await expect(page.getByRole("tab", { name: "index.ts" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("Line 13, column 7")).toBeVisible();
  for (let steps = 0; steps < 6; steps++) await page.keyboard.press("ControlOrMeta+Z");
  await expect(problems).toHaveText("0 errors, 0 warnings", { timeout: 30_000 });
});

test("replacing in all files happens at once and is taken back at once", async ({ page }) => {
  await openProject(page, "Node script");
  await page.keyboard.press("ControlOrMeta+Shift+F");
  await page.getByRole("searchbox", { name: "Search in files" }).fill("countWords");
  await expect(page.getByText(/matches in 3 files/u)).toBeVisible();
  await page.getByLabel("Replace with").fill("tally$&");
  await page.getByRole("button", { name: "Replace all" }).click();
  await expect(page.locator(".monaco-editor .view-lines")).toContainText("tally$&");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".monaco-editor .view-lines")).not.toContainText("tally$&");
});

test("what replacing would make is shown, and a match, a file or all but some are replaced", async ({ page }) => {
  await openProject(page, "Node script");
  await page.keyboard.press("ControlOrMeta+Shift+F");
  const search = region(page, "Search");
  await search.getByRole("searchbox", { name: "Search in files" }).fill("count(Words)");
  await search.getByRole("button", { name: "Regular expression" }).click();
  await expect(search.getByText(/matches in 3 files/u)).toBeVisible();
  await search.getByLabel("Replace with").fill("tally$1");
  await expect(search.locator("del").first()).toHaveText("countWords");
  await expect(search.locator("ins").first()).toHaveText("tallyWords");

  const lines = page.locator(".monaco-editor .view-lines");
  await search.getByRole("button", { name: "Replace in index.js" }).click();
  await expect(lines).toContainText("tallyWords");
  await expect(lines).not.toContainText("countWords");
  await expect(search.getByText(/matches in 2 files/u)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(lines).not.toContainText("tallyWords");
  await expect(search.getByText(/matches in 3 files/u)).toBeVisible();

  await search.getByRole("button", { name: "Leave index.js out" }).click();
  await expect(search.getByText(/matches in 2 files/u)).toBeVisible();
  await search
    .getByRole("button", { name: /^Replace this match/u })
    .first()
    .click();
  await search.getByRole("button", { name: "Replace all" }).click();
  await expect(search.getByText("No match.")).toBeVisible();
  await expect(lines).toContainText("countWords");
});

test("changes since a checkpoint are shown and taken back", async ({ page }) => {
  await openProject(page, "Node script");
  await page.keyboard.press("Control+Shift+G");
  const git = region(page, "Git");
  await git.getByText("Checkpoints").click();
  await git.getByRole("button", { name: "Make a checkpoint" }).first().click();
  await expect(git.getByText("Nothing has changed since then.")).toBeVisible();
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.type("// new ");
  await git.getByRole("button", { name: /index\.js.*changed/u }).click();
  await expect(page.locator(".monaco-diff-editor")).toBeVisible();
  await git.getByRole("button", { name: "Take back index.js" }).click();
  await expect(git.getByText("Nothing has changed since then.")).toBeVisible();
});

test("the project is handed over as a zip", async ({ page }) => {
  await openProject(page, "Kata with tests");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download zip" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("Kata-with-tests.zip");
  const files = unzipSync(await readFile(await download.path()));
  expect(Object.keys(files).toSorted()).toEqual(["README.md", "kata.js", "kata.test.js", "package.json"]);
});

test("a project in two tabs is written by one, and the other can take over", async ({ page, context }) => {
  await openProject(page, "Node script");
  const second = await context.newPage();
  await second.goto(page.url());
  const warning = second.getByText("This project is open in another tab");
  await expect(warning).toBeVisible();
  await second.getByRole("button", { name: "Work here instead" }).click();
  await expect(warning).toBeHidden();
  await expect(page.getByText("This project is open in another tab")).toBeVisible();
});

test("a deleted project can be brought back from the list", async ({ page }) => {
  await openProject(page, "Static page");
  await page.getByRole("link", { name: "All projects" }).click();
  const link = page.getByRole("link", { name: /Static page/u });
  await expect(link).toBeVisible();
  await page.getByRole("button", { name: "Delete Static page" }).click();
  await expect(link).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await link.click();
  await expect(page.getByRole("tab", { name: "index.html" })).toBeVisible();
});
