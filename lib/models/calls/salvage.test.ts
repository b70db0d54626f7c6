import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ChatTool } from "../chat-engine";
import { createCallReader, type ReadEvent } from "./call-reader";
import { salvageCases } from "./salvage-cases.data";

const text = { type: "string" };
const tool = (name: string, properties: Record<string, unknown>): ChatTool => ({
  name,
  description: name,
  schema: { type: "object", properties },
});
const tools = [
  tool("Write", { file_path: text, content: text }),
  tool("Read", { file_path: text }),
  tool("Bash", { command: text, timeout: { type: "integer" }, run_in_background: { type: "boolean" } }),
];

function read(answer: string, pieces: readonly string[] = [answer]) {
  const reader = createCallReader(tools);
  const events: ReadEvent[] = [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
  return {
    prose: events.flatMap((event) => (event.type === "text" ? [event.text] : [])).join(""),
    calls: events.flatMap((event) =>
      event.type === "call-ended" ? [{ name: event.name, input: JSON.parse(event.input) as unknown }] : [],
    ),
    events,
  };
}

test("holds at least sixty malformed answers in at least eight dialects", () => {
  expect(salvageCases.length).toBeGreaterThanOrEqual(60);
  expect(new Set(salvageCases.map(({ dialect }) => dialect)).size).toBeGreaterThanOrEqual(8);
});

test.each(salvageCases)("salvages $dialect: $title", ({ answer, name, input }) => {
  const { calls, prose } = read(answer);
  expect(calls[0]).toEqual({ name, input });
  expect(prose).not.toContain(name);
});

test.each(salvageCases)("reads $dialect: $title the same in pieces of one letter", ({ answer }) => {
  const whole = read(answer);
  const pieces = read(answer, Array.from(answer));
  expect(pieces.calls).toEqual(whole.calls);
  expect(pieces.prose).toBe(whole.prose);
});

test.each([
  "Plain words, nothing else.",
  "A function call looks like f(x), and <b>markup</b> is fine.",
  "```js\nconst call = { name: 'x' };\nBash('ls');\n```\nThat was code.",
  '```json\n{"scripts": {"start": "node server.mjs"}}\n```',
  '{"version": 1, "files": []}',
  "[1, 2, 3] is a list.",
  "Read(ers) of this text stay calm? [Write me](x)",
  "Action: stand up.\nThen sit down.",
  '```html\n<script>\n{"name": "Bash", "arguments": {"command": "ls"}}\n</script>\n```\nis an example.',
  'if (a < b && c <d) { return "`" } // ```',
])("leaves prose alone: %j", (answer) => {
  expect(read(answer)).toMatchObject({ prose: answer, calls: [] });
  expect(read(answer, Array.from(answer))).toMatchObject({ prose: answer, calls: [] });
});

test("passes the input of a well-formed call on while it is written", () => {
  const reader = createCallReader(tools);
  reader.push('Now.\n<tool_call>\n{"name": "Write", "arguments": {"file_path": "a.txt", ');
  expect(reader.push('"content": "half of ')).toEqual([{ type: "call-input", index: 0, text: '"content": "half of ' }]);
});

test("the pieces of a streamed input make up the input", () => {
  const { events, calls } = read("", Array.from(salvageCases[0]?.answer ?? ""));
  const pieces = events.flatMap((event) => (event.type === "call-input" ? [event.text] : [])).join("");
  expect(JSON.parse(pieces)).toEqual(calls[0]?.input);
});

test("a call that was announced, of a tool that doesn't exist, is still a call", () => {
  expect(read('<tool_call>{"name": "Fly", "arguments": {"to": "moon"}}</tool_call>').calls).toEqual([
    { name: "Fly", input: { to: "moon" } },
  ]);
});

test("any input survives the way through a well-formed call, however it is cut", () => {
  const input = fc.record({ file_path: fc.string(), content: fc.string({ unit: "binary" }) });
  fc.assert(
    fc.property(input, fc.integer({ min: 1, max: 9 }), (given, size) => {
      fc.pre(!/<\/tool_call/.test(given.content + given.file_path));
      const answer = `<tool_call>\n${JSON.stringify({ name: "Write", arguments: given })}\n</tool_call>`;
      const pieces = answer.match(new RegExp(`[\\s\\S]{1,${size}}`, "g")) ?? [];
      expect(read(answer, pieces).calls).toEqual([{ name: "Write", input: given }]);
    }),
  );
});

test("no letter of an answer without calls is lost or doubled", () => {
  const words = fc.array(
    fc.constantFrom("<", "tool", "`", "```", "\n", "{", "}", "[", '"', "a ", "Action: ", "<|", "Bash", "("),
  );
  fc.assert(
    fc.property(words, (pieces) => {
      const answer = pieces.join("");
      const result = read(answer, pieces);
      fc.pre(result.calls.length === 0);
      expect(result.prose).toBe(answer);
    }),
  );
});
