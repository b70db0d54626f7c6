import { readFile } from "node:fs/promises";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

const ready = { timeout: 60_000 };

test("a first day: a template, an edit, the preview, a search, a commit, the next morning, a zip", async ({ page }) => {
  test.slow();
  await openProject(page, "Static page");
  const preview = page.frameLocator("iframe[title='Preview of the project']");
  await expect(preview.getByRole("heading", { name: "Hello", exact: true })).toBeVisible(ready);

  await page.getByRole("treeitem", { name: "index.html" }).click();
  const line = page.locator(".monaco-editor .view-line", { hasText: "<h1>Hello</h1>" });
  await line.getByText("Hello").dblclick();
  await page.keyboard.type("Good morning");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  // The page of plain files follows by itself.
  await expect(preview.getByRole("heading", { name: "Good morning" })).toBeVisible();

  await page.keyboard.press("ControlOrMeta+Shift+F");
  await page.getByRole("searchbox", { name: "Search in files" }).fill("good morning");
  await expect(region(page, "Search").getByText("index.html")).toBeVisible();

  await page.keyboard.press("Control+Shift+G");
  const git = region(page, "Git");
  await git.getByRole("button", { name: "Make a repository" }).click(ready);
  await git.getByLabel("Name").fill("Ada");
  await git.getByLabel("E-mail").fill("ada@example.org");
  await git.getByRole("button", { name: "Keep" }).click();
  await git.getByRole("textbox", { name: "Commit message" }).fill("Greet in the morning");
  await git.getByRole("button", { name: "Commit", exact: true }).click();
  await expect(git.getByText("Nothing to commit.")).toBeVisible(ready);

  await page.reload();
  await expect(page.getByRole("tab", { name: "index.html" })).toHaveAttribute("aria-selected", "true");
  await expect(line.or(page.locator(".monaco-editor .view-line", { hasText: "Good morning" })).first()).toBeVisible();
  await expect(preview.getByRole("heading", { name: "Good morning" })).toBeVisible(ready);
  await expect(git.getByRole("region", { name: "History" }).getByText("Greet in the morning")).toBeVisible(ready);

  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Files", exact: true }).click();
  const downloaded = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download zip" }).click();
  const zip = unzipSync(new Uint8Array(await readFile(await (await downloaded).path())));
  const index = Object.entries(zip).find(([name]) => name.endsWith("index.html"))?.[1];
  expect(strFromU8(index ?? new Uint8Array())).toContain("<h1>Good morning</h1>");
});
