import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { createAgent, openIndexedStore, type Agent, type AgentModel, type ProviderModel } from "@/lib/agent";
import { createMemoryWorkspace, type Workspace } from "@/lib/workspace";

export type WireName = "messages" | "chat" | "responses";

const providers: Readonly<Record<WireName, (baseURL: string) => ProviderModel>> = {
  messages: (baseURL) =>
    createAnthropic({
      baseURL,
      apiKey: "key-of-the-test",
      headers: { "anthropic-dangerous-direct-browser-access": "true" },
    })("claude-sonnet-4-5"),
  chat: (baseURL) => createOpenAI({ baseURL, apiKey: "key-of-the-test" }).chat("gpt-4.1"),
  responses: (baseURL) => createOpenAI({ baseURL, apiKey: "key-of-the-test" }).responses("gpt-5"),
};

interface Opened {
  readonly agent: Agent;
  readonly workspace: Workspace;
}

let opened: Opened | undefined;

function now(): Opened {
  if (!opened) throw new Error("Open an agent first.");
  return opened;
}

/** What the suite asks of a page that holds an agent and no view. */
export const agentPage = {
  async open(
    url: string,
    wire: WireName,
    options: { files?: Record<string, string>; window?: number; session?: string } = {},
  ): Promise<string> {
    const model: AgentModel = {
      id: "m",
      label: "M",
      provider: providers[wire](url),
      contextWindow: options.window ?? 200_000,
      sees: false,
      ...(wire === "messages" ? { caching: "anthropic" as const } : {}),
    };
    const workspace = await createMemoryWorkspace(options.files ?? {});
    const agent = await createAgent({
      workspace,
      sandbox: () => Promise.reject(new Error("This page has no sandbox.")),
      models: () => [model],
      model: () => model.id,
      store: await openIndexedStore("project"),
      secrets: () => ["key-of-the-test"],
      ...(options.session === undefined ? {} : { session: options.session }),
    });
    opened = { agent, workspace };
    return agent.conversation.get().session;
  },
  send: (text: string) => now().agent.send(text),
  /** Starts a turn and doesn't wait for its end. */
  begin(text: string) {
    void now().agent.send(text);
  },
  stop: () => now().agent.stop(),
  steer: (text: string) => now().agent.steer(text),
  restore: (message: string) => now().agent.restore(message, "both"),
  mode(mode: "plan" | "default" | "acceptEdits") {
    now().agent.setMode(mode);
  },
  answer(type: "allow" | "continue" | "stop") {
    const [question] = now().agent.questions.get();
    if (question) now().agent.answer(question.id, { type });
  },
  questions: () => now().agent.questions.get(),
  queue: () => now().agent.queue.get(),
  status: () => now().agent.status.get(),
  items: () => now().agent.conversation.get().items,
  file: (path: string) =>
    now()
      .workspace.readText(path)
      .catch(() => undefined),
  exported: () => now().agent.exportSession(),
  /** Milliseconds to open a session with so many events, taken from an export made here. */
  async opening(events: number): Promise<{ milliseconds: number; items: number }> {
    const frame = { session: "x", agent: "main", at: 1, v: 1 };
    const lines: unknown[] = [{ format: "tabsmith-session", version: 1, title: "Long" }];
    for (let seq = 1; seq <= events; seq += 5) {
      const step = `s${seq}`;
      lines.push(
        { ...frame, seq, id: `${seq}a`, type: "message-added", data: { id: `m${seq}`, text: "Go on", origin: "user" } },
        { ...frame, seq: seq + 1, id: `${seq}b`, type: "step-started", data: { step, model: "m" } },
        {
          ...frame,
          seq: seq + 2,
          id: `${seq}c`,
          type: "tool-called",
          data: { step, call: `c${seq}`, name: "Read", title: "a", input: { file_path: "a" } },
        },
        {
          ...frame,
          seq: seq + 3,
          id: `${seq}d`,
          type: "tool-ended",
          data: { call: `c${seq}`, end: "done", output: [{ type: "text", text: "line\n".repeat(100) }] },
        },
        { ...frame, seq: seq + 4, id: `${seq}e`, type: "step-ended", data: { step, end: "tool-calls", model: "m" } },
      );
    }
    const { agent } = now();
    const id = await agent.importSession(lines.map((line) => JSON.stringify(line)).join("\n"));
    const start = performance.now();
    await agent.openSession(id);
    const items = agent.conversation.get().items.length;
    return { milliseconds: performance.now() - start, items };
  },
};

Object.assign(globalThis, { agentPage });
