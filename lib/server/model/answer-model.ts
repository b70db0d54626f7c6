import { readJson } from "../http/read-body";
import { untilFinished } from "../lifecycle/unfinished";
import { fieldsOf } from "../log";
import { logSeldom } from "../log-seldom";
import type { AskOutside, OutsideAnswer } from "../outbound/ask-outside";
import type { Store } from "../store/store";
import { readModelBody, type ModelBody } from "./model-body";
import { keyHeaders, modelAddress, tokenIn } from "./model-path";
import type { ModelProvider } from "./model-settings";
import { createModelTokens, type ModelTokens } from "./model-tokens";
import { createUsageMeter } from "./usage";

export interface ModelProxy {
  readonly providers: ReadonlyMap<string, ModelProvider>;
  readonly ask: AskOutside;
  readonly open: () => Promise<Store>;
}

const mostBody = 8 * 1024 * 1024;
const longest = 15 * 60_000;
const perMinute = { name: "model", amount: 120, minutes: 1 };
const handedOn = ["accept", "content-type", "anthropic-version", "anthropic-beta"];

/** Answers `/api/model/<provider>/…`: the caller's token is judged and replaced by the provider's key, which stays here. */
export async function answerModel(
  request: Request,
  [name = "", ...rest]: readonly string[],
  proxy: ModelProxy,
): Promise<Response> {
  const provider = proxy.providers.get(name);
  if (!provider)
    return refusal(404, "This server hands nothing on to a model provider of this name (TABSMITH_MODELS).");
  const path = `/${rest.join("/")}`;
  const url = modelAddress(provider, request.method, path);
  if (!url) return refusal(404, "This isn't handed on: only questions to models are.");
  const token = tokenIn(request.headers);
  if (token === undefined) return refusal(401, "A token of this server is needed. Whoever runs it gives them out.");
  const body = request.method === "POST" ? await bodyOf(request, path) : { text: "", estimate: 0 };
  if (!body) return refusal(400, "The body must be a JSON object of at most 8 MB.");
  try {
    const store = await proxy.open();
    const tokens = createModelTokens(store.database);
    const reserved = await tokens.reserve(token, body.estimate);
    if (reserved.type !== "reserved") return refused(reserved.type);
    const call = { request, provider, url, body, tokens, id: reserved.id, ask: proxy.ask };
    const taken = await store.take(perMinute, reserved.id);
    if (taken.type === "taken") return await untilFinished(handOn(call));
    await tokens.settle(reserved.id, body.estimate, 0);
    return refusal(429, "Too many calls with this token. Wait a little.", {
      "Retry-After": String(taken.afterSeconds),
    });
  } catch (error) {
    logSeldom("error", "model.failed", fieldsOf(error));
    return refusal(503, "The server's store can't be used right now.");
  }
}

const reasons = {
  unknown: [401, "This server doesn't know this token."],
  over: [403, "This token's time is over, or it was revoked."],
  spent: [429, "This token's allowance is used up."],
} as const;

function refused(type: keyof typeof reasons): Response {
  const [status, sentence] = reasons[type];
  return refusal(status, sentence);
}

async function bodyOf(request: Request, path: string): Promise<ModelBody | undefined> {
  try {
    return readModelBody(await readJson(request, mostBody), path);
  } catch {
    return undefined;
  }
}

interface Call {
  readonly request: Request;
  readonly provider: ModelProvider;
  readonly url: URL;
  readonly body: ModelBody;
  readonly tokens: ModelTokens;
  readonly id: string;
  readonly ask: AskOutside;
}

async function handOn({ request, provider, url, body, tokens, id, ask }: Call): Promise<Response> {
  const left = new AbortController();
  const signal = AbortSignal.any([request.signal, left.signal, AbortSignal.timeout(longest)]);
  const given = handedOn.flatMap((name) =>
    request.headers.has(name) ? [[name, request.headers.get(name) ?? ""]] : [],
  );
  const sent = Buffer.byteLength(body.text);
  const headers = { ...Object.fromEntries(given), ...keyHeaders(provider), "accept-encoding": "identity" };
  const withLength = { ...headers, ...(sent > 0 && { "content-length": String(sent) }) };
  let answer: OutsideAnswer;
  try {
    const question = { url, method: request.method, headers: withLength, trusted: true, signal };
    answer = await ask({ ...question, ...(sent > 0 && { body: new Response(body.text).body }) });
  } catch (error) {
    await tokens.settle(id, body.estimate, 0);
    if (!signal.aborted)
      logSeldom("warn", "model.unreachable", { provider: provider.name, error: fieldsOf(error).error });
    return refusal(502, "The model's provider can't be reached from this server.");
  }
  if (answer.status >= 400) return failed(answer, provider, () => tokens.settle(id, body.estimate, 0));
  const meter = createUsageMeter();
  const settle = untilSettled(() => tokens.settle(id, body.estimate, meter.total(sent)));
  const metered = passOn(answer.body, meter.feed, settle, () => {
    left.abort();
  });
  return new Response(metered, { status: answer.status, headers: answerHeaders(answer.headers) });
}

/** A provider's answer to a refused key may repeat a part of it, so such an answer stays here. */
async function failed(answer: OutsideAnswer, { name }: ModelProvider, settle: () => Promise<void>): Promise<Response> {
  await settle();
  logSeldom("warn", "model.refused", { provider: name, status: answer.status });
  if (answer.status !== 401 && answer.status !== 403)
    return new Response(answer.body, { status: answer.status, headers: answerHeaders(answer.headers) });
  await answer.body.cancel();
  return refusal(502, "The provider refused this server's key. Tell whoever runs it.");
}

/**
 * Once, though a reader who leaves while a piece is awaited ends the stream twice. The store stays open until then, however late
 * the end is heard of.
 */
function untilSettled(settle: () => Promise<void>): () => Promise<void> {
  let isOver: () => void = () => undefined;
  let settling: Promise<void> | undefined;
  void untilFinished(new Promise<void>((resolve) => (isOver = resolve)));
  return () => (settling ??= settle().finally(isOver));
}

/** However the stream ends, by its end, a failure or the reader's leaving, what was used is written down once. */
function passOn(
  body: ReadableStream<Uint8Array>,
  feed: (piece: Uint8Array) => void,
  settle: () => Promise<void>,
  leave: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          feed(value);
          controller.enqueue(value);
          return;
        }
        await settle();
        controller.close();
      } catch (error) {
        await settle();
        controller.error(error);
      }
    },
    async cancel() {
      leave();
      await reader.cancel().catch(() => undefined);
      await settle();
    },
  });
}

function answerHeaders(given: Headers): Readonly<Record<string, string>> {
  const kept = ["content-type", "retry-after"].flatMap((name) =>
    given.has(name) ? [[name, given.get(name) ?? ""]] : [],
  );
  return { ...Object.fromEntries(kept), "Cache-Control": "no-store", "X-Accel-Buffering": "no" };
}

/** In the form that the providers' own libraries show. */
const refusal = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(
    { type: "error", error: { type: "tabsmith_refusal", message } },
    { status, headers: { "Cache-Control": "no-store", ...headers } },
  );
