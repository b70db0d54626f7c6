import type { ChatChunk, ChatEngine } from "@/lib/models";
import { createLanguageModel } from "@/lib/models";
import { builtInTools } from "@/lib/tools";

const chunks = 4000;
const rounds = 9;

/** Text, a thought and a written call, in pieces of a few letters, as a small model prints them. */
function* said(): Generator<ChatChunk> {
  const call = `<tool_call>\n{"name": "Write", "arguments": {"file_path": "a.txt", "content": "${"line of text ".repeat(400)}"}}\n</tool_call>`;
  const text = `<think>${"hm ".repeat(300)}</think>${"Some words, and more words. ".repeat(300)}${call}`;
  for (let at = 0, count = 0; count < chunks; count += 1, at = (at + 5) % text.length)
    yield { type: "text", text: text.slice(at, at + 5) };
  yield { type: "end", reason: "stop" };
}

const engine: ChatEngine = {
  provider: "bench",
  id: "bench",
  calls: "text",
  context: 100_000,
  acceptsImages: false,
  async *stream() {
    yield* said();
  },
  dispose: async () => undefined,
};

/** Milliseconds that a chunk takes on its way from an engine to the AI SDK's stream, tools and dialects included: the median. */
async function measureAdapter(): Promise<number> {
  const model = createLanguageModel(engine, { small: false });
  const tools = builtInTools.map(({ name, description, schema }) => ({
    type: "function" as const,
    name,
    description,
    inputSchema: schema as never,
  }));
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const { stream } = await model.doStream({
      prompt: [{ role: "user", content: [{ type: "text", text: "Go." }] }],
      tools,
    });
    const reader = stream.getReader();
    while (!(await reader.read()).done);
    times.push((performance.now() - start) / chunks);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
}

Object.assign(globalThis, { measureAdapter });
