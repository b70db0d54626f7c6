import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { Page } from "@playwright/test";
import { answer, call, rememberServer, say } from "../agent/open-chat";
import { expect, test } from "../fixtures/model-server";

test.use({ actionTimeout: 20_000 });

const dialog = (page: Page) => page.getByRole("dialog", { name: "Models" });
const section = (page: Page, name: string) => dialog(page).getByText(name, { exact: true }).first().click();

async function openSettings(page: Page, name: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message", exact: true }).waitFor({ timeout: 30_000 });
  await page.keyboard.press("F1");
  await page.getByRole("option", { name: "Open model settings" }).click();
  await section(page, name);
}

async function newProject(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: /new project from empty/i }).click();
}

const open = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
const key = "sk-or-v1-0123456789abcdef0123456789abcdef";

test("signing in at OpenRouter proves who asked, gives a key that works, and a code that nobody asked for gives none", async ({
  page,
}) => {
  test.setTimeout(90_000);
  let challenge = "";
  await page.route("https://openrouter.ai/auth?**", (route) => {
    const asked = new URL(route.request().url()).searchParams;
    challenge = asked.get("code_challenge") ?? "";
    const back = new URL(asked.get("callback_url") ?? "");
    back.searchParams.set("code", "the-code");
    return route.fulfill({ status: 302, headers: { location: back.href } });
  });
  await page.route("https://openrouter.ai/api/v1/auth/keys", (route) => {
    if (route.request().method() === "OPTIONS") return route.fulfill({ status: 204, headers: open });
    const { code, code_verifier: verifier } = route.request().postDataJSON() as Record<string, string>;
    const proof = createHash("sha256")
      .update(verifier ?? "")
      .digest("base64url");
    const fits = code === "the-code" && proof === challenge;
    return route.fulfill({ status: fits ? 200 : 403, headers: open, json: fits ? { key } : {} });
  });
  await page.route("https://openrouter.ai/api/v1/models", (route) => {
    const authorized = route.request().headers()["authorization"] === `Bearer ${key}`;
    return route.fulfill({ status: authorized ? 200 : 401, headers: open, json: { data: [{ id: "open/model" }] } });
  });
  await newProject(page);
  await openSettings(page, "Providers");
  await page.getByRole("button", { name: "Sign in with OpenRouter" }).click();
  await page.waitForURL((url) => !url.search.includes("code="), { timeout: 30_000 });
  await openSettings(page, "Providers");
  await expect(page.getByLabel("Key for OpenRouter")).toHaveAttribute("placeholder", "A key is saved");
  await page.getByRole("button", { name: "Test: OpenRouter" }).click();
  await expect(page.getByText("It works: 1 models.")).toBeVisible();
  const stranger = new URL(page.url());
  stranger.searchParams.set("sign-in", "openrouter");
  stranger.searchParams.set("code", "of-someone-else");
  await page.goto(stranger.href);
  await openSettings(page, "Providers");
  await expect(page.getByText("This sign-in wasn't begun in this tab.")).toBeVisible();
  expect(page.url()).not.toContain("of-someone-else");
});

test("keys sealed with a passphrase are nowhere in the open, locked after a reload, and opened by the passphrase alone", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.route("https://api.mistral.ai/**", (route) =>
    route.fulfill({ headers: open, json: { data: [{ id: "devstral" }] } }),
  );
  await newProject(page);
  await openSettings(page, "Providers");
  const field = page.getByLabel("Key for Mistral");
  await field.fill(key);
  await field.press("Enter");
  await expect(page.getByText("It works: 1 models.")).toBeVisible();
  await section(page, "With a passphrase");
  const passphrase = page.getByLabel("Passphrase", { exact: true });
  await passphrase.fill("short");
  await page.getByRole("button", { name: "Protect" }).click();
  await expect(dialog(page).getByRole("alert")).toBeVisible();
  await passphrase.fill("correct horse battery");
  await page.getByRole("button", { name: "Protect" }).click();
  await expect(passphrase).toHaveCount(0);
  await page.reload();
  await openSettings(page, "Providers");
  await expect(page.getByText("Your keys are locked.")).toBeVisible();
  await passphrase.fill("wrong horse battery");
  await page.getByRole("button", { name: "Unlock" }).click();
  await expect(page.getByText("That is not the passphrase.")).toBeVisible();
  await passphrase.fill("correct horse battery");
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("button", { name: "Test: Mistral" }).click();
  await expect(page.getByText("It works: 1 models.")).toBeVisible();
});

