import type { ChatTool } from "../chat-engine";
import { jsonCalls, type WrittenCall } from "./json-calls";
import { elementCalls, keyValueCalls, markupCalls, namedObjectCalls } from "./markup-calls";
import { pythonicCalls } from "./pythonic-calls";
import { fitInput, toolNamed } from "./tool-input";

export interface ReadCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * The calls that a piece of an answer stands for, whatever the dialect.
 * `announced` means that a marker said "here comes a call": then a name that no tool bears is still a call, so that
 * the model hears of its mistake. Without it only calls of known tools count, and everything else is prose.
 */
export function readWrittenCalls(text: string, tools: readonly ChatTool[], announced: boolean): ReadCall[] {
  const names = tools.map((tool) => tool.name);
  const dialects: (() => WrittenCall[])[] = [
    () => keyValueCalls(text),
    () => markupCalls(text),
    () => elementCalls(text, names),
    () => reactCalls(text),
    () => namedObjectCalls(text).filter(({ name }) => toolNamed(tools, name)),
    () => jsonCalls(text),
    () => pythonicCalls(text, names),
    () => (announced ? namedObjectCalls(text) : []),
  ];
  for (const dialect of dialects) {
    const known = dialect().flatMap((call) => settle(call, tools, announced));
    if (known.length > 0) return known;
  }
  return [];
}

function settle(call: WrittenCall, tools: readonly ChatTool[], announced: boolean): ReadCall[] {
  const tool = toolNamed(tools, call.name);
  if (!tool && !announced) return [];
  return [{ name: tool?.name ?? call.name, input: fitInput(tool, call.input) }];
}

/** `Action: Name` and `Action Input: {…}` on lines of their own. */
function reactCalls(text: string): WrittenCall[] {
  const action =
    /(?:^|\n)\s*\**Action\**\s*:\**\s*[`"]?([\w.-]+)[`"]?\s*\n\s*\**Action[ _]Input\**\s*:\**\s*([\s\S]*?)(?=\n\s*\**(?:Observation|Action|Thought)\b|$)/gi;
  return [...text.matchAll(action)].flatMap(([, name = "", input = ""]) => {
    const [call] = jsonCalls(`{"name": ${JSON.stringify(name)}, "input": ${input.trim() || "{}"}}`);
    return call ? [call] : [];
  });
}
