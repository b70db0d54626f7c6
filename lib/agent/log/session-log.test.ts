import "fake-indexeddb/auto";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomLog } from "../testing/random-log";
import { closeInterrupted } from "./close-open-calls";
import { openIndexedStore } from "./indexed-store";
import { exportLines, importLines } from "./jsonl";
import { createMemoryStore } from "./memory-store";
import { createRedactor } from "./redact";
import { createLog, openLog, titleFrom, type LogPorts } from "./session-log";
import { SessionState } from "./session-state";
import type { SessionStore } from "./session-store";
import { pageLock, webLock } from "./writer-lock";

const key = `sk-ant-api03-${"a1B2".repeat(10)}`;
const ports = (store: SessionStore, more: Partial<LogPorts> = {}): LogPorts => ({
  store,
  lock: pageLock(),
  redact: createRedactor(),
  ...more,
});
const message = (text: string) => ({ id: crypto.randomUUID(), text, origin: "user" as const });

describe.each([
  ["memory", async () => createMemoryStore()],
  ["IndexedDB", () => openIndexedStore("project", `sessions-${crypto.randomUUID()}`)],
])("sessions in %s", (_, open) => {
  test("come back in order after a reload", async () => {
    const store = await open();
    const own = ports(store);
    const log = await createLog(own);
    for (let at = 0; at < 50; at += 1) log.append("message-added", message(`m${at}`));
    await log.close();
    const again = await openLog(log.id, own);
    expect(again.events).toEqual(log.events);
    expect(again.events.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_item, at) => at + 1));
    expect(await store.list()).toMatchObject([{ id: log.id, title: "m0", events: 51 }]);
  });

  test("have one writer", async () => {
    const store = await open();
    const own = ports(store);
    const log = await createLog(own);
    await expect(openLog(log.id, own)).rejects.toMatchObject({ code: "EBUSY" });
    await log.close();
    await (await openLog(log.id, own)).close();
  });

  test("refuse a second writer that got past the lock, and lose nothing that was written", async () => {
    const store = await open();
    const first = await createLog(ports(store));
    await first.flush();
    const second = await openLog(first.id, ports(store));
    first.append("message-added", message("mine"));
    await first.flush();
    second.append("message-added", message("theirs"));
    await expect(second.flush()).rejects.toMatchObject({ code: "EEXIST" });
    expect((await store.read(first.id)).at(-1)).toMatchObject({ data: { text: "mine" } });
  });

  test("are removed with their events", async () => {
    const store = await open();
    const log = await createLog(ports(store));
    await log.close();
    await store.remove(log.id);
    expect(await store.list()).toEqual([]);
    expect(await store.read(log.id)).toEqual([]);
  });

  test("fork at an event, with the original untouched", async () => {
    const store = await open();
    const own = ports(store);
    const log = await createLog(own);
    const first = log.append("message-added", message("one"));
    log.append("message-added", message("two"));
    await log.flush();
    const fork = await createLog(own, { events: log.events.slice(0, first.seq), session: log.id, title: "one (fork)" });
    fork.append("message-added", message("other"));
    await fork.flush();
    expect(
      SessionState.of(fork.events)
        .branch("main")
        .entries.map((entry) => entry.type === "message" && entry.text),
    ).toEqual(["one", "other"]);
    expect(log.events).toHaveLength(3);
    expect((await store.list()).find(({ id }) => id === fork.id)).toMatchObject({
      forkOf: log.id,
      title: "one (fork)",
    });
  });
});

test("a write that fails is reported and tried again", async () => {
  const store = createMemoryStore();
  let full = true;
  const log = await createLog(
    ports({
      ...store,
      append: (summary, events) => (full ? Promise.reject(new Error("disk full")) : store.append(summary, events)),
    }),
  );
  await expect(log.flush()).rejects.toThrow("disk full");
  full = false;
  await log.flush();
  expect(await store.read(log.id)).toHaveLength(1);
});

