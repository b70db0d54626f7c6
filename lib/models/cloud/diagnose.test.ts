import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { findServers, isThere } from "../servers/find-servers";
import { probeTools } from "../servers/probe-tools";
import { checkConnection } from "./check-connection";
import { diagnose, modelIds, type Observation } from "./diagnose";
import { openCloud, openCompatible } from "./open-cloud";
import { beginOpenRouterSignIn, finishOpenRouterSignIn } from "./openrouter-sign-in";

const asked = { name: "Anthropic", url: "https://api.anthropic.com/v1", origin: "https://app.example" };
const answer = (status: number, body: unknown, contentType = "application/json"): Observation => ({
  type: "answer",
  status,
  contentType,
  body: typeof body === "string" ? body : JSON.stringify(body),
});
const failure = (online: boolean, reachable?: boolean): Observation => ({ type: "failure", online, reachable });

test.each<[string, Observation, string]>([
  ["a good list", answer(200, { data: [{ id: "m" }] }), "none"],
  [
    "a wrong key at Anthropic",
    answer(401, { type: "error", error: { type: "authentication_error", message: "invalid x-api-key" } }),
    "key",
  ],
  [
    "a wrong key at OpenAI",
    answer(401, { error: { message: "Incorrect API key provided: sk-abcdefghij.", code: "invalid_api_key" } }),
    "key",
  ],
  [
    "a wrong key at Google",
    answer(400, { error: { code: 400, message: "API key not valid. Please pass a valid API key." } }),
    "key",
  ],
  ["a key without rights", answer(403, { error: { message: "not allowed" } }), "key"],
  [
    "no credit at Anthropic",
    answer(400, {
      error: { type: "invalid_request_error", message: "Your credit balance is too low to access the API." },
    }),
    "quota",
  ],
  [
    "no credit at OpenAI",
    answer(429, { error: { message: "You exceeded your current quota", code: "insufficient_quota" } }),
    "quota",
  ],
  ["no credit at OpenRouter", answer(402, { error: { message: "Insufficient credits" } }), "quota"],
  ["too many requests", answer(429, { error: { message: "Rate limit reached" } }), "quota"],
  ["an unknown model", answer(404, { error: { message: "model: claude-9" } }), "model"],
  ["overload", answer(529, { error: { type: "overloaded_error", message: "Overloaded" } }), "overloaded"],
  ["a web page", answer(200, "<!doctype html><title>Sign in</title>", "text/html"), "not-an-api"],
  ["a web page that lies about its type", answer(200, "<html>", "application/json"), "not-an-api"],
  ["a wrong path", answer(404, "not found", "text/plain"), "not-an-api"],
  ["the page's own policy", { type: "blocked" }, "blocked"],
  ["CORS", failure(true, true), "cors"],
  ["no network", failure(false, false), "network"],
  ["a blocked host", failure(true, false), "network"],
])("tells %s apart", (_title, seen, problem) => {
  const found = diagnose(seen, asked);
  expect(found.problem).toBe(problem);
  expect(found.waysOn.length > 0).toBe(problem !== "none");
});

test("a model that the list doesn't have is named, with those that are near", () => {
  const list = answer(200, { data: [{ id: "qwen2.5-coder:7b" }, { id: "llama3" }] });
  const found = diagnose(list, { ...asked, model: "qwen2.5-coder:70b" });
  expect(found).toMatchObject({ problem: "model" });
  expect(found.advice).toContain("qwen2.5-coder:7b");
});

test("a key of another provider is noticed by how it begins", () => {
  const found = diagnose(answer(401, {}), { ...asked, key: "gsk_x", keyStart: "sk-ant-" });
  expect(found.says).toContain("theirs begin with sk-ant-");
});

test("a message of the provider never repeats a key", () => {
  const found = diagnose(
    answer(401, { error: { message: "Incorrect API key provided: sk-proj-abcdef123456." } }),
    asked,
  );
  expect(found.advice).not.toContain("abcdef");
});

test.each([
  ["http://localhost:11434/v1", "OLLAMA_ORIGINS"],
  ["http://localhost:1234/v1", "--cors"],
  ["http://localhost:8000/v1", "--allowed-origins"],
  ["http://localhost:8080/v1", "Access-Control-Allow-Origin"],
  ["http://192.168.1.4:9999/v1", "OLLAMA_ORIGINS"],
])("says which setting lets the page in at %s", (url, setting) => {
  expect(diagnose(failure(true, true), { ...asked, url }).advice).toContain(setting);
});

test("a local address that doesn't answer speaks of the browser's permission for the local network", () => {
  const found = diagnose(failure(true, false), { ...asked, url: "http://localhost:11434/v1" });
  expect(found).toMatchObject({ problem: "local-network" });
  expect(found.advice).toContain("local network access");
});

