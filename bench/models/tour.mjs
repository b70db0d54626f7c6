// @ts-check
import { longestTask } from "../longest-task.mjs";

const rounds = 3;
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Runs in the page before anything else: whoever was here before is not shown around. */
function prepare() {
  if (location.hostname.startsWith("ide.")) localStorage.setItem("tabsmith.tour", "true");
}

async function takeTour(browser, origin) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.addInitScript(prepare);
    await page.goto(origin);
    await page.getByRole("button", { name: /new project from empty/iu }).click();
    const box = page.getByRole("textbox", { name: "Message", exact: true });
    await box.waitFor();
    // The editor comes meanwhile; its own start is not the model's.
    await page.waitForTimeout(4000);
    await box.fill("Build something");
    let wait = 0;
    const longest = await longestTask(browser, page, async () => {
      wait = await askOnce(page);
    });
    return { wait, longest };
  } finally {
    await context.close();
  }
}

/** Sends what was written; answers how long it took until the first call of a tool was seen. */
async function askOnce(page) {
  const start = await page.evaluate(() => {
    const pressed = performance.now();
    const shown = new MutationObserver(() => {
      if (document.querySelector('[role="log"] button[aria-expanded]')) globalThis.called ??= performance.now();
    });
    shown.observe(document, { subtree: true, childList: true });
    for (const button of document.querySelectorAll("button")) if (button.textContent.trim() === "Send") button.click();
    return pressed;
  });
  await page.waitForFunction(() => globalThis.called > 0, undefined, { timeout: 60_000 });
  return page.evaluate((pressed) => globalThis.called - pressed, start);
}

/** The tour in a browser that was never here: nothing is in its cache. */
export async function measureTour(browser, origin) {
  const taken = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await takeTour(browser, origin));
  return [
    {
      name: "tour: from Send to the first call of a tool, nothing cached",
      value: median(taken.map(({ wait }) => wait)),
      unit: "ms",
      most: 5000,
    },
    {
      name: "longest task while the tour's model loads and speaks, in the page's own time",
      value: median(taken.map(({ longest }) => longest)),
      unit: "ms",
      most: 50,
    },
  ];
}