test("the test of a key says what is wrong and what to do: key, quota, overload, web page, no network", async ({
  page,
}) => {
  test.setTimeout(90_000);
  const models = "https://api.mistral.ai/v1/models";
  await newProject(page);
  await page.route(models, (route) => route.fulfill({ status: 401, headers: open, json: { message: "Unauthorized" } }));
  await openSettings(page, "Providers");
  await page.getByLabel("Key for Mistral").fill("a-key-of-mine-123");
  await page.getByLabel("Key for Mistral").press("Enter");
  const alert = dialog(page).getByRole("alert");
  await expect(alert).toContainText("Mistral doesn't accept this key");
  const test429 = { message: "You exceeded your current quota" };
  for (const [respond, says] of [
    [{ status: 429, headers: open, json: test429 }, "won't answer before it is paid"],
    [{ status: 429, headers: open, json: {} }, "has had too many requests"],
    [{ status: 503, headers: open, json: {} }, "has trouble of its own (503)"],
    [{ headers: { ...open, "content-type": "text/html" }, body: "<html>Sign in" }, "is a web page, not a model"],
  ] as const) {
    await page.unroute(models);
    await page.route(models, (route) => route.fulfill(respond));
    await page.getByRole("button", { name: "Test: Mistral" }).click();
    await expect(alert).toContainText(says);
  }
  await page.unroute(models);
  await page.route(models, (route) => route.abort("internetdisconnected"));
  await page.getByRole("button", { name: "Test: Mistral" }).click();
  await expect(alert).toContainText("A school's or a company's network may block it");
});

test("an own server is found on its usual port, its tools are tried by a real call, and its speed measured", async ({
  page,
  server,
  network,
}) => {
  test.setTimeout(90_000);
  const ports = [11_434, 1234, 8000, 8080];
  for (const port of ports) network.permit(`http://localhost:${port}`);
  const front = createServer((request, response) => {
    // Ollama's place, with the scripted server behind it.
    response.writeHead(307, { ...open, location: server.url.replace("/v1", "") + (request.url ?? "") }).end();
  });
  await new Promise<void>((resolve) => front.listen(11_434, "localhost", resolve));
  try {
    await newProject(page);
    await openSettings(page, "Own server");
    await page.getByRole("button", { name: "Look for servers" }).click();
    const found = page.getByRole("article").filter({ hasText: "Ollama" });
    await expect(found).toContainText("1 models", { timeout: 30_000 });
    await expect(page.getByRole("article").filter({ hasText: "vLLM" })).toContainText("Nothing answers this page");
  } finally {
    front.close();
  }
  await page.getByLabel("Address of a server").fill(server.url);
  await page.getByRole("button", { name: "Add" }).click();
  server.script(answer(call("get_weather", { city: "Oslo" })), answer(say("It rains in Oslo.")));
  await page.getByRole("button", { name: "Try tools: scripted" }).click();
  await expect(page.getByText("It uses tools.")).toBeVisible();
  await page.getByRole("button", { name: "Try tools: scripted" }).click();
  await expect(page.getByText("It answered without the tool.")).toBeVisible();
  await page.getByRole("button", { name: "Use scripted" }).click();
  await section(page, "In use");
  await page.getByRole("button", { name: "Test speed" }).click();
  await expect(page.getByText(/to the first word, \d+ tokens a second/u)).toBeVisible();
});

test("each task has the model that was chosen for it, and the next session begins with the model of this one", async ({
  page,
  server,
}) => {
  test.setTimeout(90_000);
  const helper = call("Agent", { kind: "explore", description: "the east", prompt: "Look east" });
  const byModel = (name: string) => ({
    name,
    asked: () => server.requests.filter(({ body }) => body["model"] === name).length,
  });
  const [main, eyes] = [byModel("scripted"), byModel("eyes")];
  server.script(answer(helper), answer(say("East is empty.")), answer(say("Looked.")));
  await rememberServer(page, server);
  await newProject(page);
  await openSettings(page, "In use");
  await page.getByLabel("Sub-agents").selectOption("eyes");
  await page.keyboard.press("Escape");
  const message = page.getByRole("textbox", { name: "Message", exact: true });
  await message.fill("Look both ways");
  await message.press("Enter");
  await expect(page.getByRole("log", { name: "Conversation" })).toContainText("Looked.");
  expect([main.asked(), eyes.asked()]).toEqual([2, 1]);
  const model = page.getByRole("combobox", { name: "Model" });
  await model.selectOption("eyes");
  await message.fill("/clear");
  await message.press("Enter");
  await expect(page.getByText("What shall we build?")).toBeVisible();
  await expect(model).toHaveValue("eyes");
  await page.reload();
  await expect(model).toHaveValue("eyes", { timeout: 30_000 });
});
