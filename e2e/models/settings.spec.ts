import { createServer, type Server } from "node:http";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";

async function openSettings(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
  await expect(page.getByRole("textbox", { name: "Message" })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("F1");
  await page.getByRole("option", { name: "Open model settings" }).click();
  await expect(page.getByRole("dialog", { name: "Models" })).toBeVisible();
}

const section = (page: Page, name: string) => page.getByRole("dialog").getByText(name, { exact: true }).first().click();

test("the settings are accessible in every section", async ({ page }) => {
  test.setTimeout(120_000);
  await openSettings(page);
  for (const name of ["In use", "Providers", "Own server", "Catalogue", "Downloads"]) {
    await section(page, name);
    await expectAccessible(page);
  }
});

test("the recommendation gives its reason, and the catalogue shows what doesn't run here", async ({ page }) => {
  await openSettings(page);
  await expect(page.getByText(/The guided tour: there is no key/)).toBeVisible();
  await section(page, "Catalogue");
  await page.getByRole("searchbox", { name: "Search models" }).fill("qwen3 4b");
  await expect(page.getByRole("row", { name: /Qwen3 4B/ })).toContainText("Doesn't run");
  await page.getByRole("checkbox", { name: "Only what runs here" }).check();
  await expect(page.getByRole("row", { name: /Qwen3 4B/ })).toHaveCount(0);
});

test("a key is in memory only until it is said otherwise, and then sealed", async ({ page }) => {
  const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
  await page.route("https://api.mistral.ai/**", (route) =>
    route.fulfill({ headers, json: { data: [{ id: "devstral" }] } }),
  );
  await openSettings(page);
  await section(page, "Providers");
  const secret = "sk-ant-not-a-real-key-0123456789";
  const stored = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  await section(page, "On this device");
  await page.getByLabel("Key for Mistral").fill(secret);
  await page.getByLabel("Key for Mistral").press("Enter");
  await expect(page.getByPlaceholder("A key is saved")).toBeVisible();
  await expect(page.getByText("It works: 1 models.")).toBeVisible();
  expect(await stored()).not.toContain(secret);
  await page.reload();
  expect(await page.content()).not.toContain(secret);
});

const servers: Server[] = [];
test.afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

test("an own server is asked for its models, and one of them becomes the main model", async ({ page, network }) => {
  const server = createServer((request, response) => {
    response.writeHead(200, {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*",
      "content-type": "application/json",
    });
    response.end(request.method === "OPTIONS" ? "" : '{"data":[{"id":"tiny-coder"}]}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  network.permit(origin);
  await openSettings(page);
  await section(page, "Own server");
  await page.getByLabel("Address of a server").fill(`${origin}/v1`);
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "Use tiny-coder" }).click();
  await section(page, "In use");
  await expect(page.getByLabel("Main")).toHaveValue(/tiny-coder/);
});

test("a tour that someone wrote is imported and can be chosen", async ({ page }) => {
  await openSettings(page);
  await section(page, "Catalogue");
  const choose = page.getByRole("dialog").locator('input[type="file"]');
  await choose.setInputFiles({
    name: "mine.md",
    mimeType: "text/markdown",
    buffer: Buffer.from("# My own tour\n\n## Hello\n\nHello there.\n"),
  });
  await expect(page.getByRole("row", { name: /My own tour/ })).toBeVisible();
  await choose.setInputFiles({
    name: "bad.md",
    mimeType: "text/markdown",
    buffer: Buffer.from("# My own tour\n\n## Nothing\n"),
  });
  await expect(page.getByText(/Line 3 of the tour/)).toBeVisible();
});
