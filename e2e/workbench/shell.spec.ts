import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand } from "./open-project";

const names = ["Files", "Editor", "Terminal", "Preview", "Chat"] as const;

test("a new project opens with all five regions, each a landmark with its name", async ({ page, complaints }) => {
  await openProject(page, "TypeScript");
  for (const name of names) await expect(region(page, name)).toBeVisible();
  await expect(page.getByRole("tab", { name: "index.ts" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("treeitem", { name: "package.json" })).toBeVisible();
  await expect(page.getByRole("status", { name: "Preview state" })).not.toBeEmpty();
  expect(complaints).toEqual([]);
});

test("the command palette finds a command and runs it", async ({ page }) => {
  await openProject(page, "Node script");
  await runCommand(page, "Theme: Dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("combobox", { name: "Command palette" })).toBeHidden();
});

test("a file is opened by part of its name", async ({ page }) => {
  await openProject(page, "TypeScript");
  await page.keyboard.press("ControlOrMeta+P");
  await page.getByRole("combobox", { name: "Command palette" }).fill("plnts");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "plan.ts", exact: true })).toHaveAttribute("aria-selected", "true");
});

test("settings are kept over a reload, and German is a whole language", async ({ page }) => {
  await openProject(page, "Node script");
  await page.keyboard.press("ControlOrMeta+,");
  const settings = page.getByRole("dialog", { name: "Settings" });
  await settings.getByText("Dark", { exact: true }).locator("..").click();
  await settings.getByText("Deutsch").click();
  await expect(page.getByRole("dialog", { name: "Einstellungen" })).toBeVisible();
  await page.reload();
  await expect(region(page, "Dateien")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("a dark theme is there before the first paint", async ({ page }) => {
  await page.goto("/");
  await page.getByText("Dark", { exact: true }).locator("..").click();
  await page.reload({ waitUntil: "commit" });
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  const [red = 255] = await page.evaluate(() =>
    (getComputedStyle(document.documentElement).backgroundColor.match(/\d+/gu) ?? []).map(Number),
  );
  expect(red).toBeLessThan(40);
});

test("sizes, arrangement and what is open are as they were after a reload", async ({ page }) => {
  await openProject(page, "TypeScript");
  const files = region(page, "Files");
  const before = (await files.boundingBox())?.width ?? 0;
  const handle = page.getByRole("separator", { name: "Resize Chat" });
  await handle.focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
  const wider = (await files.boundingBox())?.width ?? 0;
  expect(wider).toBeGreaterThan(before + 80);
  await page.getByRole("button", { name: "Show or hide the chat" }).click();
  await expect(region(page, "Chat")).toBeHidden();
  await page.getByRole("button", { name: "Show or hide the chat" }).click();
  await page.reload();
  await expect(region(page, "Chat")).toBeVisible();
  expect((await files.boundingBox())?.width).toBeCloseTo(wider, -1);

  await page.keyboard.press("F9");
  await expect(page.getByRole("radio", { name: "Code" })).toBeChecked();
  await expect(region(page, "Preview")).toBeHidden();
  await page.reload();
  await expect(page.getByRole("radio", { name: "Code" })).toBeChecked();
});

test("a handle is dragged with the pointer", async ({ page }) => {
  await openProject(page, "Node script");
  const editor = region(page, "Editor");
  const before = (await editor.boundingBox())?.width ?? 0;
  const box = await page.getByRole("separator", { name: "Resize Preview" }).boundingBox();
  if (!box) throw new Error("The handle isn't on the screen");
  await page.mouse.move(box.x, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x - 60, box.y + 120, { steps: 4 });
  await page.mouse.up();
  expect((await editor.boundingBox())?.width).toBeCloseTo(before - 60, -1);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("one region is shown at a time, and nothing is wider than the screen", async ({ page }) => {
    await openProject(page, "Node script");
    const switcher = page.getByRole("navigation", { name: "Regions" });
    for (const name of names) {
      await switcher.getByRole("button", { name }).click();
      await expect(region(page, name)).toBeVisible();
      for (const other of names.filter((each) => each !== name)) await expect(region(page, other)).toBeHidden();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    }
    await switcher.getByRole("button", { name: "Files" }).click();
    await page.getByRole("treeitem", { name: "words.js" }).click();
    await expect(region(page, "Editor")).toBeVisible();
    await expect(page.getByRole("tab", { name: "words.js" })).toBeVisible();
  });
});

test("an address that is no project says so and leads back", async ({ page }) => {
  await page.goto("/p/nowhere");
  await expect(page.getByText("This project isn't in this browser")).toBeVisible();
  await page.getByRole("link", { name: "All projects" }).click();
  await expect(page.getByRole("button", { name: "New project", exact: true })).toBeVisible();
});
