import { jsonCalls, type WrittenCall } from "./json-calls";
import { parseLenientJson } from "./lenient-json";
import { recordOf } from "./tool-input";

const named =
  /<(?:\w+:)?(?:function|invoke|tool)(?:=|\s+name\s*=\s*|\s+)["']?([\w.:-]+)["']?\s*>([\s\S]*?)(?:<\/(?:\w+:)?(?:function|invoke|tool)>|(?=<(?:\w+:)?(?:function|invoke)[\s=])|$)/g;
const parameter =
  /<(?:\w+:)?(?:parameter|param|arg)(?:=|\s+name\s*=\s*)["']?([\w.:-]+)["']?[^>]*>([\s\S]*?)(?:<\/(?:\w+:)?(?:parameter|param|arg)>|(?=<(?:\w+:)?(?:parameter|param|arg)[\s=])|$)/g;
const pair = /<arg_key>\s*([\s\S]*?)\s*<\/arg_key>\s*<arg_value>([\s\S]*?)(?:<\/arg_value>|(?=<arg_key>)|$)/g;

/** A value on lines of its own loses those line breaks, and no others: the text may be a file. */
const unframed = (value: string): string => (value.startsWith("\n") ? value.slice(1).replace(/\n$/, "") : value);

/** Calls written as markup: `<function=Name>`, `<invoke name="Name">`, with parameters as elements or as JSON. */
export function markupCalls(text: string): WrittenCall[] {
  return [...text.matchAll(named)].map(([, name = "", body = ""]) => ({ name, input: bodyInput(body) }));
}

function bodyInput(body: string): Record<string, unknown> {
  const parameters = [...body.matchAll(parameter)].map(([, key = "", value = ""]) => [key, unframed(value)] as const);
  if (parameters.length > 0) return Object.fromEntries(parameters);
  const start = body.indexOf("{");
  return start < 0 ? {} : recordOf(parseLenientJson(body, start)?.value);
}

/** `Name` on the first line, then pairs of `<arg_key>` and `<arg_value>`, as GLM writes them. */
export function keyValueCalls(text: string): WrittenCall[] {
  const name = /^\s*(?:<tool_call>)?\s*([\w.-]+)\s*(?=<arg_key>)/.exec(text)?.[1];
  if (name === undefined) return [];
  return [
    {
      name,
      input: Object.fromEntries([...text.matchAll(pair)].map(([, key = "", value = ""]) => [key, unframed(value)])),
    },
  ];
}

/** `Name` and a JSON object behind it, however the two are kept apart: DeepSeek's, Mistral's `[ARGS]`, Kimi's. */
export function namedObjectCalls(text: string): WrittenCall[] {
  const separator =
    /(?:functions\.)?([A-Za-z_][\w-]*)(?::\d+)?\s*(?:<｜tool▁sep｜>|\[ARGS\]|<\|tool_call_argument_begin\|>|[\n:]|```(?:json)?|\s|\()*(?=\{)/g;
  return [...text.matchAll(separator)].flatMap((match) => {
    const parsed = parseLenientJson(text, match.index + match[0].length);
    return match[1] && match[1] !== "json" && match[1] !== "function" && parsed
      ? [{ name: match[1], input: recordOf(parsed.value) }]
      : [];
  });
}

/** `<Name>` as the element itself, for names that are known: `<Write><file_path>a</file_path></Write>`. */
export function elementCalls(text: string, names: readonly string[]): WrittenCall[] {
  return names.flatMap((name) => {
    const element = new RegExp(`<${name}>([\\s\\S]*?)(?:</${name}>|$)`, "g");
    return [...text.matchAll(element)].map(([, body = ""]) => ({ name, input: childrenOf(body) }));
  });
}

function childrenOf(body: string): Record<string, unknown> {
  const children = [...body.matchAll(/<([A-Za-z_]\w*)>([\s\S]*?)(?:<\/\1>|$)/g)];
  if (children.length === 0) return jsonCalls(`{"name":"x","input":${body}}`)[0]?.input ?? {};
  return Object.fromEntries(children.map(([, key = "", value = ""]) => [key, unframed(value)]));
}
