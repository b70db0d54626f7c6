import type { Page } from "@playwright/test";
import { startOwnServer } from "../fixtures/own-server";
import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand } from "./open-project";

/** How many files a cache of that origin holds. */
const kept = (page: Page, frame: string, cache: RegExp) =>
  page
    .frames()
    .find((each) => each.url().includes(frame))
    ?.evaluate(async (pattern) => {
      const names = (await caches.keys()).filter((name) => new RegExp(pattern).test(name));
      const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
      return counts.reduce((sum, count) => sum + count, 0);
    }, cache.source) ?? Promise.resolve(0);

test("after the first visit a project opens, runs, and installs what another one had, without the server", async ({
  page,
  network,
}) => {
  test.setTimeout(240_000);
  const server = await startOwnServer();
  for (const origin of server.origins) network.permit(origin);
  try {
    await page.goto(server.url);
    await page.getByRole("button", { name: "New project from Node script", exact: true }).click();
    await expect(region(page, "Editor")).toBeVisible();
    await runCommand(page, "New terminal");
    const terminal = region(page, "Terminal");
    await terminal.locator(".xterm-helper-textarea").first().focus();
    await page.keyboard.type("node -p 6*7\n");
    await expect(terminal.getByText("42", { exact: true }).first()).toBeAttached({ timeout: 60_000 });
    await page.keyboard.type("npm install is-number@7.0.0\n");
    await expect(terminal.getByText(/^added 1 package/u).first()).toBeAttached({ timeout: 60_000 });
    await expect
      .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), {
        timeout: 90_000,
      })
      .toBe("activated");
    await expect.poll(() => kept(page, "/headless", /^tabsmith-engine$/u), { timeout: 60_000 }).toBeGreaterThan(15);

    await server.end();
    await page.goto("about:blank");
    await page.goto(server.url);
    await page.getByRole("link", { name: /Node script/u }).click();
    await expect(region(page, "Editor")).toBeVisible({ timeout: 60_000 });
    await region(page, "Files").getByRole("treeitem", { name: "words.js" }).click();
    await expect(region(page, "Editor").locator(".view-lines")).toBeVisible();
    await runCommand(page, "New terminal");
    await terminal.locator(".xterm-helper-textarea").last().focus();
    await page.keyboard.type("node -p 'process.version + \" without a server\"'\n");
    await expect(terminal.getByText(/^v24\.\d+\.\d+ without a server$/u).first()).toBeAttached({ timeout: 60_000 });

    await page.goto(server.url);
    await page.getByRole("button", { name: "New project from Empty", exact: true }).click();
    await expect(region(page, "Editor")).toBeVisible();
    await runCommand(page, "New terminal");
    await terminal.locator(".xterm-helper-textarea").last().focus();
    await page.keyboard.type(`npm install is-number && node -p "'kept: ' + require('is-number')(5)"\n`);
    await expect(terminal.getByText("kept: true", { exact: true }).first()).toBeAttached({ timeout: 60_000 });
  } finally {
    await server.end();
  }
});

test("when the kept build answers, the editor's own workers start all the same", async ({ page, complaints }) => {
  test.setTimeout(180_000);
  await openProject(page, "TypeScript");
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), {
      timeout: 90_000,
    })
    .toBe("activated");
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const problems = page.getByText(/^\d+ errors?, \d+ warnings?$/u);
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("plan(3);\n");
  await expect(problems).toHaveText("1 error, 0 warnings", { timeout: 60_000 });
  await page.getByRole("treeitem", { name: "package.json" }).dblclick();
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("nonsense ");
  await expect(problems).toHaveText(/^[2-9] errors/u, { timeout: 60_000 });
  expect(complaints).toEqual([]);
});

test("the app can be installed: its manifest and icons are there", async ({ page }) => {
  await page.goto("/");
  const found = await page.evaluate(async () => {
    const { href } = document.querySelector<HTMLLinkElement>('link[rel="manifest"]') ?? { href: "" };
    const told = (await (await fetch(href)).json()) as { start_url: string; display: string; icons: { src: string }[] };
    const icons = await Promise.all(told.icons.map(async ({ src }) => (await fetch(src)).headers.get("content-type")));
    return { start: told.start_url, display: told.display, icons };
  });
  expect(found).toEqual({ start: "/", display: "standalone", icons: ["image/svg+xml", "image/svg+xml"] });
});
