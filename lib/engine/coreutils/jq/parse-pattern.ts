import { parseText } from "./parse-text";
import type { TokenReader } from "./token-reader";
import type { Node, Pattern, PatternEntry } from "./tree";

/** Patterns after `as`, of which the first that fits is taken. */
export function parsePatterns(reader: TokenReader): readonly Pattern[] {
  const found = [parsePattern(reader)];
  while (reader.has("?//")) found.push(parsePattern(reader));
  return found;
}

function parsePattern(reader: TokenReader): Pattern {
  if (reader.next.type === "variable") return { type: "variable", name: reader.take().text.slice(1) };
  if (reader.has("[")) {
    const items = [parsePattern(reader)];
    while (reader.has(",")) items.push(parsePattern(reader));
    reader.want("]", "','", "']'");
    return { type: "array", items };
  }
  reader.want("{", "'$'", "'['", "'{'");
  const entries = [parseEntry(reader)];
  while (reader.has(",")) entries.push(parseEntry(reader));
  reader.want("}", "','", "'}'");
  return { type: "object", entries };
}

function parseEntry(reader: TokenReader): PatternEntry {
  const { next } = reader;
  const name = next.type === "variable" ? next.text.slice(1) : undefined;
  const key = name === undefined ? parseKey(reader) : ({ type: "literal", value: name } as const);
  if (name !== undefined) reader.take();
  if (reader.has(":")) return { key, name, pattern: parsePattern(reader) };
  return name === undefined ? reader.unexpected() : { key, name, pattern: undefined };
}

function parseKey(reader: TokenReader): Node {
  if (reader.has("(")) {
    const key = reader.grammar.pipe(reader);
    reader.want(")");
    return key;
  }
  if (reader.next.type === "text") return parseText(reader, "text");
  return { type: "literal", value: reader.takeType("name") };
}

export function variablesOf(pattern: Pattern): readonly string[] {
  if (pattern.type === "variable") return [`$${pattern.name}`];
  if (pattern.type === "array") return pattern.items.flatMap(variablesOf);
  return pattern.entries.flatMap(({ name, pattern: inner }) => [
    ...(name === undefined ? [] : [`$${name}`]),
    ...(inner === undefined ? [] : variablesOf(inner)),
  ]);
}
