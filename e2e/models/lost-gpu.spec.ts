import { chromium, type Page } from "@playwright/test";
import { answer, conversation, rememberServer, say, send } from "../agent/open-chat";
import { expect, test } from "../fixtures/model-server";
import { appOrigin } from "../fixtures/origins";
import { serveFiles, serveWorker } from "./open-models-page";
import { ownEntry } from "./own-entry";

/** The processor's GPU passes for a card, and the runtime's worker is ours as soon as the app watches its GPU. */
async function lendGpu(page: Page, worker: string): Promise<void> {
  await page.addInitScript((url) => {
    const { GPUAdapter: adapter } = globalThis as unknown as { GPUAdapter?: { prototype: object } };
    if (adapter)
      Object.defineProperties(adapter.prototype, {
        info: { get: () => ({ vendor: "test", architecture: "card", isFallbackAdapter: false }) },
        isFallbackAdapter: { get: () => false },
      });
    const stands = new WeakMap<Worker, Worker>();
    const post = Reflect.get(Worker.prototype, "postMessage") as (this: Worker, ...given: readonly unknown[]) => void;
    Reflect.set(Worker.prototype, "postMessage", function sent(this: Worker, data: unknown, ...rest: unknown[]) {
      if ((data as { type?: unknown } | undefined)?.type === "tabsmith:watch-gpu") {
        const stand = new Worker(url, { type: "module" });
        stand.addEventListener("message", (event) => {
          this.dispatchEvent(new MessageEvent("message", { data: event.data as unknown }));
        });
        stands.set(this, stand);
      }
      post.call(stands.get(this) ?? this, data, ...rest);
    });
  }, worker);
}

test("a GPU lost in the middle of a sentence is said in one, with ways on, and the session goes on with another model", async ({
  server,
}) => {
  test.setTimeout(180_000);
  const { launchOptions } = test.info().project.use;
  const args = [...(launchOptions?.args ?? []), "--enable-unsafe-webgpu"];
  const browser = await chromium.launch({ ...launchOptions, args });
  try {
    const context = await browser.newContext({ baseURL: appOrigin, serviceWorkers: "block" });
    const page = await context.newPage();
    await page.addInitScript(() => {
      if (location.hostname.startsWith("ide.")) localStorage.setItem("tabsmith.tour", "true");
    });
    await serveFiles(page, "/e2e-mlc", {
      "own/resolve/main/mlc-chat-config.json": JSON.stringify({ model_type: "llama", tokenizer_files: [] }),
      "own/resolve/main/tensor-cache.json": JSON.stringify({ records: [] }),
      "own.wasm": "library",
    });
    await lendGpu(page, await serveWorker(page, "e2e/models/lost-gpu-worker.ts"));
    await rememberServer(page, server, { others: [ownEntry] });
    await page.goto("/");
    await page.getByRole("button", { name: /new project from empty/i }).click();
    const model = page.getByRole("combobox", { name: "Model" });
    await model.selectOption("own", { timeout: 60_000 });
    await send(page, "Greet the world");
    await expect(conversation(page)).toContainText("Hello wor", { timeout: 60_000 });
    await (await browser.newBrowserCDPSession()).send("Browser.crashGpuProcess");
    await expect(conversation(page)).toContainText("The GPU was taken away from own in the middle of its answer");
    await expect(conversation(page).getByText("What was said is kept.")).toHaveCount(1);
    await expect(conversation(page)).toContainText("Hello wor");
    await expect(conversation(page).getByRole("button", { name: "Try again" })).toBeVisible();
    await expect(conversation(page).getByRole("button", { name: "Open model settings" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Stop", exact: true })).toHaveCount(0);

    await model.selectOption("scripted");
    server.script(answer(say("Hello world, the whole of it.")));
    await send(page, "Go on");
    await expect(conversation(page)).toContainText("Hello world, the whole of it.", { timeout: 60_000 });
    expect(JSON.stringify(server.requests[0]?.body)).toContain("Greet the world");
    await page.reload();
    await expect(conversation(page)).toContainText("Hello wor", { timeout: 60_000 });
    await expect(conversation(page)).toContainText("Hello world, the whole of it.");
  } finally {
    await browser.close();
  }
});
