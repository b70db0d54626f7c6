import type { LanguageModelV4Message, LanguageModelV4Prompt, LanguageModelV4ToolResultPart } from "@ai-sdk/provider";
import type { ChatCall, ChatMessage } from "./chat-engine";

type Content<R extends LanguageModelV4Message["role"]> = Extract<LanguageModelV4Message, { role: R }>["content"];
type FilePart = Extract<Content<"user">[number], { type: "file" }>;
type Output = LanguageModelV4ToolResultPart["output"];

/** A prompt of the AI SDK in the words of a chat engine. `onIgnored` hears of parts that an engine can't take. */
export function toChatMessages(
  prompt: LanguageModelV4Prompt,
  onIgnored: (what: string) => void = () => undefined,
): ChatMessage[] {
  return prompt.flatMap((message): ChatMessage[] => {
    switch (message.role) {
      case "system":
        return [{ role: "system", text: message.content }];
      case "user":
        return [fromUser(message.content, onIgnored)];
      case "assistant":
        return [fromAssistant(message.content)];
      default:
        return message.content.flatMap((part) => (part.type === "tool-result" ? [fromResult(part)] : []));
    }
  });
}

function fromUser(content: Content<"user">, onIgnored: (what: string) => void): ChatMessage {
  const texts: string[] = [];
  const images: Uint8Array[] = [];
  for (const part of content) {
    if (part.type === "text") texts.push(part.text);
    else if (part.data.type === "text") texts.push(part.data.text);
    else {
      const image = imageOf(part);
      if (image) images.push(image);
      else onIgnored(`a file of type ${part.mediaType}`);
    }
  }
  const text = texts.join("\n");
  return images.length > 0 ? { role: "user", text, images } : { role: "user", text };
}

function imageOf(part: FilePart): Uint8Array | undefined {
  if (part.data.type !== "data" || !part.mediaType.startsWith("image")) return undefined;
  const { data } = part.data;
  return typeof data === "string" ? Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)) : data;
}

function fromAssistant(content: Content<"assistant">): ChatMessage {
  let text = "";
  const calls: ChatCall[] = [];
  for (const part of content) {
    if (part.type === "text") text += part.text;
    if (part.type === "tool-call")
      calls.push({ id: part.toolCallId, name: part.toolName, input: inputText(part.input) });
  }
  return { role: "assistant", text, calls };
}

const inputText = (input: unknown): string => (typeof input === "string" ? input : JSON.stringify(input ?? {}));

function fromResult({ toolCallId, toolName, output }: LanguageModelV4ToolResultPart): ChatMessage {
  return { role: "tool", id: toolCallId, name: toolName, text: outputText(output), outcome: outcomeOf(output) };
}

function outcomeOf(output: Output): Extract<ChatMessage, { role: "tool" }>["outcome"] {
  if (output.type === "execution-denied") return "refused";
  if (output.type === "error-text" && output.value.startsWith("The user refused")) return "refused";
  return output.type.startsWith("error-") ? "failed" : "done";
}

function outputText(output: Output): string {
  switch (output.type) {
    case "text":
    case "error-text":
      return output.value;
    case "json":
    case "error-json":
      return JSON.stringify(output.value);
    case "execution-denied":
      return output.reason ?? "The user refused this call.";
    default:
      return output.value.map((item) => (item.type === "text" ? item.text : `[${item.type}]`)).join("\n");
  }
}
