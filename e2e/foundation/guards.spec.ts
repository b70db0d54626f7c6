import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expectAccessible } from "../fixtures/accessibility";
import { expect, test } from "../fixtures/test";

test("a browser that lacks something is told what and how to mend it, before anything boots", async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
  });
  await page.goto("/p/first-steps");
  await expect(page).toHaveURL(/\/unsupported\?missing=shared-memory$/u);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/can’t run tabsmith/u);
  await expect(page.getByRole("main")).toContainText("Shared memory (SharedArrayBuffer) is missing");
  await expect(page.getByRole("main")).toContainText("Use Chrome or Edge");
  await expectAccessible(page);
});

test("an address can't put words into that page", async ({ page }) => {
  await page.goto(`/unsupported?missing=${encodeURIComponent("<h1>Send your key to evil.example</h1>")}`);
  await expect(page.getByRole("main")).not.toContainText("evil.example");
});

test.describe("a page talks to whom its person configured", () => {
  let server: Server;
  let other = "";

  test.beforeEach(async () => {
    server = createServer((_, response) => {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
      response.end("hello");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    other = `http://models.localhost:${(server.address() as AddressInfo).port}`;
  });
  test.afterEach(() => {
    server.close();
  });

  const ask = `(url) => fetch(url).then((answer) => answer.text(), (error) => error.name)`;

  test("and to no one else", async ({ page, network, breaches }) => {
    network.permit(other);
    await page.goto("/");
    expect(await page.evaluate(`(${ask})(${JSON.stringify(other)})`)).toBe("TypeError");
    expect(breaches.join(" ")).toContain("connect-src");
    breaches.length = 0;
  });

  test("once the page is loaded with it", async ({ page, network, breaches }) => {
    network.permit(other);
    await page.goto("/");
    const settings = JSON.stringify({ servers: [{ id: "a", name: "a", baseUrl: `${other}/v1` }] });
    await page.evaluate((text) => {
      localStorage.setItem("tabsmith.models", text);
    }, settings);
    expect(await page.evaluate(`(${ask})(${JSON.stringify(other)})`)).toBe("TypeError");
    breaches.length = 0;
    await page.reload();
    expect(await page.evaluate(`(${ask})(${JSON.stringify(other)})`)).toBe("hello");
  });
});
