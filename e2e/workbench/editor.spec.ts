import { readFile, writeFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { addFiles, openProject, region, runCommand, treeItem } from "./open-project";

test.slow();
test.use({ actionTimeout: 30_000 });

const lines = (page: Page): Locator => page.locator(".monaco-editor .view-lines");

/** What the project holds of a file, byte by byte. */
async function bytesOf(page: Page, name: string): Promise<Buffer> {
  await treeItem(page, name).click({ button: "right" });
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Download", exact: true }).click(),
  ]);
  return readFile(await saved.path());
}

test("what is no text of a usual length is shown as what it is, and Markdown as a page", async ({ page }, info) => {
  await openProject(page, "Empty");
  const editor = region(page, "Editor");
  const log = info.outputPath("long.log");
  await writeFile(log, "a line of a long log, with ä\n".repeat(1_800_000));
  await page.getByLabel("Upload files").setInputFiles(log);
  await treeItem(page, "long.log").click();
  await expect(editor.getByText("This file is very long")).toBeVisible();
  await expect(editor.getByLabel("The beginning of long.log")).toContainText("a line of a long log, with ä");

  const dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
  await addFiles(page, {
    "data.bin": Uint8Array.of(0, 97, 115, 109, 1, 255),
    "dot.png": Buffer.from(dot, "base64"),
    "guide.md": "# The guide\n\n- [ ] one\n\n<script>document.title = 'broken in'</script>\n",
  });
  await treeItem(page, "data.bin").click();
  await expect(editor.getByText("This file is no text")).toBeVisible();
  await expect(editor.getByLabel("The beginning of data.bin")).toHaveText(/^00000000 +00 61 73 6d 01 ff +\.asm\.\.$/u);
  await treeItem(page, "dot.png").click();
  await expect(editor.getByRole("img", { name: "Picture dot.png" })).toBeVisible();
  await expect(editor.getByText(/^1 × 1/u)).toBeVisible();

  await treeItem(page, "guide.md").click();
  await expect(lines(page)).toContainText("# The guide");
  await page.keyboard.press("ControlOrMeta+Shift+V");
  await expect(editor.getByRole("heading", { name: "The guide" })).toBeVisible();
  expect(await page.title()).not.toBe("broken in");
  await runCommand(page, "Split the editor");
  await treeItem(page, "guide.md").click();
  await lines(page).first().click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("## Added");
  await expect(editor.getByRole("heading", { name: "Added" })).toBeVisible();
});

test("saving formats as the project says, and byte order mark and line ends stay", async ({ page }) => {
  await openProject(page, "Empty");
  await addFiles(page, {
    ".prettierrc": JSON.stringify({ singleQuote: true, semi: false }),
    "form.js": 'const  form = "x";\n',
    "marked.txt": "\uFEFFone\r\ntwo\r\n",
  });
  await treeItem(page, "form.js").click();
  await expect(lines(page)).toContainText("form");
  await lines(page).first().click();
  await page.keyboard.press("ControlOrMeta+S");
  await expect(lines(page)).toHaveText("const form = 'x'", { timeout: 60_000 });
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  expect((await bytesOf(page, "form.js")).toString()).toBe("const form = 'x'\n");

  await treeItem(page, "marked.txt").click();
  await lines(page).getByText("two").click();
  await page.keyboard.press("Home");
  await page.keyboard.type("new\n");
  await page.keyboard.press("ControlOrMeta+S");
  await page.waitForTimeout(1000);
  expect((await bytesOf(page, "marked.txt")).toString()).toBe("\uFEFFone\r\nnew\r\ntwo\r\n");

  await page.keyboard.press("ControlOrMeta+Shift+F");
  const search = region(page, "Search");
  await search.getByRole("searchbox", { name: "Search in files" }).fill("two");
  await search.getByRole("textbox", { name: "Replace with" }).fill("three");
  await search.getByRole("button", { name: "Replace all", exact: true }).click();
  await expect(lines(page)).toContainText("three");
  await page.keyboard.press("ControlOrMeta+Shift+E");
  expect((await bytesOf(page, "marked.txt")).toString()).toBe("\uFEFFone\r\nnew\r\nthree\r\n");
});

test("tabs are dragged from one half to the other, and settings change how text looks at once", async ({ page }) => {
  await openProject(page, "TypeScript");
  await expect(lines(page)).toContainText("import");
  await treeItem(page, "package.json").dblclick();
  await runCommand(page, "Split the editor");
  await expect(lines(page)).toHaveCount(2);
  const [left, right] = [1, 2].map((at) => page.getByRole("tablist", { name: new RegExp(`${at}$`, "u") }));
  if (!left || !right) throw new Error("There is but one half");
  await left.getByRole("tab", { name: "index.ts" }).dragTo(right);
  await expect(right.getByRole("tab", { name: "index.ts" })).toHaveAttribute("aria-selected", "true");
  await expect(left.getByRole("tab", { name: "index.ts" })).toHaveCount(0);
  await right.getByRole("tab", { name: "index.ts" }).dragTo(left.getByRole("tab", { name: "package.json" }));
  await expect(left.getByRole("tab")).toHaveText(["index.ts", "package.json"]);

  await addFiles(page, { "long.js": `function long(given) {\n${"  given([1]);\n".repeat(200)}}\n` });
  await treeItem(page, "long.js").dblclick();
  const shown = region(page, "Editor");
  // The other half has brackets, too.
  await expect(lines(page).first()).toContainText(/function\slong/u);
  await expect(lines(page).first().locator(".bracket-highlighting-1").first()).toBeVisible();
  await lines(page).first().click();
  await page.keyboard.press("ControlOrMeta+End");
  await expect(
    shown
      .locator(".sticky-widget")
      .getByText(/function\slong/u)
      .first(),
  ).toBeVisible();

  await page.keyboard.press("ControlOrMeta+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByLabel("Font size").fill("20");
  await settings.getByRole("switch", { name: "Minimap" }).click();
  await page.keyboard.press("Escape");
  await expect(lines(page).first().locator(".view-line").first()).toHaveCSS("font-size", "20px");
  await expect(page.locator(".monaco-editor .minimap canvas").first()).toBeVisible();

  await page.keyboard.press("ControlOrMeta+,");
  await settings.getByText("JSON", { exact: true }).click();
  const text = settings.getByRole("textbox");
  await text.fill('{ "minimap": false, "theme": "dark", "stickyScroll": "maybe" }');
  await settings.getByRole("button", { name: "Apply" }).click();
  await expect(settings.getByText(/stickyScroll/u).last()).toBeVisible();
  await text.fill("{ no");
  await settings.getByRole("button", { name: "Apply" }).click();
  await expect(settings.locator("output .text-bad")).toBeVisible();
  await text.fill('{ "stickyScroll": false, "bracketColours": false }');
  await settings.getByRole("button", { name: "Apply" }).click();
  await page.keyboard.press("Escape");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator(".monaco-editor .minimap canvas").first()).toBeHidden();
  await expect(shown.locator(".sticky-widget").getByText(/function\slong/u)).toHaveCount(0);
  await expect(shown.locator(".bracket-highlighting-1")).toHaveCount(0);
  await expect(page.locator(".monaco-editor").first()).toHaveCSS("background-color", "rgb(16, 20, 27)");
  await page.reload();
  await expect(lines(page).first().locator(".view-line").first()).toHaveCSS("font-size", "20px");
});
