import type { Page } from "@playwright/test";
import { zipSync } from "fflate";
import { truncateSync, writeFileSync } from "node:fs";
import { appOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

const file = (name: string, content: Uint8Array | string) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: Buffer.from(content),
});

const item = (page: Page, name: string) => page.getByRole("treeitem", { name, exact: true });
const upload = (page: Page) => page.getByLabel("Upload files");

/** 220 MB of nothing in a few kilobytes. */
function bomb(): Uint8Array {
  const nothing = new Uint8Array(20 * 1024 * 1024);
  return zipSync(Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`zeros-${at}.bin`, nothing])), { level: 1 });
}

async function nameNewFile(page: Page, name: string): Promise<void> {
  await region(page, "Files").getByRole("button", { name: "New file" }).first().click();
  await page.getByRole("textbox", { name: "New file" }).fill(name);
  await page.keyboard.press("Enter");
}

test("a file of 200 MB is named and left out, and the others come", async ({ page }, info) => {
  await openProject(page, "Empty");
  const [large, small] = [info.outputPath("film.bin"), info.outputPath("small.txt")];
  writeFileSync(large, "");
  truncateSync(large, 200 * 1024 * 1024);
  writeFileSync(small, "here");
  await upload(page).setInputFiles([large, small]);
  await expect(page.getByText(/film\.bin is larger than/u)).toBeVisible();
  await expect(item(page, "small.txt")).toBeVisible();
  await expect(item(page, "film.bin")).toBeHidden();
});

test("a zip that would grow past the limit is refused before it grows, in a project and as one", async ({ page }) => {
  test.slow();
  const zip = file("bomb.zip", bomb());
  await openProject(page, "Empty");
  await upload(page).setInputFiles([file("fine.txt", "fine"), zip]);
  await expect(page.getByText(/^This zip holds more than \d+ MB/u)).toBeVisible();
  await expect(item(page, "fine.txt")).toBeHidden();

  await page.goto("/");
  await page.getByRole("button", { name: "Import", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Import a project" });
  await dialog.getByLabel("A zip").setInputFiles(zip);
  await expect(dialog.getByRole("alert")).toHaveText(/^This zip holds more than \d+ MB/u);
  await dialog.getByLabel("A zip").setInputFiles(file("damaged.zip", "no zip at all"));
  await expect(dialog.getByRole("alert")).toHaveText(/can't be read as a zip/u);
  await dialog.getByLabel("A zip").setInputFiles(file("out.zip", zipSync({ "../evil.txt": new Uint8Array(1) })));
  await expect(dialog.getByRole("alert")).toHaveText(/outside of the project/u);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: /bomb|damaged|out/u })).toHaveCount(0);
});

test("names that no system could hold are refused in words, and the longest that can be is fine", async ({ page }) => {
  await openProject(page, "Empty");
  for (const bad of ["a\u0007b.txt", "..", "ä".repeat(128)]) {
    await nameNewFile(page, bad);
    await expect(page.getByText(/be empty, contain . or control characters/u).first()).toBeVisible();
    await expect(page.getByRole("treeitem")).toHaveCount(1);
  }
  await upload(page).setInputFiles(file("p.zip", zipSync({ "bell\u0007.txt": new Uint8Array(1) })));
  await expect(page.getByText(/can't be the name of a file/u)).toBeVisible();

  const longest = `${"ä".repeat(125)}.json`;
  await nameNewFile(page, longest);
  await expect(item(page, longest)).toBeVisible();
  await nameNewFile(page, "🦊 in the 🏡.md");
  await expect(page.getByRole("tab", { name: "🦊 in the 🏡.md" })).toHaveAttribute("aria-selected", "true");
  await page.locator(".monaco-editor .view-lines").first().click();
  await page.keyboard.insertText("🦊");
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(item(page, longest)).toBeVisible();
  await expect(page.locator(".monaco-editor .view-line").first()).toContainText("🦊");
});

test("two names that differ in case alone are both kept, and said to be hard to tell apart", async ({ page }) => {
  await openProject(page, "Empty");
  await upload(page).setInputFiles(file("readme.MD", "the other one"));
  await expect(page.getByText(/differ only in upper and lower case/u)).toBeVisible();
  await expect(item(page, "README.md")).toBeVisible();
  await expect(item(page, "readme.MD")).toBeVisible();
});

test("bytes that are no text aren't shown as text, whatever their name says", async ({ page }) => {
  await openProject(page, "Empty");
  await upload(page).setInputFiles([
    file("picture.txt", Uint8Array.of(0x89, 0x50, 0, 0, 1)),
    file("latin.txt", Uint8Array.of(0x67, 0x72, 0xf6, 0xdf, 0x65, 0x72)),
  ]);
  for (const name of ["picture.txt", "latin.txt"]) {
    await item(page, name).click();
    await expect(page.getByRole("tab", { name })).toHaveAttribute("aria-selected", "true");
    await expect(region(page, "Editor").getByText("This file is no text")).toBeVisible();
  }
});

test.describe("with little room", () => {
  test.use({ serviceWorkers: "block" });

  test("when the storage is full it is said, what was typed stays, and is saved once there is room", async ({
    page,
  }) => {
    test.slow();
    await openProject(page, "Empty");
    await item(page, "README.md").click();
    await page.locator(".monaco-editor .view-line").first().click();
    const devtools = await page.context().newCDPSession(page);
    const allow = (room: { quotaSize: number } | undefined) =>
      devtools.send("Storage.overrideQuotaForOrigin", { origin: appOrigin, ...room });
    await allow({ quotaSize: 1000 });
    // So long the browser believes that there is the room that it last saw.
    await page.waitForTimeout(31_000);
    await upload(page).setInputFiles(file("more.bin", new Uint8Array(50_000)));
    await expect(page.getByText(/storage is full. Nothing was lost/u)).toBeVisible();
    await expect(item(page, "more.bin")).toBeHidden();

    await page.locator(".monaco-editor .view-line").first().click();
    await page.keyboard.press("ControlOrMeta+Home");
    await page.keyboard.type("typed while full ");
    const alert = region(page, "Editor").getByRole("alert");
    await expect(alert).toContainText(/^Not saved: .*full/u);
    await allow(undefined);
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(alert).toBeHidden();
    await expect(page.getByText("Saved", { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.locator(".monaco-editor .view-line").first()).toContainText("typed while full");
  });
});
