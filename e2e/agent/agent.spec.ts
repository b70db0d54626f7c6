import type { Page } from "@playwright/test";
import type { Reply, Said } from "../../lib/agent/testing/model-servers/reply";
import { startModelServer, type ModelServer } from "../../lib/agent/testing/model-servers/server";
import { bundlePage } from "../engine/bundle-page";
import { expect, test } from "../fixtures/test";
import type { agentPage, WireName } from "./agent-page";

type AgentPage = typeof agentPage;
type Scope = { agentPage: AgentPage };

const say = (text: string): Said => ({ type: "text", text });
const call = (name: string, input: unknown): Said => ({ type: "call", name, input });
const answer = (...said: readonly Said[]): Reply => ({ type: "answer", said });

let server: ModelServer;
let script: string;

test.beforeAll(async () => {
  script = await bundlePage("e2e/agent/agent-page.ts");
});

test.beforeEach(async ({ network, page }) => {
  server = await startModelServer();
  network.permit(new URL(server.url).origin);
  await visit(page);
});

test.afterEach(() => server.close());

async function visit(page: Page): Promise<void> {
  await page.goto(new URL("/", server.url).href);
  await page.evaluate(script);
}

function ask<K extends keyof AgentPage>(
  page: Page,
  name: K,
  ...args: Parameters<AgentPage[K]>
): Promise<Awaited<ReturnType<AgentPage[K]>>> {
  return page.evaluate(
    ([method, given]) => (globalThis as unknown as Scope).agentPage[method as "send"](...(given as [string])) as never,
    [name, args] as const,
  );
}

const body = (at: number) => JSON.stringify(server.requests[at]?.body);
const shown = async (page: Page) => JSON.stringify(await ask(page, "items"));

for (const wire of ["messages", "chat", "responses"] as const satisfies readonly WireName[]) {
  test.describe(`over ${wire}, from the browser itself`, () => {
    test("reads, searches and answers", async ({ page }) => {
      server.script(
        answer(call("Read", { file_path: "a.txt" }), call("Grep", { pattern: "needle", output_mode: "content" })),
        answer(say("Grüß dich 👋 it says 42")),
      );
      await ask(page, "open", server.url, wire, { files: { "a.txt": "needle is 42\n" } });
      await ask(page, "send", "Read it");
      await expect.poll(() => shown(page)).toContain("Grüß dich 👋 it says 42");
      expect(body(1)).toContain("a.txt:1:needle is 42");
    });

    test("a write is asked about, done, and taken back with the conversation", async ({ page }) => {
      server.script(answer(call("Write", { file_path: "n.txt", content: "new" })), answer(say("Written.")));
      await ask(page, "open", server.url, wire);
      await ask(page, "begin", "Write it");
      await expect.poll(async () => (await ask(page, "questions")).length).toBe(1);
      await ask(page, "answer", "allow");
      await expect.poll(() => ask(page, "file", "n.txt")).toBe("new");
      await expect.poll(async () => (await ask(page, "status")).type).toBe("idle");
      const [message] = await ask(page, "items");
      await ask(page, "restore", message?.id ?? "");
      expect(await ask(page, "file", "n.txt")).toBeUndefined();
    });

    test("stopped in the middle of its words, it goes on after a reload", async ({ page }) => {
      server.script(
        answer(say("The beginning. "), { type: "pause", milliseconds: 20_000 }, say("never")),
        answer(say("And the end.")),
      );
      const session = await ask(page, "open", server.url, wire);
      await ask(page, "begin", "Tell me");
      await expect.poll(() => shown(page)).toContain("The beginning.");
      await ask(page, "stop");
      await visit(page);
      expect(await ask(page, "open", server.url, wire)).toBe(session);
      expect(await shown(page)).toContain("The beginning.");
      await ask(page, "send", "Go on");
      expect(body(1)).toContain("The beginning.");
      await expect.poll(() => shown(page)).toContain("And the end.");
    });

    test("provider down, then up", async ({ page }) => {
      server.script(
        { type: "error", status: 529, message: "Overloaded", kind: "overloaded_error" },
        { type: "hang-up" },
        { type: "answer", said: [say("half an ans")], cutAfter: 4 },
        answer(say("back again")),
      );
      await ask(page, "open", server.url, wire);
      await ask(page, "send", "Hi");
      await expect.poll(() => shown(page)).toContain("back again");
      expect(server.requests).toHaveLength(4);
    });
  });
}

test("a tab that dies in the middle of an answer leaves a session that opens", async ({ page }) => {
  server.script(answer(call("Read", { file_path: "a" }), { type: "pause", milliseconds: 20_000 }), answer(say("ok")));
  const session = await ask(page, "open", server.url, "messages", { files: { a: "A" } });
  await ask(page, "begin", "Read");
  await expect.poll(() => shown(page)).toContain('"done"');
  await visit(page);
  expect(await ask(page, "open", server.url, "messages", { files: { a: "A" } })).toBe(session);
  await ask(page, "send", "Go on");
  expect(body(1)).toContain("Go on");
  await expect.poll(() => shown(page)).toContain("ok");
});

test("two tabs never write to one session: the second gets one of its own", async ({ page, context }) => {
  const first = await ask(page, "open", server.url, "messages");
  await ask(page, "send", "Hello");
  const other = await context.newPage();
  await visit(other);
  const second = await ask(other, "open", server.url, "messages");
  expect(second).not.toBe(first);
  await expect(ask(other, "open", server.url, "messages", { session: first })).rejects.toThrow("open in another tab");
  await page.close();
  await expect.poll(() => ask(other, "open", server.url, "messages", { session: first }).catch(() => "")).toBe(first);
});

test("the key is in no request's body, no stored event and no export", async ({ page }) => {
  server.script(answer(say("You said key-of-the-test")));
  await ask(page, "open", server.url, "messages");
  await ask(page, "send", "My key is key-of-the-test");
  expect(body(0)).not.toContain("key-of-the-test");
  expect(await ask(page, "exported")).not.toContain("key-of-the-test");
  expect(server.requests[0]?.headers["x-api-key"]).toBe("key-of-the-test");
});

test.describe("measured", () => {
  test.describe.configure({ retries: 2 });

  test("a session of 5,000 events opens within half a second", async ({ page }) => {
    await ask(page, "open", server.url, "messages");
    const { milliseconds, items } = await ask(page, "opening", 5000);
    test.info().annotations.push({ type: "opening", description: `${Math.round(milliseconds)} ms` });
    expect(items).toBe(2000);
    expect(milliseconds).toBeLessThan(500);
  });
});
