import type {
  JSONSchema7,
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  SharedV4Warning,
} from "@ai-sdk/provider";
import { describeTools, withToolsInText } from "./calls/tools-in-text";
import type { ChatEngine, ChatRequest, ChatTool } from "./chat-engine";
import { toChatMessages } from "./chat-messages";
import { given } from "./given";
import { ModelFailure } from "./model-failure";
import { fitMessages } from "./small/fit-messages";
import { smallModeFor, toolsForSmallModel, type SmallMode } from "./small/small-mode";
import { estimateTokens } from "./small/tokens";
import { createPartWriter } from "./stream-parts";

export interface LanguageModelOptions {
  /** `false` turns the mode for small models off; without it the engine's window decides. */
  readonly small?: SmallMode | false;
}

/** A model in the tab as the AI SDK knows models. Calls come out as calls, whatever dialect the model writes. */
export function createLanguageModel(engine: ChatEngine, options: LanguageModelOptions = {}): LanguageModelV4 {
  const small = options.small === false ? undefined : (options.small ?? smallModeFor(engine.context));
  const doStream: LanguageModelV4["doStream"] = async (call) => {
    const warnings: SharedV4Warning[] = [];
    const request = requestOf(engine, call, small, warnings);
    const stop = new AbortController();
    const parts = partsOf(engine, request, { stop, oneCall: small !== undefined, warnings });
    return Promise.resolve({ stream: streamOf(parts, stop) });
  };
  return {
    specificationVersion: "v4",
    provider: engine.provider,
    modelId: engine.id,
    supportedUrls: {},
    doStream,
    async doGenerate(call) {
      const { stream } = await doStream(call);
      return gather(stream);
    },
  };
}

function requestOf(
  engine: ChatEngine,
  call: LanguageModelV4CallOptions,
  small: SmallMode | undefined,
  warnings: SharedV4Warning[],
): ChatRequest {
  const messages = toChatMessages(call.prompt, (feature) => void warnings.push({ type: "unsupported", feature }));
  if (!engine.acceptsImages && messages.some((message) => message.role === "user" && message.images))
    throw blind(engine);
  const tools = toolsOf(call, small);
  const required = call.toolChoice?.type === "required" || call.toolChoice?.type === "tool";
  const toolTokens = tools.length > 0 ? estimateTokens(describeTools(tools, required)) : 0;
  const fitted = small ? fitMessages(messages, small, toolTokens) : messages;
  return {
    messages: engine.calls === "text" ? withToolsInText(fitted, tools, required) : fitted,
    tools,
    toolChoice: required ? "required" : "auto",
    ...samplingOf(call, small),
  };
}

function blind(engine: ChatEngine): ModelFailure {
  return new ModelFailure(
    "unsupported",
    `${engine.id} can't see images. Choose a vision model in the model settings, or ask without the image.`,
    ["choose-model"],
  );
}

function samplingOf(call: LanguageModelV4CallOptions, small: SmallMode | undefined): Partial<ChatRequest> {
  const jsonSchema = call.responseFormat?.type === "json" ? call.responseFormat.schema : undefined;
  return {
    ...given("jsonSchema", jsonSchema as Record<string, unknown> | undefined),
    ...given("maxTokens", call.maxOutputTokens ?? small?.answerTokens),
    ...given("temperature", call.temperature),
    ...given("topP", call.topP),
    ...given("seed", call.seed),
    ...given("stop", call.stopSequences),
    ...given("signal", call.abortSignal),
  };
}

function toolsOf(
  { tools = [], toolChoice }: LanguageModelV4CallOptions,
  small: SmallMode | undefined,
): readonly ChatTool[] {
  if (toolChoice?.type === "none") return [];
  const functions = tools.flatMap((tool) =>
    tool.type === "function"
      ? [{ name: tool.name, description: tool.description ?? "", schema: schemaOf(tool.inputSchema) }]
      : [],
  );
  if (toolChoice?.type === "tool") return functions.filter(({ name }) => name === toolChoice.toolName);
  return small ? toolsForSmallModel(functions, small.mostTools) : functions;
}

const schemaOf = (schema: JSONSchema7): ChatTool["schema"] => schema as Record<string, unknown>;

interface Run {
  readonly stop: AbortController;
  readonly oneCall: boolean;
  readonly warnings: SharedV4Warning[];
}

async function* partsOf(engine: ChatEngine, request: ChatRequest, run: Run): AsyncGenerator<LanguageModelV4StreamPart> {
  const writer = createPartWriter(request.tools);
  const signal = request.signal ? AbortSignal.any([request.signal, run.stop.signal]) : run.stop.signal;
  yield { type: "stream-start", warnings: run.warnings };
  try {
    for await (const chunk of engine.stream({ ...request, signal })) {
      yield* writer.write(chunk);
      if (run.oneCall && writer.calls() > 0) break;
    }
  } catch (error) {
    if (request.signal?.aborted) throw error;
    if (!run.stop.signal.aborted) {
      yield { type: "error", error };
      return;
    }
  } finally {
    run.stop.abort();
  }
  yield* writer.end();
}

function streamOf(
  parts: AsyncGenerator<LanguageModelV4StreamPart>,
  stop: AbortController,
): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    async pull(controller) {
      const next = await parts.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      stop.abort();
      await parts.return(undefined);
    },
  });
}

async function gather(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<LanguageModelV4GenerateResult> {
  const content: LanguageModelV4Content[] = [];
  let finish: Extract<LanguageModelV4StreamPart, { type: "finish" }> | undefined;
  let warnings: SharedV4Warning[] = [];
  for await (const part of stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "stream-start") ({ warnings } = part);
    if (part.type === "finish") finish = part;
    collect(content, part);
  }
  if (!finish) throw new ModelFailure("unknown", "The model stopped without saying why. Try again.", ["retry"]);
  return { content, finishReason: finish.finishReason, usage: finish.usage, warnings };
}

function collect(content: LanguageModelV4Content[], part: LanguageModelV4StreamPart): void {
  const last = content.at(-1);
  switch (part.type) {
    case "text-start":
      content.push({ type: "text", text: "" });
      break;
    case "reasoning-start":
      content.push({ type: "reasoning", text: "" });
      break;
    case "text-delta":
    case "reasoning-delta":
      if (last?.type === "text" || last?.type === "reasoning") last.text += part.delta;
      break;
    case "tool-call":
      content.push(part);
      break;
    default:
  }
}
