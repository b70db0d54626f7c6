import { expect, test } from "vitest";
import { createModelCatalogue } from "./catalogue";
import { costOf } from "./cost";
import { choiceFor, defaultModelSettings, parseModelSettings } from "./model-settings";
import { parseEntries, parseEntry } from "./parse-entry";
import { defaultModelId, presets } from "./presets.data";

test("every preset is a valid entry, with an id of its own", () => {
  for (const preset of presets) expect(parseEntry(JSON.parse(JSON.stringify(preset)))).toEqual(preset);
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  expect(presets.some(({ id }) => id === defaultModelId)).toBe(true);
});

test("WebGPU presets name models of the runtime's own list, with the memory that it states", async () => {
  const { prebuiltAppConfig } = await import("@mlc-ai/web-llm");
  for (const { source, memory = 0, context } of presets) {
    if (source.type !== "web-llm") continue;
    const record = prebuiltAppConfig.model_list.find(({ model_id: id }) => id === source.model);
    expect(record?.vram_required_MB).toBeCloseTo(memory / 1e6, -1);
    expect(record?.overrides?.context_window_size).toBe(context);
    expect(prebuiltAppConfig.model_list.some(({ model_id: id }) => id === source.withoutF16)).toBe(true);
  }
});

test("an entry of the user's takes the place of a preset and gives it back", () => {
  const catalogue = createModelCatalogue();
  const [preset] = presets;
  if (!preset) throw new Error("no presets");
  catalogue.put({ ...preset, name: "Mine" }, { ...preset, id: "own/one" });
  expect(catalogue.find(preset.id)?.name).toBe("Mine");
  expect(catalogue.entries.get()).toHaveLength(presets.length + 1);
  catalogue.remove(preset.id);
  expect(catalogue.find(preset.id)).toEqual(preset);
  expect(catalogue.isOwn("own/one")).toBe(true);
});

test("what is exported can be imported", () => {
  const from = createModelCatalogue();
  const [preset] = presets;
  if (!preset) throw new Error("no presets");
  from.put({ ...preset, id: "own/one" });
  const into = createModelCatalogue();
  expect(into.importJson(from.exportJson())).toBe(1);
  expect(into.find("own/one")).toEqual({ ...preset, id: "own/one" });
});

test.each([
  ["nothing", "not JSON"],
  ["[{}]", "id"],
  [
    JSON.stringify({ ...presets[0], source: { type: "server", baseUrl: "javascript:alert(1)", model: "x" } }),
    "baseUrl",
  ],
  [JSON.stringify({ ...presets[0], context: 3 }), "context"],
])("a bad catalogue is refused with the field that is wrong: %s", (json, field) => {
  expect(() => parseEntries(json)).toThrow(field);
});

test("cost counts cached tokens at their own price", () => {
  const price = { input: 3, output: 15, cachedInput: 0.3, asOf: "2026-01" };
  expect(costOf(price, { input: 1_000_000, cachedInput: 400_000, output: 100_000 })).toBeCloseTo(1.8 + 0.12 + 1.5);
  expect(costOf(undefined, { input: 1, output: 1 })).toBeUndefined();
});

test("settings of any origin give valid settings; a task without a choice takes the main one", () => {
  expect(parseModelSettings("x")).toEqual(defaultModelSettings);
  const settings = parseModelSettings({ choices: { main: "a", small: "", vision: "b" }, servers: [{ id: 1 }] });
  expect(settings).toEqual({ choices: { main: "a", vision: "b" }, servers: [] });
  expect(choiceFor(settings, "agents")).toBe("a");
});
