import { orAbort } from "../loop/sleep";
import type { AgentModel, CallOptions, StreamPart } from "../model/model";

/** What a scripted model says in one step. */
export type Said =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "reasoning"; readonly text: string }
  | {
      readonly type: "call";
      readonly name: string;
      readonly input: unknown;
      /** As some servers name it, unique or not. */
      readonly id?: string;
      /** As is, to be wrong on purpose. */ readonly raw?: string;
    }
  | { readonly type: "wait"; readonly until: Promise<unknown> }
  | { readonly type: "fail"; readonly error: unknown }
  | { readonly type: "usage"; readonly input: number; readonly output: number }
  | { readonly type: "finish"; readonly reason: "stop" | "length" | "content-filter" };

export type Step = readonly Said[] | ((options: CallOptions) => readonly Said[]);

export const say = (text: string): Said => ({ type: "text", text });
export const call = (name: string, input: unknown): Said => ({ type: "call", name, input });

export interface ScriptedModel extends AgentModel {
  /** Every request so far. */
  readonly requests: readonly CallOptions[];
}

function* partsOf(said: Said, id: string): Iterable<StreamPart> {
  if (said.type === "text" || said.type === "reasoning") {
    yield { type: `${said.type}-start`, id };
    const middle = Math.ceil(said.text.length / 2);
    for (const delta of [said.text.slice(0, middle), said.text.slice(middle)])
      yield { type: `${said.type}-delta`, id, delta };
    yield { type: `${said.type}-end`, id };
  } else if (said.type === "call") {
    const input = said.raw ?? JSON.stringify(said.input);
    yield { type: "tool-input-start", id, toolName: said.name };
    for (let at = 0; at < input.length; at += 40)
      yield { type: "tool-input-delta", id, delta: input.slice(at, at + 40) };
    yield { type: "tool-input-end", id };
    yield { type: "tool-call", toolCallId: id, toolName: said.name, input };
  }
}

function finishOf(said: readonly Said[]): StreamPart {
  const usage = said.find((item) => item.type === "usage");
  const given = said.find((item) => item.type === "finish");
  const calls = said.some((item) => item.type === "call");
  return {
    type: "finish",
    finishReason: { unified: given?.reason ?? (calls ? "tool-calls" : "stop"), raw: undefined },
    usage: {
      inputTokens: { total: usage?.input ?? 100, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: usage?.output ?? 10, text: undefined, reasoning: undefined },
    },
  };
}

let calls = 0;

async function play(
  said: readonly Said[],
  controller: ReadableStreamDefaultController<StreamPart>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const alive = signal ?? new AbortController().signal;
  controller.enqueue({ type: "stream-start", warnings: [] });
  for (const item of said) {
    if (item.type === "wait") await orAbort(item.until, alive);
    if (item.type === "fail") throw item.error;
    calls += 1;
    const id = item.type === "call" ? (item.id ?? `id_${calls}`) : `id_${calls}`;
    for (const part of partsOf(item, id)) controller.enqueue(part);
    await Promise.resolve();
    alive.throwIfAborted();
  }
  controller.enqueue(finishOf(said));
}

async function run(
  said: readonly Said[],
  controller: ReadableStreamDefaultController<StreamPart>,
  signal: AbortSignal | undefined,
) {
  try {
    await play(said, controller, signal);
    controller.close();
  } catch (error) {
    controller.error(error);
  }
}

/** A model that says what a script says, step by step, and remembers what it was sent. Past its end it says "Done." */
export function scriptModel(steps: readonly Step[], more: Partial<AgentModel> = {}): ScriptedModel {
  const requests: CallOptions[] = [];
  const left = [...steps];
  return {
    id: "scripted",
    label: "Scripted",
    contextWindow: 200_000,
    sees: true,
    ...more,
    requests,
    provider: {
      specificationVersion: "v4",
      provider: "scripted",
      modelId: "scripted",
      supportedUrls: {},
      doGenerate: () => Promise.reject(new Error("The agent only streams.")),
      async doStream(options) {
        requests.push(options);
        const next = left.shift() ?? [say("Done.")];
        const said = typeof next === "function" ? next(options) : next;
        const [first] = said;
        if (first?.type === "fail") throw first.error;
        const stream = new ReadableStream<StreamPart>({
          start(controller) {
            void run(said, controller, options.abortSignal);
          },
        });
        return { stream };
      },
    },
  };
}
