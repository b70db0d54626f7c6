import type { ToolOutput } from "@/lib/tools";
import type { Attachment } from "../view";
import type { Branch, CallResult, Entry, StepPart } from "../log/session-state";
import type { AgentModel, PromptMessage } from "./model";

export const interruptedCall = "Interrupted before it ended.";
const droppedOutput = "[Output left out to save room. Run the call again if you need it.]";

type UserPart = Extract<PromptMessage, { role: "user" }>["content"][number];
type AssistantPart = Extract<PromptMessage, { role: "assistant" }>["content"][number];
type ToolPart = Extract<Extract<PromptMessage, { role: "tool" }>["content"][number], { type: "tool-result" }>;
type ProviderOptions = PromptMessage["providerOptions"];
type Picture = Extract<ToolOutput, { type: "image" }>;

/** What the model can take. */
export type Sight = Pick<AgentModel, "sees" | "seesResults">;

const filePart = ({ mediaType, data }: Pick<Picture, "mediaType" | "data">) => ({
  type: "file" as const,
  mediaType,
  data: { type: "data" as const, data },
});

/** Text from outside is fenced and named, so that a model can tell it from what the user says. */
function attachmentParts(attachment: Attachment, described: string | undefined, sees: boolean): readonly UserPart[] {
  switch (attachment.type) {
    case "image": {
      if (sees) return [filePart(attachment)];
      const told = described ?? "This model can't see pictures. Say so, and ask for it in words.";
      return [{ type: "text", text: `[The picture ${attachment.name} is attached.]\n${told}` }];
    }
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

const picturesOf = ({ end, output }: CallResult): readonly Picture[] =>
  end === "done" ? output.filter((item): item is Picture => item.type === "image") : [];

function outputOf(result: CallResult | undefined, { sees, seesResults }: Sight): ToolPart["output"] {
  if (!result) return { type: "error-text", value: interruptedCall };
  const text = result.output.flatMap((item) => (item.type === "text" ? [item.text] : [])).join("\n");
  if (result.end !== "done") return { type: "error-text", value: text || interruptedCall };
  const pictures = picturesOf(result);
  if (pictures.length === 0) return { type: "text", value: text };
  if (!sees)
    return {
      type: "text",
      value: `${text}\n[${pictures.length} picture(s) left out: this model can't see pictures.]`.trim(),
    };
  if (!seesResults) return { type: "text", value: `${text}\n[It follows.]`.trim() };
  return {
    type: "content",
    value: [...(text === "" ? [] : [{ type: "text" as const, text }]), ...pictures.map(filePart)],
  };
}

/** The pictures that tools gave, for a provider that takes them from a person only. */
function picturesAfter(results: readonly CallResult[], { sees, seesResults }: Sight): readonly PromptMessage[] {
  const pictures = sees && !seesResults ? results.flatMap(picturesOf) : [];
  if (pictures.length === 0) return [];
  const text = "[From the tools, not from the user:]";
  return [{ role: "user", content: [{ type: "text", text }, ...pictures.map(filePart)] }];
}

const dropped = (result: CallResult): boolean =>
  result.output.some((item) => item.type === "image" || item.text.length > 400);

function stepMessages(entry: Extract<Entry, { type: "step" }>, branch: Branch, sight: Sight): readonly PromptMessage[] {
  const speaking = entry.parts.filter((part) => part.type !== "text" || part.text.trim() !== "");
  if (!speaking.some((part) => part.type !== "reasoning")) return [];
  const calls = speaking.filter((part) => part.type === "call");
  if (entry.failed && calls.length === 0) return [];
  const assistant: PromptMessage = { role: "assistant", content: speaking.map(assistantPart) };
  if (calls.length === 0) return [assistant];
  const isStub = (result: CallResult) => result.seq <= branch.droppedUpTo && dropped(result);
  const results = calls.map(({ call }) => entry.results.get(call));
  const content = calls.map((call, at): ToolPart => {
    const result = results[at];
    return {
      type: "tool-result",
      toolCallId: call.call,
      toolName: call.name,
      output: result && isStub(result) ? { type: "text", value: droppedOutput } : outputOf(result, sight),
    };
  });
  const whole = results.flatMap((result) => (result && !isStub(result) ? [result] : []));
  return [assistant, { role: "tool", content }, ...picturesAfter(whole, sight)];
}

function messagesOf(entry: Entry, branch: Branch, sight: Sight): readonly PromptMessage[] {
  if (entry.type === "step") return stepMessages(entry, branch, sight);
  if (entry.type === "summary") {
    const text = `<summary-of-the-conversation-so-far>\n${entry.text}\n</summary-of-the-conversation-so-far>`;
    return [{ role: "user", content: [{ type: "text", text }] }];
  }
  const { attachments, described, text } = entry;
  const attached = attachments.flatMap((one, at) => attachmentParts(one, described.get(at), sight.sees));
  return [{ role: "user", content: [...attached, { type: "text", text }] }];
}

/** The conversation as the provider gets it: every call has exactly one result, in call order, whatever the log ends with. */
export function promptOf(branch: Branch, sight: Sight): PromptMessage[] {
  return branch.entries.flatMap((entry) => messagesOf(entry, branch, sight));
}
