import { chromium } from "@playwright/test";
import { findWindowed } from "../../scripts/steps/browser.mjs";
import { appOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import { openHiddenTab, slowedInBackground } from "./hidden-tab";

const button = (name: string) =>
  `[...document.querySelectorAll("button")].find((one) => (one.ariaLabel ?? one.textContent).trim() === ${JSON.stringify(name)})`;
const message = `document.querySelector("textarea[aria-label=Message]")`;
const asks = `document.querySelector('[role=group][aria-label="Permission request"]')?.innerText`;
const files = `document.querySelector("[role=tree]")?.innerText`;

test("a model loads, speaks and calls tools in a tab that another one hides, and all of it is there when the tab is back", async () => {
  test.setTimeout(150_000);
  const executablePath = findWindowed(process.env.PLAYWRIGHT_CHROMIUM);
  test.skip(executablePath === undefined, "Only a browser with windows hides a tab: install Chromium or Chrome.");
  const { launchOptions } = test.info().project.use;
  const args = [...(launchOptions?.args ?? []), "--window-size=1440,900"];
  const browser = await chromium.launch({
    ...launchOptions,
    executablePath,
    args,
    ignoreDefaultArgs: slowedInBackground,
  });
  try {
    const tab = await openHiddenTab(browser);
    const until = (expression: string) => expect.poll(() => tab.evaluate(expression), { timeout: 60_000 });
    await tab.goto(appOrigin);
    await until(`Boolean(${button("New project")})`).toBe(true);
    await tab.evaluate(`localStorage.setItem("tabsmith.tour", "true")`);
    // The page is there before it listens.
    await until(`location.pathname === "/" ? ${button("New project from Empty")}?.click() : "opened"`).toBe("opened");
    await until(`Boolean(${message})`).toBe(true);
    await expect(async () => {
      await tab.evaluate(`${message}.focus(); ${message}.select()`);
      await tab.type("Make me a game.");
      expect(await tab.evaluate(`${button("Send")}.disabled`)).toBe(false);
    }).toPass({ timeout: 30_000 });
    await tab.evaluate(
      `window.frames = 0; const count = () => { window.frames += 1; requestAnimationFrame(count); }; count();`,
    );
    await tab.hide();
    await until("document.visibilityState").toBe("hidden");
    const frames = await tab.evaluate<number>("window.frames");
    await tab.evaluate(`${button("Send")}.click()`);
    await until(asks).toContain("server.mjs");
    await tab.evaluate(`${button("Allow once")}.click()`);
    await until(files).toContain("server.mjs");
    await until(asks).toContain("index.html");
    // It was hidden all the time: not one frame was drawn.
    expect(await tab.evaluate("document.visibilityState")).toBe("hidden");
    expect(await tab.evaluate("window.frames")).toBe(frames);
    await tab.show();
    await until("document.visibilityState").toBe("visible");
    expect(await tab.evaluate(asks)).toContain("index.html");
    await tab.evaluate(`${button("Allow once")}.click()`);
    await until(files).toContain("index.html");
  } finally {
    await browser.close();
  }
});
