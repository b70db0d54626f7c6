import { z } from "zod";
import type { DeferredTool } from "./context";
import { defineTool } from "./tool";

function score(tool: DeferredTool, words: readonly string[]): number {
  const name = tool.name.toLowerCase();
  const text = `${name} ${tool.aliases.join(" ")} ${tool.description}`.toLowerCase();
  return words.reduce(
    (sum, word) => sum + (name === word ? 10 : name.includes(word) ? 4 : text.includes(word) ? 1 : 0),
    0,
  );
}

export const toolSearch = defineTool({
  name: "ToolSearch",
  aliases: ["tool_search"],
  description:
    "Find further tools by what they do, such as `notebook`, `search the web` or a server's name. Those found can be called from the next step on.",
  input: z.object({ query: z.string().min(1), limit: z.number().int().min(1).max(20).optional() }),
  title: ({ query }) => query,
  access: { type: "none" },
  async run({ query, limit = 5 }, { deferred }) {
    const words = query
      .toLowerCase()
      .split(/[^a-z0-9_]+/)
      .filter((word) => word.length > 1);
    const ranked = deferred
      .list()
      .map((tool) => ({ tool, points: score(tool, words) }))
      .filter(({ points }) => points > 0)
      .toSorted((a, b) => b.points - a.points)
      .slice(0, limit);
    if (ranked.length === 0)
      return `No further tool fits. There are: ${
        deferred
          .list()
          .map(({ name }) => name)
          .join(", ") || "none"
      }.`;
    deferred.reveal(ranked.map(({ tool }) => tool.name));
    return ranked.map(({ tool }) => `${tool.name}: ${tool.description.split("\n", 1)[0]}`).join("\n");
  },
});
