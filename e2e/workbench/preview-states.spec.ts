import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { addFiles, openProject } from "./open-project";

/** Writes down every state that the preview shows from now on, however short. */
async function noteStates(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    const look = () => {
      const text = document.querySelector('[aria-label="Preview state"]')?.textContent;
      if (text && seen.at(-1) !== text) seen.push(text);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { seenStates: seen });
  });
  return () => page.evaluate(() => (globalThis as unknown as { seenStates: readonly string[] }).seenStates);
}

test("a project that has to install first says so, then that it starts, then that it serves", async ({ page }) => {
  test.setTimeout(180_000);
  await openProject(page, "Empty");
  await addFiles(page, {
    "package.json": JSON.stringify({
      private: true,
      type: "module",
      scripts: { start: "node server.js" },
      dependencies: { "is-number": "7.0.0" },
    }),
    "server.js": [
      'import { createServer } from "node:http";',
      'import isNumber from "is-number";',
      "createServer((_, response) => response.end(`<h1>A number: ${isNumber(7)}</h1>`)).listen(3000);",
    ].join("\n"),
  });
  const states = await noteStates(page);
  await page.getByRole("button", { name: "Run", exact: true }).first().click();
  const state = page.getByRole("status", { name: "Preview state" });
  await expect(state).toHaveText(/Serving port 3000/u, { timeout: 120_000 });
  const told = (await states()).join("\n");
  expect(told).toMatch(/Installing packages[\s\S]*npm start is starting[\s\S]*Serving port 3000/u);
  await expect(
    page.frameLocator("iframe[title='Preview of the project']").getByRole("heading", { name: "A number: true" }),
  ).toBeVisible({ timeout: 30_000 });
});
