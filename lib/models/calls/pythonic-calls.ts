import type { WrittenCall } from "./json-calls";
import { parseLenientJson } from "./lenient-json";

/** Calls written as Python: `Write(file_path="a.txt", content="…")`, alone, in a list, or one a line. */
export function pythonicCalls(text: string, names: readonly string[]): WrittenCall[] {
  const calls: WrittenCall[] = [];
  const head = new RegExp(`(?<![\\w.])(?:functions\\.|tools?\\.)?(${names.map(escaped).join("|")})\\s*\\(`, "gi");
  if (names.length === 0) return calls;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const read = readArguments(text, match.index + match[0].length);
    if (!read) continue;
    calls.push({ name: match[1] ?? "", input: read.input });
    head.lastIndex = read.end;
  }
  return calls;
}

const escaped = (name: string): string => name.replaceAll(/[^\w]/g, "\\$&");

function readArguments(text: string, from: number): { input: Record<string, unknown>; end: number } | undefined {
  const fields: [string, unknown][] = [];
  let at = from;
  for (;;) {
    at += /^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0;
    if (text[at] === ")" || at >= text.length)
      return { input: Object.fromEntries(fields), end: Math.min(at + 1, text.length) };
    const key = /^([A-Za-z_]\w*)\s*=\s*/.exec(text.slice(at, at + 200));
    if (!key) return text[at] === "{" && fields.length === 0 ? wholeObject(text, at) : undefined;
    const parsed = parseLenientJson(text, at + key[0].length);
    if (!parsed) return undefined;
    fields.push([key[1] ?? "", parsed.value]);
    at = parsed.end;
  }
}

function wholeObject(text: string, at: number): { input: Record<string, unknown>; end: number } | undefined {
  const parsed = parseLenientJson(text, at);
  return parsed && { input: parsed.value as Record<string, unknown>, end: parsed.end };
}
