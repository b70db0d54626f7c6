import { expect, test } from "vitest";
import { createModelCatalogue } from "./catalogue/catalogue";
import { presets } from "./catalogue/presets.data";
import type { ChatEngine } from "./chat-engine";
import { createModelFiles } from "./downloads/model-files";
import { memoryShelf } from "./downloads/part-shelf";
import type { EngineOpener } from "./engines/open-engine";
import { createKeyStore } from "./keys/key-store";
import { ModelFailure } from "./model-failure";
import { createModelOpener } from "./open-model";

const nowhere = {
  read: () => Promise.resolve(undefined),
  write: () => Promise.resolve(),
  clear: () => Promise.resolve(),
};

async function opener(openEngine: EngineOpener) {
  const catalogue = createModelCatalogue();
  const keys = await createKeyStore(nowhere);
  const models = createModelOpener({ catalogue, keys, files: createModelFiles(memoryShelf()), openEngine });
  return { catalogue, keys, models };
}

/** Engines that say when they come and go. */
function engines() {
  const seen: string[] = [];
  const openEngine: EngineOpener = async (entry, _surroundings, { onProgress }) => {
    onProgress?.({ phase: "compile", loaded: 1, total: 2 });
    await Promise.resolve();
    seen.push(`open ${entry.id}`);
    const engine: ChatEngine = {
      provider: "test",
      id: entry.id,
      calls: "text",
      context: entry.context,
      acceptsImages: false,
      async *stream() {
        await Promise.resolve();
        yield { type: "end", reason: "stop" };
      },
      dispose: () => Promise.resolve(void seen.push(`dispose ${entry.id}`)),
    };
    return engine;
  };
  return { seen, openEngine };
}

test("one model at a time is in the tab, and the same one is not loaded twice", async () => {
  const { seen, openEngine } = engines();
  const { models } = await opener(openEngine);
  await Promise.all([models.open("tour/first-app"), models.open("tour/first-app"), models.open("gguf/smollm3-3b")]);
  expect(seen).toEqual(["open tour/first-app", "dispose tour/first-app", "open gguf/smollm3-3b"]);
  expect(models.resident.get()).toEqual({ type: "ready", id: "gguf/smollm3-3b" });
  await models.release();
  expect(models.resident.get()).toBeUndefined();
});

test("a model that fails to load leaves nothing behind, and the next one opens", async () => {
  const { openEngine } = engines();
  let calls = 0;
  const { models } = await opener((...given) =>
    calls++ === 0 ? Promise.reject(new Error("no")) : openEngine(...given),
  );
  await expect(models.open("tour/first-app")).rejects.toThrow("no");
  expect(models.resident.get()).toBeUndefined();
  expect((await models.open("tour/first-app")).label).toBe("Guided tour");
});

test("an engine that failed in the middle of an answer is let go of, and the next question loads the model anew", async () => {
  const { seen, openEngine } = engines();
  const failing: EngineOpener = async (...asked) => ({
    ...(await openEngine(...asked)),
    async *stream() {
      await Promise.resolve();
      yield { type: "text", text: "Hello wor" };
      throw new ModelFailure("gpu-lost", "The GPU was taken away.", ["retry"]);
    },
  });
  const { models } = await opener(failing);
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "Hi." }] }];
  const ask = async () => {
    const said: string[] = [];
    const { stream } = await (await models.open("tour/first-app")).provider.doStream({ prompt });
    for await (const part of stream) {
      if (part.type === "text-delta") said.push(part.delta);
      if (part.type === "error") said.push((part.error as ModelFailure).code);
    }
    return said;
  };
  expect(await ask()).toEqual(["Hello wor", "gpu-lost"]);
  expect(models.resident.get()).toBeUndefined();
  await ask();
  expect(seen).toEqual([
    "open tour/first-app",
    "dispose tour/first-app",
    "open tour/first-app",
    "dispose tour/first-app",
  ]);
});

test("an opened model says what an agent has to know", async () => {
  const { models, keys } = await opener(engines().openEngine);
  await keys.set("anthropic", "k");
  const opened = await models.open("anthropic/claude-opus-5-5");
  expect(opened).toMatchObject({ sees: true, small: false, caching: "anthropic", prices: { input: 4, output: 20 } });
  expect(await models.open("web-llm/qwen3-4b")).toMatchObject({
    small: true,
    contextWindow: 4096,
    prices: { input: 0 },
  });
  expect(await models.open("tour/first-app")).toMatchObject({ small: false });
});

test("a model that is gone from the catalogue is refused with a way on", async () => {
  const { models } = await opener(engines().openEngine);
  await expect(models.open("gone")).rejects.toThrow("Choose another one");
});

test("an entry with an address of its own doesn't get the provider's key", async () => {
  const { models, catalogue, keys } = await opener(engines().openEngine);
  const preset = presets.find(({ id }) => id === "openai/gpt-5.4");
  if (!preset) throw new Error("no preset");
  const source = { type: "cloud", provider: "openai", model: "gpt-5.4" } as const;
  await keys.set("openai", "sk-mine");
  catalogue.put({ ...preset, id: "own/evil", source: { ...source, baseUrl: "https://evil.example/v1" } });
  catalogue.put({ ...preset, id: "own/same", source: { ...source, baseUrl: "https://api.openai.com/v1/" } });
  await expect(models.open("own/evil")).rejects.toThrow("needs a key");
  expect((await models.open("own/same")).id).toBe("own/same");
});

test("a changed entry is loaded anew", async () => {
  const { seen, openEngine } = engines();
  const { models, catalogue } = await opener(openEngine);
  const preset = presets.find(({ id }) => id === "tour/first-app");
  if (!preset) throw new Error("no tour");
  await models.open(preset.id);
  catalogue.put({ ...preset, source: { type: "tour", tour: "own", script: "# T\n\n## S\n\nHi." } });
  await models.open(preset.id);
  expect(seen).toEqual(["open tour/first-app", "dispose tour/first-app", "open tour/first-app"]);
});
