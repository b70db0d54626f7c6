import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { findBrowser, findWindowed } from "../../scripts/steps/browser.mjs";
import { startOwnServer } from "../fixtures/own-server";
import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand } from "../workbench/open-project";

/** A page of someone else's, isolated as a page must be that wants to run programs. */
async function startForeign(body: () => string) {
  const server = createServer((_, response) => {
    response.writeHead(200, {
      "Content-Type": "text/html",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    });
    response.end(body());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A page that the operator lists, with an embed in it of a project that shows a page of its own. */
async function openEmbed(page: Page, network: { readonly permit: (origin: string) => void }) {
  let body = "";
  const foreign = await startForeign(() => body);
  const server = await startOwnServer({ SANDBOX_EMBEDDERS: foreign.origin });
  for (const origin of [...server.origins, foreign.origin]) network.permit(origin);
  await page.goto(server.url);
  await page.getByRole("button", { name: "New project from Static page", exact: true }).click();
  await expect(region(page, "Editor")).toBeVisible();
  await runCommand(page, "Share");
  const address = page
    .getByRole("dialog", { name: "Share this project" })
    .getByRole("textbox", { name: "Link to the project" });
  await expect(address).toHaveValue(/#p=1\./u);
  const share = (await address.inputValue()).replace(/^[^#]*#p=/u, "");
  body = `<script src="${server.url}/embed.js"></script><div id="here"></div><script>
    window.states = [];
    window.made = tabsmith.embed(document.getElementById("here"), { share: ${JSON.stringify(share)}, show: "preview" });
    made.on((event) => { if (event.type === "state") states.push(event.state); });
  </script>`;
  return {
    foreign: foreign.origin,
    end: async () => {
      foreign.close();
      await server.end();
    },
  };
}

/** Opens the page, and runs what is in it on its word. */
async function runEmbed(page: Page, foreign: string) {
  await page.goto(foreign);
  expect(await page.evaluate("made.ready")).toEqual({ name: "Static page", canRun: true });
  await page.evaluate("made.run()");
  return page.frameLocator("iframe");
}

test("in an isolated page that the operator lists, an embed runs on a word of that page, and shows its page", async ({
  page,
  network,
}) => {
  test.setTimeout(180_000);
  const named = process.env.PLAYWRIGHT_CHROMIUM;
  test.skip(
    findBrowser(named) === findWindowed(named),
    "A private window, as tests have it, lends frames of other sites no service worker, which the page would need.",
  );
  const { foreign, end } = await openEmbed(page, network);
  try {
    const frame = await runEmbed(page, foreign);
    await expect(
      frame.frameLocator("iframe[title='Preview of the project']").getByRole("heading", { level: 1 }),
    ).toBeVisible({ timeout: 60_000 });
    expect(await page.evaluate("states")).not.toContain("unshown");
  } finally {
    await end();
  }
});

test("where an embed can show no page, it says so, and leads to a tab that shows it", async ({
  page,
  context,
  network,
}) => {
  test.setTimeout(180_000);
  const { foreign, end } = await openEmbed(page, network);
  try {
    // As a private window does, or one that blocks what other sites keep.
    await context.addInitScript((refused) => {
      if (![...location.ancestorOrigins].includes(refused) || !("serviceWorker" in navigator)) return;
      navigator.serviceWorker.register = () => Promise.reject(new DOMException("The user denied it.", "SecurityError"));
    }, foreign);
    const frame = await runEmbed(page, foreign);
    await expect.poll(() => page.evaluate("states"), { timeout: 60_000 }).toContain("unshown");
    await expect(frame.getByText("Serving the project on").first()).toBeVisible({ timeout: 60_000 });
    await expect(frame.getByText("which the browser refuses")).toBeVisible();
    const opening = context.waitForEvent("page");
    await frame.getByRole("button", { name: "Run in a tab" }).click();
    const tab = await opening;
    await tab.getByRole("button", { name: "Run", exact: true }).first().click();
    const shown = tab.frameLocator("iframe[title='Preview of the project']");
    await expect(shown.getByRole("heading", { level: 1 })).toBeVisible({ timeout: 60_000 });
  } finally {
    await end();
  }
});

test("a page that asks how to show a link is told of the embed, and of nothing else", async ({ page, baseURL }) => {
  await openProject(page, "Node script");
  const link = `${baseURL}/s/abcDEF123456`;
  const asked = (url: string) =>
    page.evaluate(async (given) => {
      const answer = await fetch(`/api/oembed?${new URLSearchParams({ url: given, maxwidth: "400" }).toString()}`);
      return { status: answer.status, body: (await answer.json()) as { html?: string; width?: number } };
    }, url);
  const { status, body } = await asked(link);
  expect([status, body.width]).toEqual([200, 400]);
  expect(body.html).toContain(`src="${baseURL}/embed/s/abcDEF123456"`);
  expect((await asked("https://evil.example/s/abcDEF123456")).status).toBe(404);
});
