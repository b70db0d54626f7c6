import type { Locator, Page } from "@playwright/test";
import { strToU8, zipSync } from "fflate";
import { expect } from "../fixtures/test";

/** From the landing page into a new project, as anyone would. */
export async function openProject(page: Page, template: string, origin = ""): Promise<void> {
  await page.goto(`${origin}/`);
  await page.getByRole("button", { name: `New project from ${template}`, exact: true }).click();
  await expect(page.getByRole("region", { name: "Editor" })).toBeVisible();
}

export const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

export const treeItem = (page: Page, name: string): Locator => page.getByRole("treeitem", { name, exact: true });

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+Shift+P");
  await page.getByRole("combobox", { name: "Command palette" }).fill(`>${title}`);
  await page.getByRole("option", { name: title }).first().click();
}

/** Brings files into the project at once, as a zip that someone uploads: what all of it is in, if anything, is left away. */
export async function addFiles(page: Page, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  const packed = zipSync(
    Object.fromEntries(
      Object.entries(files).map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : content]),
    ),
  );
  await page
    .getByLabel("Upload files")
    .setInputFiles({ name: "files.zip", mimeType: "application/zip", buffer: Buffer.from(packed) });
  for (const name of new Set(Object.keys(files).map((path) => path.split("/")[0] ?? path)))
    await expect(treeItem(page, name)).toBeVisible();
}
