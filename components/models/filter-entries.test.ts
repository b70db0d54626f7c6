import { expect, test } from "vitest";
import { createModelCatalogue, type Machine } from "@/lib/studio";
import { everything, filterEntries, type CatalogueFilter } from "./filter-entries";
import { formatBytes, formatDollars, formatTokens } from "./format";

const machine: Machine = {
  gpu: { type: "none", why: "none" },
  cores: 2,
  memory: 4,
  freeStorage: 20e9,
  persistent: false,
  isolated: true,
  memory64: true,
  online: true,
};
const entries = createModelCatalogue().entries.get();
const ids = (filter: Partial<CatalogueFilter>) =>
  filterEntries(entries, { ...everything, ...filter }, machine).map(({ id }) => id);

test("without a filter everything is there", () => {
  expect(ids({})).toHaveLength(entries.length);
});

test("words are looked for in any order, in name, family and id", () => {
  expect(ids({ text: "processor qwen" })).toEqual(["gguf/qwen2.5-coder-1.5b"]);
});

test("filters add up", () => {
  expect(ids({ where: "here", vision: true, open: true, fits: true })).toEqual(["gguf/smolvlm2-2.2b"]);
  expect(ids({ where: "here", tools: true, largest: 1.5e9 })).toEqual(["gguf/qwen2.5-coder-1.5b"]);
  expect(ids({ where: "here", fits: true }).some((id) => id.startsWith("web-llm/"))).toBe(false);
});

test("sizes are told as people tell them", () => {
  expect([formatBytes(1_630_000_000), formatBytes(44_000_000), formatBytes(900)]).toEqual(["1.6 GB", "44 MB", "1 kB"]);
  expect([formatTokens(4096), formatTokens(1_000_000), formatTokens(131_072), formatTokens(200_000)]).toEqual([
    "4k",
    "1M",
    "128k",
    "200k",
  ]);
  expect([formatDollars(5), formatDollars(0.25)]).toEqual(["$5", "$0.25"]);
});
