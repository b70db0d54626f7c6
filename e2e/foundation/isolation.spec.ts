import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { sandboxOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";

test("the app is cross-origin isolated, and opens without a complaint", async ({ page, complaints }) => {
  await page.goto("/");
  await expect(page.getByRole("main")).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await page.waitForLoadState("networkidle");
  expect(complaints).toEqual([]);
});

test("shared memory works in a frame of the sandbox, which can't reach the app", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(async (origin) => {
    const frame = document.createElement("iframe");
    frame.allow = "cross-origin-isolated";
    frame.src = `${origin}/headless`;
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
    document.body.append(frame);
    await loaded;
  }, sandboxOrigin);
  const frame = page.frame({ url: `${sandboxOrigin}/headless` });
  expect(await frame?.evaluate(() => new Int32Array(new SharedArrayBuffer(8)).length)).toBe(2);
  expect(await frame?.evaluate(() => crossOriginIsolated)).toBe(true);
  await expect(frame?.evaluate(() => parent.document.title)).rejects.toThrow(/cross-origin/u);
});

test("text never becomes a script in the app", async ({ page, breaches }) => {
  await page.goto("/");
  const outcome = await page.evaluate(() => {
    const holder = document.createElement("div");
    holder.innerHTML = `<img src="x" onerror="globalThis.breached = true"><a href="javascript:globalThis.breached = true">x</a>`;
    document.body.append(holder);
    holder.querySelector("a")?.click();
    const frame = document.createElement("iframe");
    frame.srcdoc = `<script>parent.breached = true</script>`;
    document.body.append(frame);
    return new Promise((resolve) => {
      setTimeout(() => {
        resolve("breached" in globalThis);
      }, 500);
    });
  });
  expect(outcome).toBe(false);
  const evaluated = await page.evaluate(
    `new Promise((resolve) => setTimeout(() => { try { resolve(Function("return 2")()) } catch (error) { resolve(error.name) } }))`,
  );
  expect(evaluated).toBe("EvalError");
  expect(breaches.length).toBeGreaterThanOrEqual(3);
  breaches.length = 0;
});

test("a page of another origin can't frame the app", async ({ page, network, breaches, baseURL }) => {
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<iframe src="${baseURL}/"></iframe>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  network.permit(origin);
  await page.goto(origin);
  await expect.poll(() => page.frames().map((frame) => frame.url())).toContain("chrome-error://chromewebdata/");
  breaches.length = 0;
  server.close();
});
