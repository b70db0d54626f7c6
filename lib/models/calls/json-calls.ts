import { parseLenientJson } from "./lenient-json";
import { recordOf } from "./tool-input";

/** A call as it was written: nothing says yet that such a tool exists. */
export interface WrittenCall {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

const nameKeys = ["name", "tool", "tool_name", "toolName", "function", "function_name", "recipient_name", "action"];
const inputKeys = [
  "arguments",
  "parameters",
  "input",
  "args",
  "params",
  "tool_input",
  "toolInput",
  "action_input",
  "kwargs",
];
const listKeys = ["tool_calls", "toolCalls", "tool_uses", "function_calls", "calls"];

/** The keys one of which opens every object that could be a call. */
export const callKeys: ReadonlySet<string> = new Set([
  ...nameKeys,
  ...inputKeys,
  ...listKeys,
  "type",
  "id",
  "function_call",
]);

/** The calls that a JSON value stands for, in any of the shapes in which models write them. */
export function callsOfValue(value: unknown): WrittenCall[] {
  if (Array.isArray(value)) return value.flatMap(callsOfValue);
  const fields = recordOf(value);
  for (const key of listKeys) if (Array.isArray(fields[key])) return callsOfValue(fields[key]);
  for (const key of ["function", "function_call", "tool_call"]) {
    const inner = fields[key];
    if (typeof inner === "object" && inner !== null) return callsOfValue(inner);
  }
  const name = nameKeys.map((key) => fields[key]).find((found) => typeof found === "string" && found !== "");
  if (typeof name !== "string") return [];
  const inputKey = inputKeys.find((key) => Object.hasOwn(fields, key));
  if (inputKey !== undefined) return [{ name, input: inputOf(fields[inputKey]) }];
  const rest = Object.entries(fields).filter(([key]) => !nameKeys.includes(key) && key !== "type" && key !== "id");
  return [{ name, input: Object.fromEntries(rest) }];
}

/** Input that was written as text within the text (encoded twice) is read again. */
function inputOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "string") return recordOf(value);
  return recordOf(parseLenientJson(value)?.value);
}

/** Every call in a text that holds one JSON value or several, with anything between them. */
export function jsonCalls(text: string): WrittenCall[] {
  const calls: WrittenCall[] = [];
  let at = 0;
  for (;;) {
    const start = text.slice(at).search(/[{[]/);
    if (start < 0) return calls;
    const parsed = parseLenientJson(text, at + start);
    const found = parsed ? callsOfValue(parsed.value) : [];
    calls.push(...found);
    at = parsed && found.length > 0 ? Math.max(parsed.end, at + start + 1) : at + start + 1;
  }
}
