import type { Locator, Page } from "@playwright/test";
import { expect } from "../fixtures/test";

/** From the landing page into a new project, as anyone would. */
export async function openProject(page: Page, template: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: `New project from ${template}`, exact: true }).click();
  await expect(page.getByRole("region", { name: "Editor" })).toBeVisible();
}

export const region = (page: Page, name: string): Locator => page.getByRole("region", { name, exact: true });

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press("ControlOrMeta+Shift+P");
  await page.getByRole("combobox", { name: "Command palette" }).fill(`>${title}`);
  await page.getByRole("option", { name: title }).first().click();
}
