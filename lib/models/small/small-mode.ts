import type { ChatTool } from "../chat-engine";

/** What a model with little room and little training gets, so that it stays useful. */
export interface SmallMode {
  readonly mostTools: number;
  /** Tokens that a tool's result may take. */
  readonly resultTokens: number;
  /** Tokens for the whole prompt, tools included. */
  readonly promptTokens: number;
  /** Tokens for the instructions before they are replaced by the short ones. */
  readonly instructionTokens: number;
  readonly answerTokens: number;
}

/** The mode for a window of that many tokens; a roomy one needs none. */
export function smallModeFor(context: number): SmallMode | undefined {
  if (context > 16_384) return undefined;
  if (context > 8192) return mode(context, 7, 1600);
  return context > 4096 ? mode(context, 6, 900) : mode(context, 5, 400);
}

function mode(context: number, mostTools: number, resultTokens: number): SmallMode {
  const answerTokens = Math.floor(Math.min(2048, context * 0.3));
  return {
    mostTools,
    resultTokens,
    answerTokens,
    promptTokens: Math.floor(context * 0.96) - answerTokens,
    instructionTokens: Math.floor(context / 8),
  };
}

/** Tools in the order in which a small model misses them. */
const preferred = ["Read", "Write", "Edit", "Bash", "Preview", "Grep", "Glob"];

/** The tools that a small model can tell apart; those that it knows how to want come first. */
export function toolsForSmallModel(tools: readonly ChatTool[], most: number): readonly ChatTool[] {
  if (tools.length <= most) return tools;
  const known = preferred.flatMap((name) => tools.filter((tool) => tool.name === name));
  return [...known, ...tools.filter((tool) => !known.includes(tool))].slice(0, most);
}

/** Stands in for instructions that a small model has no room for. */
export const smallModelInstructions = `You are a coding agent. You work in a project folder with tools.
- Do one small step at a time: one tool call, then wait for its result.
- Look before you change: read a file before you edit it.
- Write complete files. Never leave placeholders.
- When something fails, read the error and mend its cause.
- When the task is done, say so in one or two sentences without a tool call.`;
