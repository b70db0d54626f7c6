import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { openProject, region } from "./open-project";

const controller = (page: Page) => page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? "");

test("a newer build waits until it is wanted, then the page opens with it", async ({ page }) => {
  test.slow();
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await expect.poll(() => controller(page)).toMatch(/\/offline\.js$/u);
  // Another address of the same worker is another worker to the browser, as a newer build's is.
  await page.evaluate(() => navigator.serviceWorker.register("/offline.js?newer", { scope: "/" }));
  const take = page.getByRole("button", { name: "Reload with it" });
  await expect(take).toBeVisible({ timeout: 60_000 });
  expect(await controller(page)).toMatch(/\/offline\.js$/u);
  const reloading = page.waitForEvent("load");
  await take.click();
  await reloading;
  await expect.poll(() => controller(page)).toMatch(/\/offline\.js\?newer$/u);
});

test("the memory of the tab is told, and when it runs short, with a way out", async ({ page }) => {
  await page.addInitScript(() => {
    const real = Object.getOwnPropertyDescriptor(Performance.prototype, "memory");
    const used = (): number => {
      const told: unknown = real?.get?.call(performance);
      return typeof told === "object" && told !== null ? Number(Reflect.get(told, "usedJSHeapSize")) : 0;
    };
    const state = { isShort: false };
    addEventListener("run-short", () => (state.isShort = true));
    Object.defineProperty(performance, "memory", {
      get: () => ({ usedJSHeapSize: used(), jsHeapSizeLimit: used() * (state.isShort ? 1.2 : 10) }),
    });
  });
  await openProject(page, "Empty");
  const meter = page.getByTitle(/^Memory of this tab: .* of at most/u);
  await expect(meter).toBeVisible();
  await expect(page.getByText("This tab uses much memory.")).toBeHidden();
  await page.evaluate(() => dispatchEvent(new Event("run-short")));
  await expect(page.getByText(/^This tab uses much memory\. Everything is saved/u)).toBeVisible();
  await expect(page.getByRole("button", { name: "Stop all programs" })).toBeVisible();

  await page.keyboard.press("ControlOrMeta+,");
  await expect(page.getByRole("dialog", { name: "Settings" }).getByText(/ of .* used$/u)).toBeVisible();
});

test.describe("at 200 % on a small screen", () => {
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

  test("everything is still reached, and nothing is cut off at the side", async ({ page }) => {
    await openProject(page, "Node script");
    const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(await fits()).toBe(true);
    await expect(page.getByRole("button", { name: "Run", exact: true }).first()).toBeInViewport();
    await page.keyboard.press("ControlOrMeta+,");
    const settings = page.getByRole("dialog", { name: "Settings" });
    await settings.getByText(/ of .* used$/u).scrollIntoViewIfNeeded();
    await expect(settings.getByText(/ of .* used$/u)).toBeInViewport();
    await expect(settings.getByRole("button", { name: "Close" })).toBeInViewport();
    await page.keyboard.press("Escape");
    const switcher = page.getByRole("navigation", { name: "Regions" });
    for (const name of ["Files", "Terminal", "Preview", "Chat", "Editor"]) {
      await switcher.getByRole("button", { name }).click();
      await expect(region(page, name)).toBeInViewport();
      expect(await fits()).toBe(true);
    }
    await page.locator(".monaco-editor .view-line").first().click();
    await page.keyboard.type("// typed ");
    await expect(page.locator(".monaco-editor .view-line").first()).toContainText("// typed");
  });
});

test("with reduced motion nothing moves", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openProject(page, "Empty");
  await page.keyboard.press("ControlOrMeta+,");
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  const slow = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(element);
      const longest = (times: string) => Math.max(...times.split(",").map(Number.parseFloat));
      const moves =
        longest(transitionDuration) > 0.01 || (animationName !== "none" && longest(animationDuration) > 0.01);
      return moves ? [`${element.tagName}.${element.getAttribute("class") ?? ""}`] : [];
    }),
  );
  expect(slow).toEqual([]);
});
