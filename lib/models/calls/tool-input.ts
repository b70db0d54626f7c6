import type { ChatTool } from "../chat-engine";

const plain = (name: string): string =>
  name
    .replace(/^functions?[.:]/, "")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** The tool that a model meant: exact name first, then without regard to case, dashes and a `functions.` in front. */
export function toolNamed(tools: readonly ChatTool[], name: string): ChatTool | undefined {
  return tools.find((tool) => tool.name === name) ?? tools.find((tool) => plain(tool.name) === plain(name));
}

/**
 * Values as the tool's schema wants them, where they can only mean that: `"3"` for a number, an object written out
 * for a text. What stays wrong is left for the schema to refuse.
 */
export function fitInput(
  tool: ChatTool | undefined,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const properties = recordOf(tool?.schema["properties"]);
  const fitted = Object.entries(input).map(([key, value]) => {
    const name = Object.hasOwn(properties, key)
      ? key
      : (Object.keys(properties).find((own) => plain(own) === plain(key)) ?? key);
    return [name, fitValue(typesOf(recordOf(properties[name])), value)] as const;
  });
  return Object.fromEntries(fitted);
}

function fitValue(types: readonly string[], value: unknown): unknown {
  if (types.length === 0) return value;
  if (typeof value === "string") return types.includes("string") ? value : (parsedAs(types, value) ?? value);
  if (types.length === 1 && types[0] === "string" && value !== null) {
    return JSON.stringify(value, null, 2);
  }
  return value;
}

function parsedAs(types: readonly string[], text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === "True" ? "true" : text.trim() === "False" ? "false" : text);
  } catch {
    return undefined;
  }
  return types.includes(typeOf(value)) ? value : undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function typesOf(schema: Readonly<Record<string, unknown>>): string[] {
  const { type } = schema;
  const listed = Array.isArray(type)
    ? type.filter((item) => typeof item === "string")
    : typeof type === "string"
      ? [type]
      : [];
  return listed.map((item) => (item === "integer" ? "number" : item));
}

/** An object as a record; anything else as an empty one. */
export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
