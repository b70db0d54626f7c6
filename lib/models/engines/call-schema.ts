import type { ChatTool } from "../chat-engine";

/** A JSON Schema that only a call of one of the tools satisfies, as bare JSON. */
export function callSchema(tools: readonly ChatTool[]): Record<string, unknown> {
  const calls = tools.map(({ name, schema }) => ({
    type: "object",
    properties: { name: { const: name }, arguments: schema },
    required: ["name", "arguments"],
    additionalProperties: false,
  }));
  return calls.length === 1 && calls[0] ? calls[0] : { anyOf: calls };
}

/**
 * The structure of an answer in which text is free and each call is well-formed: from `<tool_call>` on only the name
 * of a tool and an input of its schema can follow.
 */
export function callTags(tools: readonly ChatTool[], required: boolean): Record<string, unknown> {
  return {
    type: "structural_tag",
    format: {
      type: "triggered_tags",
      triggers: ["<tool_call>"],
      at_least_one: required,
      stop_after_first: required,
      tags: tools.map(({ name, schema }) => ({
        type: "tag",
        begin: `<tool_call>\n{"name": ${JSON.stringify(name)}, "arguments": `,
        content: { type: "json_schema", json_schema: schema },
        end: "}\n</tool_call>",
      })),
    },
  };
}
