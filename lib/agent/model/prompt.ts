import type { ToolOutput } from "@/lib/tools";
import type { Attachment } from "../view";
import type { Branch, CallResult, Entry, StepPart } from "../log/session-state";
import type { PromptMessage } from "./model";

export const interruptedCall = "Interrupted before it ended.";
const droppedOutput = "[Output left out to save room. Run the call again if you need it.]";

type UserPart = Extract<PromptMessage, { role: "user" }>["content"][number];
type AssistantPart = Extract<PromptMessage, { role: "assistant" }>["content"][number];
type ToolPart = Extract<Extract<PromptMessage, { role: "tool" }>["content"][number], { type: "tool-result" }>;
type ProviderOptions = PromptMessage["providerOptions"];

/** Text from outside is fenced and named, so that a model can tell it from what the user says. */
function attachmentParts(attachment: Attachment, sees: boolean): readonly UserPart[] {
  switch (attachment.type) {
    case "image":
      return sees
        ? [{ type: "file", mediaType: attachment.mediaType, data: { type: "data", data: attachment.data } }]
        : [{ type: "text", text: `[The picture ${attachment.name} is attached; this model can't see pictures.]` }];
    case "file":
      return [
        {
          type: "text",
          text: `<attached-file path=${JSON.stringify(attachment.path)}>\n${attachment.text ?? "(read it with Read)"}\n</attached-file>`,
        },
      ];
    default:
      return [
        {
          type: "text",
          text: `<picked-element selector=${JSON.stringify(attachment.selector)} page=${JSON.stringify(attachment.url)}>\n${attachment.html}\n</picked-element>`,
        },
      ];
  }
}

function assistantPart(part: StepPart): AssistantPart {
  const provider = part.provider ? { providerOptions: part.provider as ProviderOptions } : {};
  if (part.type === "call")
    return { type: "tool-call", toolCallId: part.call, toolName: part.name, input: part.input, ...provider };
  return { type: part.type, text: part.text, ...provider };
}

function outputOf(result: CallResult | undefined, sees: boolean): ToolPart["output"] {
  if (!result) return { type: "error-text", value: interruptedCall };
  const text = result.output.flatMap((item) => (item.type === "text" ? [item.text] : [])).join("\n");
  if (result.end !== "done") return { type: "error-text", value: text || interruptedCall };
  const images = result.output.filter((item): item is Extract<ToolOutput, { type: "image" }> => item.type === "image");
  if (images.length === 0) return { type: "text", value: text };
  if (!sees)
    return {
      type: "text",
      value: `${text}\n[${images.length} picture(s) left out: this model can't see pictures.]`.trim(),
    };
  return {
    type: "content",
    value: [
      ...(text === "" ? [] : [{ type: "text" as const, text }]),
      ...images.map((image) => ({
        type: "file" as const,
        mediaType: image.mediaType,
        data: { type: "data" as const, data: image.data },
      })),
    ],
  };
}

const dropped = (result: CallResult): boolean =>
  result.output.some((item) => item.type === "image" || item.text.length > 400);

function stepMessages(
  entry: Extract<Entry, { type: "step" }>,
  branch: Branch,
  sees: boolean,
): readonly PromptMessage[] {
  const speaking = entry.parts.filter((part) => part.type !== "text" || part.text.trim() !== "");
  if (!speaking.some((part) => part.type !== "reasoning")) return [];
  const calls = speaking.filter((part) => part.type === "call");
  if (entry.failed && calls.length === 0) return [];
  const assistant: PromptMessage = { role: "assistant", content: speaking.map(assistantPart) };
  if (calls.length === 0) return [assistant];
  const content = calls.map((call): ToolPart => {
    const result = entry.results.get(call.call);
    const stub = result && result.seq <= branch.droppedUpTo && dropped(result);
    return {
      type: "tool-result",
      toolCallId: call.call,
      toolName: call.name,
      output: stub ? { type: "text", value: droppedOutput } : outputOf(result, sees),
    };
  });
  return [assistant, { role: "tool", content }];
}

function messagesOf(entry: Entry, branch: Branch, sees: boolean): readonly PromptMessage[] {
  if (entry.type === "step") return stepMessages(entry, branch, sees);
  if (entry.type === "summary") {
    const text = `<summary-of-the-conversation-so-far>\n${entry.text}\n</summary-of-the-conversation-so-far>`;
    return [{ role: "user", content: [{ type: "text", text }] }];
  }
  const attached = entry.attachments.flatMap((attachment) => attachmentParts(attachment, sees));
  return [{ role: "user", content: [...attached, { type: "text", text: entry.text }] }];
}

/** The conversation as the provider gets it: every call has exactly one result, in call order, whatever the log ends with. */
export function promptOf(branch: Branch, sees: boolean): PromptMessage[] {
  return branch.entries.flatMap((entry) => messagesOf(entry, branch, sees));
}
