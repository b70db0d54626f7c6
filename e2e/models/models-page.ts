import { isStepCount, jsonSchema, streamText, tool, type ModelMessage, type ToolSet } from "ai";
import { browserShelf, createModelCatalogue, createModelFiles, createModelOpener, detectMachine } from "@/lib/models";
import { openWllama } from "@/lib/models/engines/wllama-engine";
import { browserKeyBox } from "@/lib/models/keys/browser-key-box";
import { createKeyStore } from "@/lib/models/keys/key-store";
import { createLanguageModel } from "@/lib/models/language-model";
import { builtInTools } from "@/lib/tools";
import { failureOf } from "./failure-of";
import { randomModel } from "./random-model";
import { runtimesPage } from "./runtimes-page";
import { walkGrammar } from "./walk-grammar";

const wasmUrl = "/vendor/models/wllama/wllama.wasm";

/** All tools as the agent shows them, none of which runs. */
function toolSet(): ToolSet {
  return Object.fromEntries(
    builtInTools.map(({ name, description, schema }) => [name, tool({ description, inputSchema: jsonSchema(schema) })]),
  );
}

interface Step {
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  readonly finish: string;
}

type Outcome = "done" | "refused" | "failed";

async function blobOf(url: string): Promise<Blob> {
  return (await fetch(url)).blob();
}

const page = {
  ...runtimesPage,

  /** Plays the tour as the agent would, from a click on; `outcomes` says how each call ends. */
  async tour(prompt: string, outcomes: readonly Outcome[], steps: number) {
    const began = performance.now();
    const keys = await createKeyStore(browserKeyBox("e2e"));
    const models = createModelOpener({
      catalogue: createModelCatalogue(),
      keys,
      files: createModelFiles(browserShelf()),
      tourPace: 0,
    });
    const { provider: model } = await models.open("tour/first-app");
    const messages: ModelMessage[] = [{ role: "user", content: prompt }];
    const played: Step[] = [];
    let firstCall: number | undefined;
    let results = 0;
    while (played.length < steps) {
      const result = streamText({
        model,
        instructions: "You are a coding agent.",
        messages,
        tools: toolSet(),
        stopWhen: isStepCount(1),
        maxRetries: 0,
      });
      for await (const part of result.stream) if (part.type === "tool-call") firstCall ??= performance.now() - began;
      const calls = await result.toolCalls;
      messages.push(...(await result.responseMessages));
      played.push({
        text: await result.text,
        finish: await result.finishReason,
        calls: calls.map(({ toolName, input }) => ({ name: toolName, input: input as unknown })),
      });
      for (const { toolCallId, toolName } of calls) {
        const outcome = outcomes[results++] ?? "done";
        const output =
          outcome === "done"
            ? { type: "text" as const, value: "ok" }
            : {
                type: "error-text" as const,
                value: outcome === "refused" ? `The user refused this call of ${toolName}.` : "It broke.",
              };
        messages.push({ role: "tool", content: [{ type: "tool-result", toolCallId, toolName, output }] });
      }
      if (calls.length === 0) messages.push({ role: "user", content: "Go on." });
    }
    await models.release();
    return { played, firstCall, isolated: crossOriginIsolated };
  },

  /** Asks a model of random weights for one call for each seed. */
  async randomCalls(seeds: number) {
    const engine = await openWllama({
      id: "random",
      files: [new Blob([randomModel(7)])],
      wasmUrl,
      context: 4096,
      calls: "native",
      gpu: false,
    });
    const tools = [
      {
        name: "Read",
        description: "Read a file",
        schema: {
          type: "object",
          properties: { file_path: { type: "string", maxLength: 12 }, limit: { type: "integer" } },
          required: ["file_path"],
          additionalProperties: false,
        },
      },
      {
        name: "Bash",
        description: "Run",
        schema: {
          type: "object",
          properties: { command: { type: "string", maxLength: 16 }, run_in_background: { type: "boolean" } },
          required: ["command"],
          additionalProperties: false,
        },
      },
    ];
    const answers: string[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) {
      const model = createLanguageModel(engine, { small: false });
      const { content } = await model.doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text: `Do something, ${seed}.` }] }],
        tools: tools.map(({ name, description, schema }) => ({
          type: "function",
          name,
          description,
          inputSchema: schema as never,
        })),
        toolChoice: { type: "required" },
        seed,
        temperature: 1,
        maxOutputTokens: 400,
      });
      answers.push(
        JSON.stringify(
          content.map((part) =>
            part.type === "tool-call" ? { name: part.toolName, input: JSON.parse(part.input) as unknown } : part,
          ),
        ),
      );
    }
    await engine.dispose();
    return answers;
  },

  walkGrammar,

  /** What bad files say. */
  async wllamaFailures() {
    const whole = await blobOf("/vendor/models/tours/first-app.gguf");
    const open = (file: Blob) =>
      failureOf(openWllama({ id: "A model", files: [file], wasmUrl, context: 4096, calls: "text", gpu: false }));
    const abort = new AbortController();
    const cancelled = failureOf(
      openWllama(
        { id: "A model", files: [whole], wasmUrl, context: 4096, calls: "text", gpu: false },
        { signal: abort.signal },
      ),
    );
    abort.abort();
    return {
      truncated: await open(whole.slice(0, Math.floor(whole.size / 2))),
      nonsense: await open(new Blob(["This is no model, but it has some length."])),
      cancelled: await cancelled,
      intact: await open(whole),
    };
  },

  machine: detectMachine,

  async download(url: string) {
    const files = createModelFiles(browserShelf("e2e-models"), { partBytes: 100_000 });
    const file = await files.download(url);
    const listed = await files.list();
    const again = await files.open(url);
    await files.remove(url);
    return { size: file.size, listed, again: again?.size, left: await files.list() };
  },
};

export type ModelsPage = typeof page;

Object.assign(globalThis, { modelsPage: page });
