import { callKeys } from "./json-calls";

/** How a stretch of an answer that may be a call begins, and what ends it. */
export interface Opener {
  readonly open: string;
  /** Any of these ends it; with none it ends with its brackets (`balanced`) or with the answer. */
  readonly close: readonly string[];
  readonly balanced?: boolean;
  readonly announced: boolean;
  /** Counts only where nothing but blanks precede it on its line. */
  readonly lineStart?: boolean;
  /** Looks at what has come so far: a call, prose, or not yet to be told. */
  readonly admits?: (held: string) => boolean | undefined;
}

const announcedBy: readonly (readonly [string, readonly string[]])[] = [
  ["<tool_call", ["</tool_call>", "</tool_calls>"]],
  ["<tool_use", ["</tool_use>"]],
  ["<function_call", ["</function_call>", "</function_calls>"]],
  ["<function=", ["</function>"]],
  ["<invoke ", ["</invoke>"]],
  ["<|python_tag|>", ["<|eom_id|>", "<|eot_id|>"]],
  ["<|python_start|>", ["<|python_end|>"]],
  ["<|tool_call", ["<|tool_calls_section_end|>", "<|/tool_call|>"]],
  ["[TOOL_CALLS]", ["</s>"]],
  ["<｜tool▁call", ["<｜tool▁calls▁end｜>"]],
];

/** Languages of a fence in which a call may stand; in a fence of any other it is an example. */
const fenceLanguages = new Set([
  "",
  "json",
  "json5",
  "jsonc",
  "xml",
  "tool_call",
  "tool_calls",
  "tool_code",
  "tool",
  "tool_use",
  "function_call",
  "action",
]);

export function openersFor(names: readonly string[]): readonly Opener[] {
  const called = names.map((name) => `${name}(`);
  const startsCall = (text: string): boolean | undefined => admitsAny(text, called);
  return [
    ...announcedBy.map(([open, close]) => ({ open, close, announced: true })),
    {
      open: "```",
      close: ["\n```"],
      announced: false,
      lineStart: true,
      admits: (held) => admitsFence(held, startsCall),
    },
    { open: "{", close: [], balanced: true, announced: false, lineStart: true, admits: admitsObject },
    {
      open: "[",
      close: [],
      balanced: true,
      announced: false,
      lineStart: true,
      admits: (held) => admitsList(held, startsCall),
    },
    { open: "Action:", close: ["\nObservation"], announced: false, lineStart: true, admits: admitsAction },
    ...called.map((open) => ({ open, close: [], balanced: true, announced: false, lineStart: true })),
    ...names.map((name) => ({ open: `<${name}>`, close: [`</${name}>`], announced: false, lineStart: true })),
  ];
}

function admitsObject(held: string): boolean | undefined {
  const start = held.replace(/^\{(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/, "{");
  if (start.startsWith("{/")) return held.length > 400 ? false : undefined;
  const key = /^\{["'“]?(\w+)["'”\s:]/.exec(start)?.[1];
  if (key !== undefined) return callKeys.has(key);
  return start.length <= 80 && /^\{(?:["'“]?\w*)?$/.test(start) ? undefined : false;
}

function admitsList(held: string, startsCall: (text: string) => boolean | undefined): boolean | undefined {
  const inner = held.slice(1).trimStart();
  if (inner === "") return held.length > 80 ? false : undefined;
  return inner.startsWith("{") ? admitsObject(inner) : startsCall(inner);
}

function admitsFence(held: string, startsCall: (text: string) => boolean | undefined): boolean | undefined {
  const line = /^```([^\n]*)\n/.exec(held);
  if (!line) return held.length > 40 ? false : undefined;
  const language = (line[1] ?? "").trim().toLowerCase();
  const body = held.slice(line[0].length).trimStart();
  if (language === "python") return body === "" ? undefined : startsCall(body);
  if (!fenceLanguages.has(language)) return false;
  if (language !== "" && language !== "json" && language !== "xml") return true;
  return admitsBody(body, startsCall);
}

function admitsBody(body: string, startsCall: (text: string) => boolean | undefined): boolean | undefined {
  if (body === "") return undefined;
  if (body.startsWith("{")) return admitsObject(body);
  if (body.startsWith("[")) return admitsList(body, startsCall);
  return body.startsWith("<") || startsCall(body);
}

function admitsAction(held: string): boolean | undefined {
  if (/^Action:\s*\**[\w.`"-]+\**\s*\n\s*\**Action[ _]Input/i.test(held)) return true;
  return held.length > 120 || /\n.*\n/.test(held) ? false : undefined;
}

function admitsAny(text: string, starts: readonly string[]): boolean | undefined {
  if (starts.some((start) => text.startsWith(start))) return true;
  return starts.some((start) => start.startsWith(text)) ? undefined : false;
}
