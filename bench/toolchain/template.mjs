// @ts-check

/**
 * From the landing page to a running preview, in a browser that has opened the template before.
 * @param {import("playwright").Browser} browser
 * @param {string} app
 */
export async function openTemplate(browser, app) {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    if (location.hostname.startsWith("ide.")) localStorage.setItem("tabsmith.tour", "true");
  });
  let ms = Number.NaN;
  for (let time = 0; time < 2; time++) {
    const page = await context.newPage();
    await page.goto(app);
    const card = page.getByRole("button", { name: "New project from React + Vite", exact: true });
    await card.waitFor();
    const at = performance.now();
    await card.click();
    const run = page.getByRole("button", { name: "Run", exact: true });
    const heading = page
      .getByRole("region", { name: "Preview", exact: true })
      .frameLocator("iframe")
      .getByRole("heading", { name: "Tally" });
    await Promise.race([run.waitFor({ timeout: 120_000 }), heading.waitFor({ timeout: 120_000 })]);
    if (await run.isVisible()) await run.click();
    await heading.waitFor({ timeout: 120_000 });
    ms = performance.now() - at;
    await page.close();
  }
  await context.close();
  return ms;
}
