import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand } from "./open-project";

test.slow();

async function openShell(page: Page) {
  await openProject(page, "Empty");
  await runCommand(page, "New terminal");
  const terminal = region(page, "Terminal");
  await expect(terminal.getByText("$", { exact: false }).first()).toBeAttached({ timeout: 60_000 });
  await terminal.locator(".xterm-helper-textarea").first().focus();
  return terminal;
}

test("what a terminal printed is there after a reload, under the name that it was given", async ({ page }) => {
  const terminal = await openShell(page);
  await page.keyboard.type("echo kept-$((40+2))\n");
  await expect(terminal.getByText("kept-42").first()).toBeAttached();
  await terminal.getByRole("tab").first().dblclick();
  await terminal.getByRole("textbox", { name: "Name of the terminal" }).fill("mine");
  await page.keyboard.press("Enter");
  await expect(terminal.getByRole("tab", { name: "mine" })).toBeVisible();
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(terminal.getByRole("tab", { name: "mine" })).toBeVisible();
  await expect(terminal.getByText("kept-42").first()).toBeAttached();
  await terminal.getByRole("button", { name: "Run again" }).click();
  await expect(terminal.getByText("running").first()).toBeAttached({ timeout: 60_000 });
});

test("two terminals stand beside each other, text is found, and a file in the output is a link", async ({ page }) => {
  const terminal = await openShell(page);
  await page.keyboard.type("echo see README.md:1:1\n");
  await expect(terminal.getByText("see README.md:1:1").first()).toBeAttached();
  await page.keyboard.press("Control+F");
  await terminal.getByRole("searchbox", { name: "Find in the terminal" }).fill("README");
  await expect(terminal.getByText(/^\d+ of \d+$/u)).toBeVisible();
  await page.keyboard.press("Escape");
  await terminal.getByRole("button", { name: "Split the terminal" }).click();
  await expect(terminal.getByRole("tabpanel")).toHaveCount(2);
});
