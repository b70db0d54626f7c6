import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { parseTour } from "../../lib/models/tour/parse-tour";
import { expect, test } from "../fixtures/test";

const tour = parseTour(readFileSync("public/tours/first-app.md", "utf8"));
const words = (text: string | undefined) => (text ?? "").replaceAll("**", "").split("\n")[0]?.slice(0, 60) ?? "";

/** A new project of a new visitor, who has set up nothing and types whatever comes to mind. */
async function beginTour(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
  const message = page.getByRole("textbox", { name: "Message" });
  await message.click({ timeout: 30_000 });
  await message.fill("Make me a game.");
  await message.press("Enter");
}

test("a fresh visitor without key, GPU or internet sees the whole loop: plan, permission, difference, files", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await beginTour(page);
  await expect(page.getByText("This is a guided tour, not an AI.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Permission request")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('import { createServer } from "node:http";').first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("permission.png") });
  const files = page.getByRole("tree");
  await expect(files.getByText("server.mjs")).toHaveCount(0);
  await page.getByRole("button", { name: "Allow once" }).click();
  await expect(files.getByText("server.mjs")).toBeVisible();
  await expect(files.getByText("index.html")).toHaveCount(0);
  await page.getByRole("button", { name: "Allow once" }).click();
  await expect(files.getByText("index.html")).toBeVisible();
  await page.screenshot({ path: test.info().outputPath("files.png") });
});

/** What all frames of the page show, the preview's among them. */
async function shown(page: Page): Promise<string> {
  const texts = await Promise.all(
    page.frames().map((frame) =>
      frame
        .locator("body")
        .innerText({ timeout: 1000 })
        .catch(() => ""),
    ),
  );
  return texts.join("\n");
}

/** Allows whatever is asked until the text is said. */
async function allowUntil(page: Page, said: string): Promise<void> {
  const goal = page.getByText(said).first();
  const allow = page.getByRole("button", { name: "Allow once" });
  await expect(async () => {
    if (await allow.isVisible()) await allow.click();
    await expect(goal).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 90_000 });
}

test("the tour ends with a program that runs in the tab, shown in the preview, and changed", async ({ page }) => {
  test.setTimeout(240_000);
  await beginTour(page);
  await allowUntil(page, "Type anything and send it");
  await expect.poll(() => shown(page), { timeout: 30_000 }).toMatch(/Guest book[\s\S]*Ada[\s\S]*Grace/);
  await page.screenshot({ path: test.info().outputPath("preview.png") });
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("Nice. More, please.");
  await message.press("Enter");
  await allowUntil(page, "That was the whole loop");
  await page.getByRole("button", { name: "Reload preview" }).click();
  await expect.poll(() => shown(page), { timeout: 30_000 }).toMatch(/Our guest book[\s\S]*2 guests so far/);
  await page.screenshot({ path: test.info().outputPath("changed.png") });
});

test("a visitor who says no is obeyed, and asked again when ready", async ({ page }) => {
  test.setTimeout(120_000);
  await beginTour(page);
  await page.getByRole("button", { name: "Deny" }).click({ timeout: 40_000 });
  await expect(page.getByText(words(tour.steps[1]?.refused))).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole("tree").getByText("server.mjs")).toHaveCount(0);
  const message = page.getByRole("textbox", { name: "Message" });
  await message.fill("go on");
  await message.press("Enter");
  await expect(page.getByRole("button", { name: "Allow once" })).toBeVisible({ timeout: 20_000 });
});
