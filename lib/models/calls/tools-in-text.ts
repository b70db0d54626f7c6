import type { ChatMessage, ChatTool } from "../chat-engine";
import { recordOf } from "./tool-input";

/** A conversation in which calls and results are plain text, for a model whose template knows no tools. */
export function withToolsInText(
  messages: readonly ChatMessage[],
  tools: readonly ChatTool[],
  required: boolean,
): ChatMessage[] {
  const written = messages.map(asText);
  if (tools.length === 0) return merged(written);
  const first = written.findIndex(({ role }) => role === "system");
  const notice = describeTools(tools, required);
  if (first < 0) return merged([{ role: "system", text: notice }, ...written]);
  return merged(
    written.map((message, at) => (at === first ? { ...message, text: `${message.text}\n\n${notice}` } : message)),
  );
}

/** How a call is written, with one line for each tool. */
export function describeTools(tools: readonly ChatTool[], required: boolean): string {
  const lines = tools.map((tool) => `- ${tool.name}${signatureOf(tool)}: ${firstSentence(tool.description)}`);
  return `# Tools
${required ? "Answer with one call of a tool" : "To use a tool, write one call"} in exactly this form, then stop and wait for its result:
<tool_call>
{"name": "ToolName", "arguments": {"key": "value"}}
</tool_call>
${lines.join("\n")}`;
}

function signatureOf({ schema }: ChatTool): string {
  const required = new Set(Array.isArray(schema["required"]) ? schema["required"] : []);
  const fields = Object.entries(recordOf(schema["properties"])).map(
    ([key, value]) => `"${key}"${required.has(key) ? "" : "?"}: ${typeWord(recordOf(value))}`,
  );
  return ` {${fields.join(", ")}}`;
}

function typeWord(schema: Readonly<Record<string, unknown>>): string {
  const { enum: choices, type } = schema;
  if (Array.isArray(choices)) return choices.map((choice) => JSON.stringify(choice)).join(" | ");
  return typeof type === "string" ? type : Array.isArray(type) ? type.join(" | ") : "any";
}

const firstSentence = (text: string): string => /^[\s\S]*?[.!?](?=\s|$)/.exec(text.trim())?.[0] ?? text.trim();

function asText(message: ChatMessage): ChatMessage {
  if (message.role === "tool") return { role: "user", text: writtenResult(message) };
  if (message.role !== "assistant" || message.calls.length === 0) return message;
  return {
    role: "assistant",
    text: [message.text, ...message.calls.map(writtenCall)].filter(Boolean).join("\n"),
    calls: [],
  };
}

const writtenCall = ({ name, input }: { readonly name: string; readonly input: string }): string =>
  `<tool_call>\n{"name": ${JSON.stringify(name)}, "arguments": ${input || "{}"}}\n</tool_call>`;

const outcomes = { done: "", failed: "FAILED: ", refused: "REFUSED: " } as const;

const writtenResult = ({ name, text, outcome }: Extract<ChatMessage, { role: "tool" }>): string =>
  `<tool_response>\n${outcomes[outcome]}${name}: ${text}\n</tool_response>`;

/** Many templates insist that user and assistant take turns. */
function merged(messages: readonly ChatMessage[]): ChatMessage[] {
  const turns: ChatMessage[] = [];
  for (const message of messages) {
    const last = turns.at(-1);
    if (last?.role === "user" && message.role === "user") {
      const images = [...(last.images ?? []), ...(message.images ?? [])];
      const text = `${last.text}\n${message.text}`;
      turns[turns.length - 1] = images.length > 0 ? { role: "user", text, images } : { role: "user", text };
    } else turns.push(message);
  }
  return turns;
}
