import { expect, test } from "vitest";
import type { ProviderModel } from "@/lib/agent";
import { createStore } from "@/lib/base";
import type { ModelEntry } from "@/lib/models";
import { createAgentModels } from "./agent-models";
import type { ModelDesk } from "./model-desk";

const entry = (id: string, source: ModelEntry["source"]): ModelEntry => ({
  id,
  name: id,
  family: "x",
  source,
  context: 100_000,
  vision: false,
  calls: "native",
  verified: true,
});

function desk() {
  const opened: string[] = [];
  const entries = createStore<readonly ModelEntry[]>([
    entry("cloud", { type: "cloud", provider: "anthropic", model: "m" }),
    entry("school", { type: "server", baseUrl: "http://localhost:1", model: "m" }),
    entry("tour", { type: "tour", tour: "t" }),
  ]);
  const open = async (id: string) => {
    opened.push(id);
    throw new Error("opened");
  };
  return { opened, desk: { catalogue: { entries }, opener: { open } } as unknown as ModelDesk };
}

test("a project that isn't trusted reaches no key and no server, even when trust is taken later", async () => {
  const { opened, desk: fake } = desk();
  let trusted = true;
  const models = createAgentModels(fake, () => trusted);
  const ask = async (id: string) => {
    const provider = models().find((model) => model.id === id)?.provider as ProviderModel;
    await provider.doStream({ prompt: [] });
  };

  await expect(ask("cloud")).rejects.toThrow("opened");
  trusted = false;
  await expect(ask("cloud")).rejects.toMatchObject({ code: "EACCES" });
  await expect(ask("school")).rejects.toMatchObject({ code: "EACCES" });
  await expect(ask("tour")).rejects.toThrow("opened");
  expect(opened).toEqual(["cloud", "tour"]);
});

test("a model keeps its identity from one asking to the next", () => {
  const models = createAgentModels(desk().desk, () => true);
  expect(models()[0]).toBe(models()[0]);
});
