import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { deflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../fixtures/accessibility";
import { operate } from "../fixtures/operate";
import { appOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import { openProject, region, runCommand } from "../workbench/open-project";

/** The link that the dialog offers, as the author would copy it. */
async function linkOf(page: Page): Promise<string> {
  await runCommand(page, "Share");
  const dialog = page.getByRole("dialog", { name: "Share this project" });
  const address = dialog.getByRole("textbox", { name: "Link to the project" });
  await expect(address).toHaveValue(/#p=1\./u);
  return address.inputValue();
}

test("an author shares by link; another person reads, runs and forks it, restricted until it is trusted", async ({
  page,
  anotherPerson,
}) => {
  test.setTimeout(150_000);
  await openProject(page, "Node script");
  const link = await linkOf(page);
  expect(new URL(link).pathname).toBe("/share");
  await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  await expectAccessible(page);

  const reader = await (await anotherPerson()).newPage();
  await reader.goto(link.replace("/share#", "/#"));
  await expect(reader).toHaveURL(/\/share#p=/u);
  await expect(reader.getByRole("heading", { level: 1, name: "Node script" })).toBeVisible();
  await expect(reader.getByText("not yours and not tabsmith's")).toBeVisible();
  await reader.getByRole("button", { name: "index.js" }).click();
  await expect(reader.getByRole("region", { name: "Text of index.js" })).toContainText("import");
  await expectAccessible(reader);

  await reader.getByRole("banner").getByRole("button", { name: "Run" }).click();
  await expect(reader.getByRole("status", { name: "Preview state" })).toContainText(/ended/u, { timeout: 60_000 });

  await reader.getByRole("button", { name: "Fork" }).click();
  await expect(region(reader, "Editor")).toBeVisible();
  const bar = reader.getByRole("region", { name: "Trust this project?" });
  await expect(bar).toContainText("no hooks");
  await reader.reload();
  await expect(bar).toBeVisible();
  await bar.getByRole("button", { name: "Trust" }).click();
  await reader.getByRole("dialog").getByRole("button", { name: "Trust", exact: true }).click();
  await expect(bar).toBeHidden();
  await reader.reload();
  await expect(region(reader, "Editor")).toBeVisible();
  await expect(bar).toBeHidden();
});

test("by short link the same, with counts, and gone when its author deletes it", async ({ page, anotherPerson }) => {
  await openProject(page, "Node script");
  await linkOf(page);
  const dialog = page.getByRole("dialog", { name: "Share this project" });
  await dialog.getByText("Short link", { exact: true }).click();
  await dialog.getByRole("button", { name: "Make a short link" }).click();
  const address = dialog.getByRole("textbox", { name: "Link to the project" });
  await expect(address).toHaveValue(/\/s\/[A-Za-z0-9]{12}$/u, { timeout: 60_000 });
  const link = await address.inputValue();

  const reader = await (await anotherPerson()).newPage();
  await reader.goto(link);
  await expect(reader.getByRole("heading", { level: 1, name: "Node script" })).toBeVisible();
  await reader.getByRole("button", { name: "Report this project" }).click();
  await reader.getByRole("button", { name: "Send report" }).click();
  await expect(reader.getByText("The report was sent.")).toBeVisible();

  await dialog.getByText("My short links").click();
  await dialog.getByRole("button", { name: /Delete the link/u }).click();
  await expect(dialog.getByText("You have made none")).toBeVisible();
  await reader.reload();
  await expect(reader.getByRole("heading", { name: "This short link was deleted" })).toBeVisible();
});

test("what is reported, also from a fork, is on the operator's list, and is gone for everyone when it is taken down", async ({
  page,
  anotherPerson,
}) => {
  test.setTimeout(150_000);
  await openProject(page, "Empty");
  /** Content of its own: a block takes down every link with the same. */
  await page.getByRole("treeitem", { name: "README.md" }).click();
  await page.getByRole("region", { name: "Editor" }).getByRole("textbox").first().focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText(`Mine, since ${Date.now()}`);
  await linkOf(page);
  const dialog = page.getByRole("dialog", { name: "Share this project" });
  await dialog.getByText("Short link", { exact: true }).click();
  await dialog.getByRole("button", { name: "Make a short link" }).click();
  const address = dialog.getByRole("textbox", { name: "Link to the project" });
  await expect(address).toHaveValue(/\/s\/[A-Za-z0-9]{12}$/u, { timeout: 60_000 });
  const link = await address.inputValue();
  const id = link.slice(-12);

  const reader = await (await anotherPerson()).newPage();
  await reader.goto(link);
  await reader.getByRole("button", { name: "Fork" }).click();
  const bar = reader.getByRole("region", { name: "Trust this project?" });
  await bar.getByRole("button", { name: "Report this project" }).click();
  await expectAccessible(reader);
  await reader.getByRole("radio", { name: "It does harm" }).check();
  await reader.getByRole("textbox", { name: /Details/u }).fill("It mines.");
  await reader.getByRole("button", { name: "Send report" }).click();
  await expect(reader.getByText("The report was sent.")).toBeVisible();

  const server = { port: Number(new URL(appOrigin).port), data: ".cache/e2e-data" };
  expect(await operate(server, "reports")).toContainEqual(
    expect.objectContaining({ id, reason: "malware", words: "It mines." }),
  );
  expect(await operate(server, "block", link, "malware")).toMatchObject({ blocked: [id] });
  expect(await operate(server, "reports")).not.toContainEqual(expect.objectContaining({ id }));
  await reader.goto(link);
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText(/taken down/u);
});

test("of a project that came whole in its link, a report says that no server has it, and names it by its fingerprint", async ({
  page,
  anotherPerson,
}) => {
  await openProject(page, "Empty");
  const link = await linkOf(page);
  const reader = await (await anotherPerson()).newPage();
  await reader.goto(link);
  await reader.getByRole("button", { name: "Report this project" }).click();
  const dialog = reader.getByRole("dialog", { name: "Report this project" });
  await expect(dialog).toContainText("is on no server");
  await expect(dialog.locator("code")).toHaveText(/^[0-9a-f]{64}$/u);
  await expect(dialog.getByRole("button", { name: "Send report" })).toBeHidden();
});

test("what looks like a secret stays behind unless its author says otherwise", async ({ page, anotherPerson }) => {
  await openProject(page, "Empty");
  await page.getByRole("treeitem", { name: "README.md" }).click();
  await page.getByRole("region", { name: "Editor" }).getByRole("textbox").first().focus();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.insertText("AWS: AKIAABCDEFGHIJKLMNOP");
  const link = await linkOf(page);
  await expect(page.getByRole("region", { name: "One thing looks like a secret" })).toContainText("README.md, line 1");
  const reader = await (await anotherPerson()).newPage();
  await reader.goto(link);
  await expect(reader.getByRole("region", { name: "Text of README.md" })).toContainText("AWS: [removed]");
});

test.describe("a link that was made or damaged to do harm", () => {
  const forged = async (header: unknown, sizes = "") => {
    const head = new TextEncoder().encode(JSON.stringify(header));
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, head.length);
    const body = Buffer.concat([length, head, Buffer.from(sizes)]);
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).subarray(0, 4);
    return `1.none@1.${Buffer.concat([sum, deflateRawSync(body)]).toString("base64url")}`;
  };
  const cases: Readonly<Record<string, readonly [() => Promise<string>, RegExp]>> = {
    "cut short": [async () => "1.react@1.AbCdEf", /damaged/u],
    "from the future": [async () => "99.react@1.AAAA", /newer than this tabsmith/u],
    "on a template that isn't here": [async () => "1.cobol@1.AAAA", /isn't here/u],
    empty: [async () => "", /no project in this link/u],
    "that leads out of the project": [
      async () => forged({ n: "x", f: [["../../etc/passwd", 420, 0]] }),
      /made to do harm/u,
    ],
    "with a device's name": [async () => forged({ n: "x", f: [["con.txt", 420, 0]] }), /made to do harm/u],
    "with a hundred thousand files": [
      async () => forged({ n: "x", f: Array.from({ length: 100_000 }, (_, at) => [`f${at}`, 420, 0]) }),
      /larger than tabsmith opens/u,
    ],
  };
  for (const [name, [make, says]] of Object.entries(cases)) {
    test(`says so: ${name}`, async ({ page }) => {
      await page.goto(`/share#p=${await make()}`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(says);
      await page.getByRole("link", { name: "To your projects" }).click();
      await expect(page.getByRole("button", { name: "New project", exact: true })).toBeVisible();
    });
  }

  test("a page that asks for a password in someone's name waits behind a warning", async ({ page }) => {
    const html = `<h1>PayPal</h1><input type="password">`;
    await page.goto(`/share#p=${await forged({ n: "Login", f: [["index.html", 420, html.length]] }, html)}`);
    await page.getByRole("banner").getByRole("button", { name: "Run" }).click();
    await expect(page.getByRole("dialog", { name: /asks for a password/u })).toContainText("PayPal");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Leave" }).click();
    await expect(page).toHaveURL(`${appOrigin}/`);
  });
});

test("an embed in a foreign page is read there, answers its script, and runs in a tab of its own", async ({
  page,
  network,
  baseURL,
}) => {
  await openProject(page, "Node script");
  const share = (await linkOf(page)).replace(/^[^#]*#p=/u, "");
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<script src="${baseURL}/embed.js"></script><div id="here"></div><script>
      window.made = tabsmith.embed(document.getElementById("here"), { share: ${JSON.stringify(share)}, file: "index.js", line: 2 });
    </script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const foreign = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  network.permit(foreign);
  await page.goto(foreign);
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("region", { name: "Text of index.js" })).toBeVisible();
  await expect(frame.getByText("programs can't run here")).toBeVisible();
  expect(await page.evaluate("made.ready")).toEqual({ name: "Node script", canRun: false });
  expect(await page.evaluate("made.list()")).toContain("index.js");
  expect(await page.evaluate("made.run().catch((error) => error.message)")).toContain("isn't cross-origin isolated");
  const opened = page.context().waitForEvent("page");
  await frame.getByRole("button", { name: "Open in tabsmith" }).click();
  const tab = await opened;
  await expect(tab).toHaveURL(/\/share#p=/u);
  await expect(tab.getByRole("banner").getByRole("button", { name: "Run" })).toBeVisible();
  server.close();
});