test("no key gets into the log, known or by its shape", async () => {
  const store = createMemoryStore();
  const log = await createLog(ports(store, { redact: createRedactor(() => ["my-own-school-key"]) }));
  log.append("message-added", message(`use ${key} and my-own-school-key`));
  log.append("tool-ended", {
    call: "x",
    end: "done",
    output: [
      {
        type: "text",
        text: `ANTHROPIC_API_KEY=${key}\n-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----`,
      },
    ],
  });
  log.append("tool-called", { step: "s", call: "x", name: "Bash", title: key, input: { nested: [{ [key]: key }] } });
  await log.flush();
  const written = JSON.stringify(await store.read(log.id));
  expect(written).not.toContain(key);
  expect(written).not.toContain("my-own-school-key");
  expect(written).not.toContain("PRIVATE KEY");
  expect(written).toContain("[redacted]");
});

test("redaction keeps what needs no change as it is", () => {
  const value = { a: [1, "sk-short", { b: "text" }], c: null };
  expect(createRedactor()(value)).toBe(value);
});

test("an exported session comes back the same, without what a stranger must not decide", () => {
  fc.assert(
    fc.property(randomLog, (events) => {
      const back = importLines(exportLines(events, "Title", createRedactor()));
      expect(back.title).toBe("Title");
      expect(back.events).toEqual(JSON.parse(JSON.stringify(events)));
    }),
  );
  const frame = { id: "a", session: "s", agent: "main", at: 1, v: 1 };
  const decided = { callId: "c", tool: "Read", subject: "a", verdict: "deny", mode: "plan" };
  const lines = [
    { format: "tabsmith-session", version: 1, title: "t" },
    { ...frame, seq: 1, type: "mode-changed", data: { mode: "bypass", by: "user" } },
    { ...frame, seq: 2, type: "message-added", data: { id: "m", text: 5, origin: "user" } },
    { ...frame, seq: 3, type: "message-added", data: { id: "m", text: "ok", origin: "user" } },
    { ...frame, seq: 4, type: "from-the-future", data: {} },
    { ...frame, seq: 5, type: "rewound", data: { to: 3 } },
    { ...frame, seq: 6, type: "decision-made", data: { ...decided, reason: { type: "rule", rule: 5 } } },
    { ...frame, seq: 7, type: "decision-made", data: { ...decided, reason: { type: "headless" } } },
    { ...frame, seq: 8, type: "decision-made", data: { ...decided, reason: { type: "mode", mode: "plan" } } },
  ];
  const { events } = importLines(lines.map((line) => JSON.stringify(line)).join("\n"));
  expect(events).toMatchObject([
    { seq: 1, data: { text: "ok" } },
    { seq: 2, data: { to: 1 } },
    { seq: 3, data: { reason: { type: "mode" } } },
  ]);
});

test("a file that was cut off or is something else is refused with the line", () => {
  expect(() => importLines('{"format":"tabsmith-session"}\n{"seq":1')).toThrow("Line 2");
  expect(() => importLines("{}")).toThrow("no exported session");
});

test("calls that were running when the tab died get a result that says so", async () => {
  const log = await createLog(ports(createMemoryStore()));
  log.append("message-added", message("go"));
  log.append("step-started", { step: "s", model: "m" });
  log.append("tool-called", { step: "s", call: "c", name: "Bash", title: "sleep", input: { command: "sleep 9" } });
  log.append("tool-started", { call: "c" });
  log.append("agent-started", { id: "a1", kind: "explore", task: "look", call: "c" });
  expect(closeInterrupted(log)).toBe(1);
  expect(closeInterrupted(log)).toBe(0);
  expect(log.events.map(({ type }) => type).slice(-3)).toEqual(["tool-ended", "step-ended", "agent-ended"]);
});

test("a title is the first line, cut at a word", () => {
  expect(titleFrom("  Fix the\tbug  \nplease")).toBe("Fix the bug");
  expect(titleFrom("word ".repeat(30))).toMatch(/^(word )+…$/);
  expect(titleFrom("   ")).toBe("New session");
});

test("a web lock is held until it is let go", async () => {
  const held = new Set<string>();
  const manager = {
    async request(name: string, _options: unknown, work: (lock: Lock | null) => Promise<unknown>) {
      if (held.has(name)) return work(null);
      held.add(name);
      await work({ name, mode: "exclusive" });
      held.delete(name);
      return undefined;
    },
  } as unknown as LockManager;
  const lock = webLock(manager);
  const release = await lock("a");
  expect(await lock("a")).toBeUndefined();
  release?.();
  await new Promise((resolve) => setTimeout(resolve));
  expect(await lock("a")).toBeTypeOf("function");
});
