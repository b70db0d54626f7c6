import * as fc from "fast-check";
import { expect, test } from "vitest";
import { activeEvents } from "../log/active";
import type { Live } from "../loop/live";
import { randomLog } from "../testing/random-log";
import type { ConversationItem } from "../view";
import { ConversationBuilder } from "./conversation-builder";

const build = (events: Parameters<ConversationBuilder["rebuild"]>[0]) => {
  const builder = new ConversationBuilder("s", "main");
  builder.rebuild(events);
  return builder;
};

test("any prefix of a log can be shown, and event by event comes to the same as all at once", () => {
  fc.assert(
    fc.property(randomLog, (log) => {
      const builder = new ConversationBuilder("s", "main");
      for (const event of log) {
        if (event.type === "rewound" || event.type === "rewind-undone") continue;
        builder.apply(event);
      }
      const plain = log.filter(({ type }) => type !== "rewound" && type !== "rewind-undone");
      expect(builder.view()).toEqual(build(plain).view());
      for (let length = 0; length <= log.length; length += 5)
        expect(build(activeEvents(log.slice(0, length))).view().items.length).toBeLessThanOrEqual(length);
    }),
  );
});

test("an item that didn't change keeps its identity", () => {
  fc.assert(
    fc.property(randomLog, (log) => {
      const builder = new ConversationBuilder("s", "main");
      let before: readonly ConversationItem[] = [];
      for (const event of log) {
        builder.apply(event);
        const { items } = builder.view();
        const replaced = before.filter((item, at) => items[at] !== item);
        expect(replaced.length).toBeLessThanOrEqual(1);
        before = items;
      }
    }),
  );
});

test("what streams is shown as it comes, and the finished part takes its place", () => {
  const builder = new ConversationBuilder("s", "main");
  const frame = { session: "s", agent: "main", at: 1, v: 1 as const };
  builder.apply({ ...frame, seq: 1, id: "1", type: "step-started", data: { step: "a", model: "m" } });
  const stream: readonly Live[] = [
    { type: "reasoning", step: "a", id: "r", delta: "hm" },
    { type: "text", step: "a", id: "t", delta: "Hel" },
    { type: "text", step: "a", id: "t", delta: "lo" },
    { type: "tool-input", step: "a", call: "c", name: "Bash", delta: '{"comm' },
    { type: "tool-input", step: "a", call: "c", name: "", delta: 'and"' },
  ];
  for (const live of stream) builder.live(live);
  expect(builder.view().items).toMatchObject([
    {
      parts: [
        { type: "reasoning", text: "hm", open: true },
        { type: "text", text: "Hello" },
        { type: "tool", call: { name: "Bash", state: "input", inputText: '{"command"' } },
      ],
    },
  ]);
  builder.apply({ ...frame, seq: 2, id: "2", type: "text-ended", data: { step: "a", id: "t", text: "Hello!" } });
  builder.apply({
    ...frame,
    seq: 3,
    id: "3",
    type: "tool-called",
    data: { step: "a", call: "c", name: "Bash", title: "ls", input: { command: "ls" } },
  });
  builder.live({ type: "call-state", call: "c", state: "asking" });
  builder.live({ type: "progress", call: "c", text: "one\n" });
  builder.apply({
    ...frame,
    seq: 4,
    id: "4",
    type: "tool-ended",
    data: { call: "c", end: "done", output: [{ type: "text", text: "one\ntwo" }], duration: 5 },
  });
  const [item] = builder.view().items;
  expect(item).toMatchObject({
    parts: [{}, { text: "Hello!" }, { call: { state: "done", output: "one\ntwo", duration: 5, title: "ls" } }],
  });
  expect(JSON.stringify(item)).not.toContain("inputText");
});
