import { expect, test } from "../fixtures/test";
import { builtInTools } from "../../lib/tools";
import { onnxRepository } from "./onnx-model";
import { ask, openModelsPage, serveFiles, serveWorker } from "./open-models-page";

test.beforeEach(({ page }) => openModelsPage(page));

test("a model of random weights makes a valid call for each of fifty seeds", async ({ page }) => {
  test.setTimeout(180_000);
  const answers = await ask(page, "randomCalls", 50);
  expect(answers).toHaveLength(50);
  for (const answer of answers) {
    const [call, ...more] = JSON.parse(answer) as { name: string; input: Record<string, unknown> }[];
    expect(more).toEqual([]);
    expect(call?.name).toMatch(/^(Read|Bash)$/);
    expect(typeof call?.input[call.name === "Read" ? "file_path" : "command"]).toBe("string");
  }
  expect(new Set(answers).size).toBeGreaterThan(25);
});

test("the grammar of every tool compiles, and random walks through it are calls that the tool accepts", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const walked = await ask(page, "walkGrammar", 5);
  expect(walked.map(({ name }) => name)).toEqual(builtInTools.map(({ name }) => name));
  for (const { name, calls } of walked) {
    const tool = builtInTools.find((candidate) => candidate.name === name);
    expect(calls.length, name).toBeGreaterThan(0);
    for (const call of calls) {
      expect(call.name).toBe(name);
      const required = (tool?.schema["required"] ?? []) as string[];
      for (const key of required) expect(JSON.parse(call.input), `${name}: ${call.input}`).toHaveProperty(key);
    }
  }
});

const script = `# Tour

## S

The ONNX path speaks.

\`\`\`tool Write file_path=a.txt
héllo
\`\`\`
`;

test("an ONNX model runs on the processor, with all of its files from our own origin", async ({ page }) => {
  const worker = await serveWorker(page, "lib/models/engines/onnx-worker.ts");
  await serveFiles(
    page,
    "/e2e-onnx",
    Object.fromEntries(Object.entries(onnxRepository(script)).map(([name, file]) => [`demo/tour/${name}`, file])),
  );
  const { words, calls, progress } = await ask(page, "onnx", worker, "/e2e-onnx/", "demo/tour");
  expect(words.join("").trim()).toBe("The ONNX path speaks.");
  expect(words.length).toBeGreaterThan(1);
  expect(calls).toEqual([{ name: "Write", input: { file_path: "a.txt", content: "héllo\n" } }]);
  expect(progress.at(-1)).toBe("ready");
});

test("an ONNX model is fetched ahead, paused in its weights, goes on, and opens without the network", async ({
  page,
  network,
}) => {
  network.permit("https://huggingface.co");
  const worker = await serveWorker(page, "lib/models/engines/onnx-worker.ts");
  const hub = "/demo/tour/resolve/main";
  const asked = await serveFiles(page, hub, onnxRepository(script));
  const entry = {
    id: "onnx",
    name: "ONNX",
    family: "own",
    source: { type: "onnx", repository: "demo/tour", precision: "fp32" },
    context: 8192,
    vision: false,
    calls: "text",
    verified: true,
  } as const;
  const { paused, whole } = await ask(page, "fetchedAhead", entry, worker);
  expect(paused).toMatchObject({ state: { type: "paused" }, stored: { complete: false } });
  expect(whole.state).toBeUndefined();
  expect(whole.stored).toMatchObject({ complete: true });
  expect(asked.filter((one) => one.startsWith("onnx/model.onnx")).map((one) => one.endsWith(" 0"))).toEqual([
    true,
    false,
  ]);
  await page.context().unroute(`**${hub}/**`);
  await page.context().route("https://huggingface.co/**", (route) => route.abort());
  expect(await ask(page, "onnxOfHub", worker, "demo/tour")).toBe("onnx");
});

test("an ONNX model that isn't there, or is damaged, is said in one sentence", async ({ page }) => {
  const worker = await serveWorker(page, "lib/models/engines/onnx-worker.ts");
  const files = onnxRepository(script);
  const damaged = { ...files, "onnx/model.onnx": (files["onnx/model.onnx"] as Uint8Array).slice(0, 5000) };
  await serveFiles(
    page,
    "/e2e-onnx",
    Object.fromEntries(Object.entries(damaged).map(([name, file]) => [`demo/bad/${name}`, file])),
  );
  const missing = await ask(page, "onnxFailure", worker, "/e2e-onnx/", "demo/none");
  expect(missing.code, missing.says).toBe("network");
  const damage = await ask(page, "onnxFailure", worker, "/e2e-onnx/", "demo/bad");
  expect(damage.code, damage.says).toBe("corrupt");
});

test("a damaged GGUF, something else, and a load that was given up: one sentence each, and the next load works", async ({
  page,
}) => {
  const { truncated, nonsense, cancelled, intact } = await ask(page, "wllamaFailures");
  expect(truncated).toMatchObject({ code: "corrupt" });
  expect(nonsense).toMatchObject({ code: "corrupt" });
  expect(cancelled).toMatchObject({ code: "AbortError" });
  expect(intact).toMatchObject({ code: "none" });
});

test("a download lies in the browser's own file system, is listed, and can be deleted", async ({ page }) => {
  const { size, listed, again, left } = await ask(page, "download", "/vendor/models/tours/first-app.gguf");
  expect(size).toBeGreaterThan(500_000);
  expect(listed).toEqual([expect.objectContaining({ loaded: size, complete: true })]);
  expect(again).toBe(size);
  expect(left).toEqual([]);
});
