import { expect, test } from "vitest";
import type { ModelEntry } from "../catalogue/model-entry";
import { presets } from "../catalogue/presets.data";
import { detectGpu } from "./detect-machine";
import { judge } from "./judge";
import type { Machine } from "./machine";
import { recommend } from "./recommend";

const gpu = { type: "gpu", name: "apple m3", f16: true, largestBuffer: 1e9 } as const;
const laptop: Machine = {
  gpu,
  cores: 8,
  memory: 8,
  freeStorage: 20e9,
  persistent: false,
  isolated: true,
  memory64: true,
  online: true,
};
const school: Machine = { ...laptop, gpu: { type: "none", why: "This browser has no WebGPU." }, cores: 2, memory: 4 };
const preset = (id: string): ModelEntry => {
  const found = presets.find((entry) => entry.id === id);
  if (!found) throw new Error(id);
  return found;
};

test.each([
  ["tour/first-app", school, "fits"],
  ["web-llm/qwen3-1.7b", school, "unfit"],
  ["web-llm/qwen3-1.7b", laptop, "fits"],
  ["web-llm/qwen2.5-coder-7b", laptop, "tight"],
  ["gguf/smollm3-3b", school, "tight"],
  ["gguf/smollm3-3b", { ...school, memory: 2 }, "unfit"],
  ["gguf/smollm3-3b", { ...laptop, freeStorage: 1e9 }, "unfit"],
  ["gguf/smollm3-3b", { ...laptop, memory64: false }, "unfit"],
  ["anthropic/claude-opus-5-5", { ...laptop, online: false }, "unfit"],
  ["server/code-llama-4", { ...school, online: false }, "fits"],
] as const)("judges %s", (id, machine, type) => {
  expect(judge(preset(id), machine).type).toBe(type);
});

test("a model that is downloaded already needs no more room", () => {
  const full = { ...laptop, freeStorage: 1e6 };
  expect(judge(preset("gguf/smollm3-3b"), full).type).toBe("unfit");
  expect(judge(preset("gguf/smollm3-3b"), full, true).type).toBe("fits");
});

test("without 16-bit floats a model is fit when it has a version without them", () => {
  const machine: Machine = { ...laptop, gpu: { ...gpu, f16: false } };
  const entry = preset("web-llm/qwen3-1.7b");
  expect(judge(entry, machine).type).toBe("fits");
  const only = { ...entry, source: { type: "web-llm", model: "Qwen3-1.7B-q4f16_1-MLC" } as const };
  expect(judge(only, machine).type).toBe("unfit");
});

const nothing = { keys: [], servers: [] };

test("recommends a key first, then an own server, then the GPU, then the tour, each with its reason", () => {
  const servers = [{ baseUrl: "http://localhost:11434/v1", models: ["qwen2.5-coder:7b"] }];
  expect(recommend(presets, { machine: laptop, keys: ["google"], servers }).id).toBe("google/gemini-3.5-flash");
  expect(recommend(presets, { machine: laptop, keys: [], servers }).id).toBe("server/qwen2.5-coder-7b");
  expect(recommend(presets, { machine: laptop, ...nothing })).toMatchObject({ id: "web-llm/qwen3.5-4b" });
  const tour = recommend(presets, { machine: school, ...nothing });
  expect(tour.id).toBe("tour/first-app");
  expect(tour.reason).toContain("no WebGPU");
});

test("offline a key helps nothing", () => {
  expect(recommend(presets, { machine: { ...school, online: false }, keys: ["openai"], servers: [] }).id).toBe(
    "tour/first-app",
  );
});

const adapter = { features: { has: () => true }, limits: { maxStorageBufferBindingSize: 1 } };

test.each([
  ["nothing", undefined, "none"],
  ["no adapter", null, "none"],
  ["a software renderer", { ...adapter, info: { vendor: "google", architecture: "swiftshader" } }, "none"],
  ["a fallback adapter", { ...adapter, isFallbackAdapter: true }, "none"],
  ["a GPU", { ...adapter, info: { vendor: "nvidia", architecture: "ampere" } }, "gpu"],
])("%s counts as %s", async (_title, found, type) => {
  const access = found === undefined ? undefined : { requestAdapter: () => Promise.resolve(found) };
  expect((await detectGpu(access)).type).toBe(type);
});