test("an isolated page can't tell a closed port from a closed door, so it names both", () => {
  const found = diagnose(failure(true), { ...asked, url: "http://localhost:11434/v1" });
  expect(found.advice).toContain("Start the server");
  expect(found.advice).toContain("OLLAMA_ORIGINS");
});

test("reads the list of models of every provider", () => {
  expect(modelIds('{"data":[{"id":"a"}]}')).toEqual(["a"]);
  expect(modelIds('{"models":[{"name":"models/gemini"}]}')).toEqual(["gemini"]);
  expect(modelIds('[{"id":"a"}]')).toEqual(["a"]);
  expect(modelIds("no")).toEqual([]);
});

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server on this machine that answers as it is told, and remembers what it was asked. */
async function serve(reply: (path: string, body: string) => { status?: number; body: string; type?: string }) {
  const requests: { path: string; headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      requests.push({ path: request.url ?? "", headers: request.headers, body });
      const { status = 200, body: text, type = "application/json" } = reply(request.url ?? "", body);
      response.writeHead(status, { "content-type": type }).end(text);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`, requests };
}

const options = { origin: "https://app.example", online: () => true };

test("the test of a connection sends the key where the provider wants it, and lists its models", async () => {
  const { url, requests } = await serve(() => ({ body: '{"data":[{"id":"claude-x"}]}' }));
  const report = await checkConnection({ provider: "anthropic", baseUrl: url, key: "sk-ant-1" }, options);
  expect(report).toMatchObject({ models: ["claude-x"], diagnosis: { problem: "none" } });
  expect(requests[0]?.path).toBe("/v1/models");
  expect(requests[0]?.headers).toMatchObject({
    "x-api-key": "sk-ant-1",
    "anthropic-dangerous-direct-browser-access": "true",
  });
});

test("servers on the usual ports are found with their models; a closed port is not", async () => {
  const { url } = await serve(() => ({ body: '{"data":[{"id":"qwen"}]}' }));
  const closed = "http://127.0.0.1:9/v1";
  const found = await findServers(options, [
    { name: "Ollama", baseUrl: url },
    { name: "vLLM", baseUrl: closed },
  ]);
  expect(found.map(isThere)).toEqual([true, false]);
  expect(found[0]?.models).toEqual(["qwen"]);
});

const completion = (message: unknown) =>
  JSON.stringify({
    id: "1",
    object: "chat.completion",
    created: 1,
    model: "m",
    choices: [{ index: 0, message, finish_reason: "stop" }],
  });
const called = {
  role: "assistant",
  content: null,
  tool_calls: [{ id: "1", type: "function", function: { name: "get_weather", arguments: '{"city":"Oslo"}' } }],
};

test.each([
  ["native", completion(called)],
  ["text", completion({ role: "assistant", content: '{"name": "get_weather", "arguments": {"city": "Oslo"}}' })],
  ["none", completion({ role: "assistant", content: "It rains." })],
])("one real call tells that a server's tools are %s", async (calls, body) => {
  const { url } = await serve(() => ({ body }));
  const model = await openCompatible({ name: "own", baseURL: url }, "m");
  expect(await probeTools(model)).toMatchObject({ calls });
});

test("a server that refuses tools is told apart from one that is not there", async () => {
  const { url } = await serve(() => ({ status: 400, body: '{"error":{"message":"m does not support tools"}}' }));
  const probe = await probeTools(await openCompatible({ name: "own", baseURL: url }, "m"));
  expect(probe.says).toContain("does not support tools");
});

test.each(["anthropic", "openai", "google", "mistral", "groq", "openrouter"] as const)(
  "opens a model of %s with its own package",
  async (provider) => {
    const model = await openCloud({ type: "cloud", provider, model: "m" }, { key: "k" });
    expect(model.specificationVersion).toBe("v4");
    expect(model.modelId).toBe("m");
  },
);

test("without a key a provider isn't even asked", async () => {
  await expect(openCloud({ type: "cloud", provider: "openai", model: "m" }, { key: undefined })).rejects.toThrow(
    "needs a key",
  );
});

function sessionMemory() {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  };
}

test("the sign-in at OpenRouter proves that the same tab began and ended it", async () => {
  const memory = sessionMemory();
  const url = new URL(await beginOpenRouterSignIn("https://app.example/ide", memory));
  const bodies: unknown[] = [];
  const request: typeof fetch = (_url, init) => {
    bodies.push(JSON.parse(init?.body as string));
    return Promise.resolve(Response.json({ key: "sk-or-1" }));
  };
  expect(await finishOpenRouterSignIn("code", memory, request)).toBe("sk-or-1");
  const [{ code_verifier: verifier }] = bodies as [{ code_verifier: string }];
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  expect(url.searchParams.get("code_challenge")).toBe(Buffer.from(digest).toString("base64url"));
  await expect(finishOpenRouterSignIn("code", memory, request)).rejects.toThrow("wasn't begun in this tab");
});
