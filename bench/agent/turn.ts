import { createAgent, createMemoryStore, pageLock, type Agent, type AgentModel, type ProviderModel } from "@/lib/agent";
import { createLog } from "@/lib/agent/log/session-log";
import { defineTool, type Tool } from "@/lib/tools";
import { createMemoryWorkspace } from "@/lib/workspace";
import { z } from "zod";
import type { Measured } from "./measured";
import { fillLog } from "./long-log";
import { median } from "./statistics";

type Provider = ProviderModel;
type Part = Awaited<ReturnType<Provider["doStream"]>>["stream"] extends ReadableStream<infer P> ? P : never;

const finish = (reason: "stop" | "tool-calls"): Part => ({
  type: "finish",
  finishReason: { unified: reason, raw: undefined },
  usage: {
    inputTokens: { total: 1000, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: 10, text: undefined, reasoning: undefined },
  },
});

function modelOf(doStream: Provider["doStream"]): AgentModel {
  const provider: Provider = {
    specificationVersion: "v4",
    provider: "bench",
    modelId: "bench",
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error("The agent only streams.")),
    doStream,
  };
  return { id: "scripted", label: "Scripted", contextWindow: 10_000_000, sees: false, provider };
}

async function openAgent(
  model: AgentModel,
  events: number,
  tools: readonly Tool[] = [],
  files: Readonly<Record<string, string>> = { "a.txt": "hello\n" },
): Promise<Agent> {
  const store = createMemoryStore();
  const log = await createLog({ store, lock: pageLock(), redact: (value) => value });
  fillLog(log, events);
  await log.close();
  const workspace = await createMemoryWorkspace(files);
  const sandbox = () => Promise.reject(new Error("No sandbox is needed here."));
  return createAgent({
    workspace,
    sandbox,
    models: () => [model],
    model: () => model.id,
    store,
    lock: pageLock(),
    tools: () => tools,
  });
}

/** From the moment that a tool has its result to the moment that the provider gets the next request. */
export async function measureTurn(): Promise<Measured> {
  const rounds = 60;
  const waits: number[] = [];
  let resultAt = 0;
  let round = 0;
  const look = defineTool({
    name: "Look",
    description: "Looks, for the bench.",
    input: z.object({ at: z.number() }),
    title: ({ at }) => `at ${at}`,
    access: { type: "files", reads: ["a.txt"] },
    run: async () => {
      resultAt = performance.now();
      return "seen";
    },
  });
  const model = modelOf(async () => {
    if (resultAt > 0) waits.push(performance.now() - resultAt);
    round += 1;
    const call: Part = {
      type: "tool-call",
      toolCallId: `r${round}`,
      toolName: "Look",
      input: JSON.stringify({ at: round }),
    };
    const parts: Part[] = round > rounds ? [finish("stop")] : [call, finish("tool-calls")];
    return {
      stream: new ReadableStream<Part>({
        start(controller) {
          for (const part of parts) controller.enqueue(part);
          controller.close();
        },
      }),
    };
  });
  const agent = await openAgent(model, 2000, [look]);
  await agent.send("Go");
  await agent.dispose();
  return {
    name: "tool result to next request with a 2,000-event log, median",
    value: median(waits),
    unit: "ms",
    most: 10,
  };
}

interface Row {
  readonly files: Readonly<Record<string, string>>;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
}

/** Milliseconds from each call's arrival to the next request, edits accepted. Fails where a call did. */
export async function callsInARow({ files, calls }: Row): Promise<readonly number[]> {
  const waits: number[] = [];
  let calledAt = 0;
  let next = 0;
  const model = modelOf(async () => {
    if (next > 0) waits.push(performance.now() - calledAt);
    const call = calls[next];
    next += 1;
    const said: Part[] = call
      ? [
          {
            type: "tool-call",
            toolCallId: `row${next}`,
            toolName: call.name,
            input: JSON.stringify(call.input),
          },
          finish("tool-calls"),
        ]
      : [finish("stop")];
    calledAt = performance.now();
    return {
      stream: new ReadableStream<Part>({
        start(controller) {
          for (const part of said) controller.enqueue(part);
          controller.close();
        },
      }),
    };
  });
  const agent = await openAgent(model, 100, [], files);
  agent.setMode("acceptEdits");
  await agent.send("Go");
  const parts = agent.conversation.get().items.flatMap((item) => (item.type === "assistant" ? item.parts : []));
  const broken = parts.find((part) => part.type === "tool" && part.call.state === "failed");
  await agent.dispose();
  if (broken?.type === "tool") throw new Error(`${broken.call.name} failed: ${broken.call.output}`);
  return waits;
}

/** From a chunk's arrival to the moment that the conversation's store tells of it; painting comes on top. */
export async function measureStreaming(): Promise<Measured> {
  const waits: number[] = [];
  let sentAt = 0;
  const model = modelOf(async () => ({
    stream: new ReadableStream<Part>({
      async start(controller) {
        controller.enqueue({ type: "text-start", id: "t" });
        sentAt = performance.now();
        controller.enqueue({ type: "text-delta", id: "t", delta: "First" });
        await new Promise((resolve) => {
          setTimeout(resolve, 30);
        });
        controller.enqueue({ type: "text-end", id: "t" });
        controller.enqueue(finish("stop"));
        controller.close();
      },
    }),
  }));
  const agent = await openAgent(model, 2000);
  agent.conversation.subscribe(() => {
    const last = agent.conversation.get().items.at(-1);
    if (
      sentAt > 0 &&
      last?.type === "assistant" &&
      last.parts.some((part) => part.type === "text" && part.text === "First")
    ) {
      waits.push(performance.now() - sentAt);
      sentAt = 0;
    }
  });
  for (let run = 0; run < 15; run += 1) await agent.send(`Go ${run}`);
  await agent.dispose();
  return {
    name: "first token's arrival to the store that a view reads, median",
    value: median(waits),
    unit: "ms",
    most: 30,
  };
}
