// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** What stands in the catalogue, its settings and their words, and nowhere else. */
const marks = ["Qwen3-1.7B-q4f16_1-MLC", "Look for servers", "Names sessions and sums up", "OLLAMA_ORIGINS"];

/** Kilobytes of the workbench's first scripts in which any of the catalogue or the settings is. */
export function measureFirstLoad(root) {
  const stats = JSON.parse(readFileSync(join(root, ".next/diagnostics/route-bundle-stats.json"), "utf8"));
  const { firstLoadChunkPaths } = stats.find(({ route }) => route === "/p/[id]");
  const texts = firstLoadChunkPaths.map((path) => readFileSync(join(root, path), "utf8"));
  if (texts.join("").length < 100_000) throw new Error("The workbench's first scripts weren't found.");
  const holding = texts.filter((text) => marks.some((mark) => text.includes(mark)));
  const value = holding.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1000;
  return { name: "first scripts that hold the catalogue or its settings, gz", value, unit: "kB", most: 15 };
}
