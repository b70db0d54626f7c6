import { chromium, type Browser, type Page } from "@playwright/test";
import { createHash } from "node:crypto";
import { appOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import { ask, openModelsPage, serveFiles, serveWorker } from "./open-models-page";
import { ownEntry } from "./own-entry";

const worker = "lib/models/engines/web-llm-worker.ts";
const options = { id: "Own", model: "own-q4f32_1", context: 4096, acceptsImages: false, download: 1000 };
const config = JSON.stringify({
  model_type: "llama",
  vocab_size: 8,
  context_window_size: 4096,
  tokenizer_files: [],
  conv_template: {},
});
const integrityOf = (text: string) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

/** The runtime asks for a GPU first, so the browser lends it one that is drawn by the processor. */
async function withSoftwareGpu(work: (page: Page, browser: Browser) => Promise<void>): Promise<void> {
  const { launchOptions } = test.info().project.use;
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions?.args ?? []), "--enable-unsafe-webgpu"],
  });
  try {
    const page = await browser.newPage({ baseURL: appOrigin });
    await openModelsPage(page);
    await work(page, browser);
  } finally {
    await browser.close();
  }
}

const record = (origin: string, integrity?: { config?: string; library?: string }) => ({
  weightsUrl: `${origin}/e2e-mlc/own/`,
  libraryUrl: `${origin}/e2e-mlc/own.wasm`,
  ...(integrity ? { integrity } : {}),
});

test("a software renderer is no GPU, with and without the browser's switch for it", async ({ page }) => {
  await openModelsPage(page);
  expect((await ask(page, "machine")).gpu.type).toBe("none");
  await withSoftwareGpu(async (other) => {
    const adapter = await other.evaluate(async () => {
      const { gpu } = navigator as unknown as { gpu?: { requestAdapter: () => Promise<unknown> } };
      return Boolean(await gpu?.requestAdapter());
    });
    expect(adapter).toBe(true);
    const { gpu } = await ask(other, "machine");
    expect(gpu).toEqual({ type: "none", why: "The browser draws with the processor instead of a GPU." });
  });
});

test("a record whose files aren't there says so", async () => {
  await withSoftwareGpu(async (page) => {
    await serveFiles(page, "/e2e-mlc", {});
    const failure = await ask(
      page,
      "webLlmFailure",
      { ...options, record: record(appOrigin) },
      await serveWorker(page, worker),
    );
    expect(failure).toMatchObject({ code: "network" });
  });
});

test("a library that isn't one is refused, and the record's config is in the cache", async () => {
  await withSoftwareGpu(async (page) => {
    await serveFiles(page, "/e2e-mlc", {
      "own/resolve/main/mlc-chat-config.json": config,
      "own/mlc-chat-config.json": config,
      "own.wasm": "not wasm",
    });
    const failure = await ask(
      page,
      "webLlmFailure",
      { ...options, record: record(appOrigin) },
      await serveWorker(page, worker),
    );
    expect(failure).toMatchObject({ code: "corrupt" });
    expect(await ask(page, "cachedUrls")).toContainEqual(
      expect.stringMatching(/^webllm\/config .*mlc-chat-config\.json$/),
    );
  });
});

test("a config that isn't the one that was promised is refused", async () => {
  await withSoftwareGpu(async (page) => {
    await serveFiles(page, "/e2e-mlc", { "own/resolve/main/mlc-chat-config.json": config, "own.wasm": "not wasm" });
    const promised = record(appOrigin, { config: integrityOf("another config") });
    const failure = await ask(page, "webLlmFailure", { ...options, record: promised }, await serveWorker(page, worker));
    expect(failure).toMatchObject({ code: "integrity" });
  });
});

test("a GPU that is taken away in the middle of a sentence ends it with what was said, and with the reason", async () => {
  await withSoftwareGpu(async (page, browser) => {
    const asked = ask(page, "silentOnGpu", await serveWorker(page, "e2e/models/gpu-worker.ts"));
    await expect(page).toHaveTitle("speaking");
    await (await browser.newBrowserCDPSession()).send("Browser.crashGpuProcess");
    const { said, failure } = await asked;
    expect(said).toEqual(["Hello wor"]);
    expect(failure.code).toBe("gpu-lost");
    expect(failure.says).toContain("What was said is kept.");
  });
});

test("a load can be given up", async () => {
  await withSoftwareGpu(async (page) => {
    await page.context().route("**/e2e-mlc/**", () => new Promise(() => undefined));
    const failure = await ask(
      page,
      "webLlmFailure",
      { ...options, record: record(appOrigin) },
      await serveWorker(page, worker),
      1500,
    );
    expect(failure).toMatchObject({ code: "TimeoutError" });
  });
});

test("a WebGPU model is fetched ahead, paused in its weights, goes on from there, and its runtime finds all of it", async ({
  page,
}) => {
  const weights = Buffer.alloc(3_000_000, 7);
  const list = JSON.stringify({ records: [{ dataPath: "params_shard_0.bin", nbytes: weights.length }] });
  const asked = await serveFiles(page, "/e2e-mlc", {
    "own/resolve/main/mlc-chat-config.json": config,
    "own/resolve/main/tensor-cache.json": list,
    "own/resolve/main/params_shard_0.bin": weights,
    "own.wasm": "library",
  });
  await openModelsPage(page);
  const { paused, whole } = await ask(page, "fetchedAhead", ownEntry, "");
  expect(paused).toMatchObject({ state: { type: "paused" }, stored: { id: "own", complete: false } });
  expect(paused.stored?.bytes).toBeGreaterThan(100_000);
  expect(whole.state).toBeUndefined();
  expect(whole.stored).toMatchObject({ complete: true });
  expect(whole.stored?.bytes).toBeGreaterThan(weights.length);
  const shards = asked.filter((one) => one.includes("params_shard"));
  expect(shards).toHaveLength(2);
  expect(shards[1]).not.toMatch(/ 0$/u);
  expect(asked.filter((one) => !one.includes("params_shard"))).toEqual([
    "own/resolve/main/mlc-chat-config.json 0",
    "own/resolve/main/tensor-cache.json 0",
    "own.wasm 0",
  ]);
  expect((await ask(page, "ownWebLlm", ownEntry)).after).toEqual([]);
  expect(await ask(page, "cachedUrls")).toEqual([]);
});

test("a model of one's own record is listed among what is downloaded, and deleted with all of it", async ({ page }) => {
  const weights = `${appOrigin}/e2e-mlc/own/resolve/main/`;
  await openModelsPage(page);
  expect(await ask(page, "ownWebLlm", ownEntry)).toEqual({ before: [], after: [] });
  await ask(page, "cache", "webllm/model", {
    [`${weights}tensor-cache.json`]: JSON.stringify({ records: [{ dataPath: "params_shard_0.bin" }] }),
    [`${weights}params_shard_0.bin`]: "weights",
  });
  await ask(page, "cache", "webllm/config", { [`${weights}mlc-chat-config.json`]: config });
  expect(await ask(page, "ownWebLlm", ownEntry)).toEqual({ before: [{ id: "own", complete: true }], after: [] });
  expect((await ask(page, "cachedUrls")).filter((url) => url.includes("params_shard"))).toEqual([]);
});
