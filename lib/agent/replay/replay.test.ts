import { expect, test } from "vitest";
import { createMemoryStore } from "../log/memory-store";
import { exportLines } from "../log/jsonl";
import { createRedactor } from "../log/redact";
import { createLog, type SessionLog } from "../log/session-log";
import { pageLock } from "../log/writer-lock";
import { plantSession } from "./plant-session";
import { createReplay } from "./replay";
import { slimSession } from "./slim-session";

const checkpoint = "5f0c2b8e-1111-4222-8333-444455556666";

async function workedSession(): Promise<SessionLog> {
  const log = await createLog({ store: createMemoryStore(), lock: pageLock(), redact: createRedactor() });
  log.append("message-added", { id: crypto.randomUUID(), text: "Make it red\nplease", origin: "user", checkpoint });
  log.append("step-started", { step: "s1", model: "m" });
  log.append("text-ended", {
    step: "s1",
    id: "t1",
    text: "I change the colour.",
    provider: { signature: "x".repeat(500) },
  });
  log.append("tool-called", { step: "s1", call: "c1", name: "Edit", title: "a.css", input: { file_path: "a.css" } });
  log.append("question-answered", { question: "q", call: "c1", answer: { type: "allow" } });
  log.append("tool-started", { call: "c1", checkpoint });
  const diff = [{ path: "a.css", type: "changed" as const, added: 1, removed: 1, hunks: [] }];
  log.append("tool-ended", { call: "c1", end: "done", output: [{ type: "text", text: "Edited." }], diff });
  log.append("step-ended", { step: "s1", end: "tool-calls", model: "m" });
  log.append("turn-ended", { reason: "done" });
  return log;
}

const exported = async () => exportLines((await workedSession()).events, "Red", createRedactor());

test("tells what happened step by step", async () => {
  const replay = createReplay(await exported());
  expect(replay.title).toBe("Red");
  expect(replay.steps.map(({ kind, title }) => [kind, title])).toEqual([
    ["prompt", "Make it red"],
    ["answer", "I change the colour."],
    ["call", "Edit a.css"],
    ["approval", "Edit a.css"],
    ["checkpoint", "Edit a.css"],
    ["change", "a.css"],
    ["end", "done"],
  ]);
});

test("the conversation at a step is what had been said by then", async () => {
  const replay = createReplay(await exported());
  const at = (step: number) => replay.conversationAt(step).items;
  expect(at(0)).toMatchObject([
    { type: "user", text: "Make it red\nplease" },
    { type: "assistant", parts: [] },
  ]);
  expect(at(2)).toMatchObject([{}, { parts: [{ type: "text" }, { type: "tool", call: { state: "waiting" } }] }]);
  expect(at(6)).toMatchObject([{}, { parts: [{ type: "text" }, { type: "tool", call: { state: "done" } }] }]);
  expect(at(6)[0]).toBe(at(0)[0]);
});

test("a rewind takes back what is shown, and its undoing brings it again", async () => {
  const log = await workedSession();
  const rewound = log.append("rewound", { to: 1 });
  log.append("noticed", { kind: "restored", text: "Back." });
  log.append("rewind-undone", { of: rewound.seq });
  const replay = createReplay(exportLines(log.events, "x", createRedactor()));
  const counts = replay.steps.map((_, step) => replay.conversationAt(step).items.length);
  expect(counts.at(-4)).toBe(2);
  expect(counts.at(-3)).toBe(0);
  expect(counts.at(-1)).toBe(3);
});

test("a slim session tells the same, with short names that still fit together", async () => {
  const full = await exported();
  const slim = slimSession(full);
  expect(slim.text.length).toBeLessThan(full.length / 2);
  expect(slim.text).not.toContain(checkpoint);
  const replay = createReplay(slim.text);
  expect(replay.steps.map(({ kind }) => kind)).toEqual(createReplay(full).steps.map(({ kind }) => kind));
  expect(replay.steps.filter((step) => step.checkpoint === slim.rename(checkpoint)).map(({ kind }) => kind)).toEqual([
    "prompt",
    "checkpoint",
  ]);
});

test("a session is planted up to a step and offers no checkpoint that isn't there", async () => {
  const store = createMemoryStore();
  await plantSession(store, slimSession(await exported()).text, 4);
  const [session] = await store.list();
  expect(session?.title).toBe("Red");
  const events = await store.read(session?.id ?? "");
  expect(events.map(({ type }) => type)).toEqual([
    "session-started",
    "message-added",
    "step-started",
    "text-ended",
    "session-started",
  ]);
  expect(JSON.stringify(events)).not.toContain('"checkpoint"');
});

test("what is no session, or never ends, is refused", () => {
  expect(() => createReplay("hello")).toThrow(/no JSON/);
  const first = '{"format":"tabsmith-session","version":1,"title":"x"}\n';
  const rewind = '{"type":"rewound","agent":"main","seq":1,"data":{"to":0}}\n';
  expect(() => createReplay(first + rewind.repeat(5000))).toThrow(/too long/);
});
