import type { LanguageModelV4 } from "@ai-sdk/provider";
import { messageOf } from "@/lib/base";
import { readWrittenCalls } from "../calls/written-calls";

export interface ToolProbe {
  /** `native`: it called. `text`: it printed the call. `none`: it did neither. */
  readonly calls: "native" | "text" | "none";
  readonly says: string;
}

const schema = { type: "object" as const, properties: { city: { type: "string" as const } }, required: ["city"] };
const weather = {
  type: "function" as const,
  name: "get_weather",
  description: "The weather in a city.",
  inputSchema: schema,
};

/** Finds out by one real call whether a model behind a server can use tools. */
export async function probeTools(model: LanguageModelV4, signal?: AbortSignal): Promise<ToolProbe> {
  const text = "What is the weather in Oslo? Use the tool.";
  try {
    const { content } = await model.doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text }] }],
      tools: [weather],
      toolChoice: { type: "auto" },
      maxOutputTokens: 400,
      temperature: 0,
      ...(signal ? { abortSignal: signal } : {}),
    });
    if (content.some((part) => part.type === "tool-call" && part.toolName === weather.name)) {
      return { calls: "native", says: "It uses tools." };
    }
    const said = content.map((part) => (part.type === "text" ? part.text : "")).join("");
    const tools = [{ name: weather.name, description: weather.description, schema }];
    if (readWrittenCalls(said, tools, false).length > 0)
      return { calls: "text", says: "It prints its calls as text; we read them." };
    return { calls: "none", says: "It answered without the tool. Choose a model that is made for tools." };
  } catch (error) {
    signal?.throwIfAborted();
    return { calls: "none", says: `It refused a request with tools: ${messageOf(error)}` };
  }
}
