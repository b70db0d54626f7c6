import type { ChatMessage } from "../chat-engine";
import { ModelFailure } from "../model-failure";
import { smallModelInstructions, type SmallMode } from "./small-mode";
import { cutMiddle, estimateTokens } from "./tokens";

/**
 * The conversation as it fits: instructions cut to their share, results cut head and tail, and old steps left out in
 * whole (a call never loses its result). Instructions and the first request stay, so that the beginning of the prompt
 * stays the same from step to step and what the model computed for it can be used again.
 */
export function fitMessages(messages: readonly ChatMessage[], mode: SmallMode, toolTokens: number): ChatMessage[] {
  const cut = messages.map((message) => cutMessage(message, mode));
  const groups = groupSteps(cut);
  const first = groups.findIndex(([message]) => message?.role === "user");
  const kept = groups.slice(0, first + 1);
  const rest = groups.slice(first + 1);
  let room = mode.promptTokens - toolTokens - costOf(kept.flat());
  const latest: ChatMessage[][] = [];
  for (const group of rest.toReversed()) {
    room -= costOf(group);
    if (room < 0) break;
    latest.unshift(group);
  }
  if (room < 0 && latest.length === 0) throw contextFull(mode);
  if (latest.length < rest.length) kept.push([leftOut(rest.length - latest.length)]);
  return [...kept, ...latest].flat();
}

function contextFull(mode: SmallMode): ModelFailure {
  return new ModelFailure(
    "context-full",
    `The last step alone is larger than the ${mode.promptTokens} tokens that this model can read at once. ` +
      "Compact the conversation, ask for a smaller step, or choose a model with a larger window.",
    ["compact", "choose-model"],
  );
}

const leftOut = (steps: number): ChatMessage => ({
  role: "user",
  text: `[${steps} earlier ${steps === 1 ? "step was" : "steps were"} left out for want of room. Read files again if you need them.]`,
});

function cutMessage(message: ChatMessage, mode: SmallMode): ChatMessage {
  if (message.role === "tool") return { ...message, text: cutMiddle(message.text, mode.resultTokens) };
  if (message.role === "user") return { ...message, text: cutMiddle(message.text, Math.floor(mode.promptTokens / 2)) };
  if (message.role === "system" && estimateTokens(message.text) > mode.instructionTokens) {
    return { ...message, text: smallModelInstructions };
  }
  return message;
}

/** A step is an assistant's message with all of its results; any other message stands alone. */
function groupSteps(messages: readonly ChatMessage[]): ChatMessage[][] {
  const groups: ChatMessage[][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (message.role === "tool" && last && last[0]?.role === "assistant") last.push(message);
    else groups.push([message]);
  }
  return groups;
}

function costOf(messages: readonly ChatMessage[]): number {
  return messages.reduce((sum, message) => sum + 6 + estimateTokens(textOf(message)), 0);
}

function textOf(message: ChatMessage): string {
  if (message.role !== "assistant") return message.text;
  return message.text + message.calls.map(({ name, input }) => name + input).join("");
}
