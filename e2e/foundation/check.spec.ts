import { test as plain } from "@playwright/test";
import { expect, test } from "../fixtures/test";

test("the check page finds that everything needed is here, and makes a report of it", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/check");
  const browser = page.getByRole("region", { name: "This browser" });
  const server = page.getByRole("region", { name: "This server" });
  await expect(page.getByRole("status")).toHaveText(/tabsmith works here|Everything that tabsmith needs/u, {
    timeout: 45_000,
  });
  await expect(browser.getByRole("listitem").filter({ hasText: "The engine runs a program" })).toContainText(
    /Node v24\.\d+\.\d+, first program after \d+\.\d s/u,
  );
  await expect(browser.getByRole("listitem").filter({ hasText: "A preview is shown" })).toContainText("Works");
  await expect(server.getByRole("listitem").filter({ hasText: "Server answers" })).toContainText("200");
  await page.getByRole("button", { name: "Copy the report" }).click();
  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(report).toMatch(/^ok +Isolated page, shared memory +crossOriginIsolated: true/mu);
  expect(report).toMatch(/^not run +StackBlitz WebContainers$/mu);
});

/** Not watched for strays, since leaving is what is asked for here; the browser's own resolver lets nothing out. */
plain(
  "the outside is asked on a click alone, and one that can't be reached is told what that means",
  async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).hostname));
    await page.goto("/check");
    const outside = page.getByRole("region", { name: "The outside" });
    await expect(outside.getByRole("listitem").first()).toContainText("Not asked yet");
    expect(asked.filter((host) => !host.endsWith("localhost"))).toEqual([]);
    await outside.getByRole("button", { name: "Ask them" }).click();
    await expect(outside.getByRole("listitem").filter({ hasText: "StackBlitz" })).toContainText("Does not work");
    await expect(outside.getByRole("listitem").filter({ hasText: "Anthropic" })).toContainText(
      "Other models go on working",
    );
    expect(asked).toContain("stackblitz.com");
  },
);
