import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { answerModel, type ModelProxy } from "../model/answer-model";
import { readModelProviders } from "../model/model-settings";
import { createModelTokens, type ModelTokens } from "../model/model-tokens";
import { askOutside } from "../outbound/ask-outside";
import { createAllowances } from "../store/allowance";
import type { Database } from "../store/database";
import type { Store } from "../store/store";

interface Fixture {
  seen: { readonly request: IncomingMessage; body: string }[];
  left: number;
  reply: (response: ServerResponse) => void;
  proxy: ModelProxy;
  readonly tokens: () => ModelTokens;
  readonly usedBy: (id: string) => Promise<number | undefined>;
  readonly ask: (token: string, body?: unknown, path?: string, init?: RequestInit) => Promise<Response>;
}

/** The model proxy before a server that speaks as the providers do. */
export function modelSuite(open: () => Database): void {
  const tokens = () => createModelTokens(open());
  const f = {
    tokens,
    usedBy: async (id) => (await tokens().list()).find((row) => row.id === id)?.used,
    ask(token, body = { model: "m", messages: [] }, path = "school/v1/chat/completions", init = {}) {
      const headers = { authorization: `Bearer ${token}`, cookie: "a=b", "content-type": "application/json" };
      const asked = { method: "POST", body: JSON.stringify(body), headers, ...init };
      return answerModel(new Request(`http://ide.localhost/api/model/${path}`, asked), path.split("/"), f.proxy);
    },
  } as Fixture;
  const provider = providerOf(f);
  beforeAll(async () => {
    await new Promise<void>((resolve) => {
      provider.listen(0, "127.0.0.1", resolve);
    });
    const base = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    const providers = readModelProviders({
      TABSMITH_MODELS: `school=${base}/base openai`,
      TABSMITH_MODEL_SCHOOL_KEY: "sk-server-secret",
      OPENAI_API_KEY: "sk-other",
    });
    const { take } = createAllowances(open());
    f.proxy = { providers, ask: askOutside, open: async () => ({ database: open(), take }) as unknown as Store };
  });
  afterAll(() => {
    provider.closeAllConnections();
    provider.close();
  });
  beforeEach(() => {
    f.seen = [];
    f.left = 0;
    f.reply = (response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end('{"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}');
  });
  answerTests(f);
  leaveTests(f);
  tokenTests(f);
}

const providerOf = (f: Fixture): Server =>
  createServer((request, response) => {
    const entry = { request, body: "" };
    f.seen.push(entry);
    response.on("close", () => {
      if (!response.writableFinished) f.left += 1;
    });
    request.on("data", (piece: Buffer) => (entry.body += piece.toString()));
    request.on("end", () => {
      f.reply(response);
    });
  });

function answerTests(f: Fixture): void {
  test("puts the server's key in the place of the token, and writes down what was used", async () => {
    const { id, token } = await f.tokens().create("class", 100_000, null);
    const answer = await f.ask(token);
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('"total_tokens":15')]);
    expect(f.seen[0]?.request.url).toBe("/base/v1/chat/completions");
    expect(f.seen[0]?.request.headers.authorization).toBe("Bearer sk-server-secret");
    expect(f.seen[0]?.request.headers.cookie).toBeUndefined();
    expect(JSON.stringify(f.seen[0]?.request.rawHeaders)).not.toContain(token);
    expect(await f.usedBy(id)).toBe(15);
  });

  test("hands a stream on as it comes, asks it for its usage, and counts it", async () => {
    let finish = () => undefined as unknown;
    f.reply = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write('data: {"choices":[{"delta":{"content":"\\"total_tokens\\": 999999"}}]}\n\n');
      finish = () =>
        response.end('data: {"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}\n\ndata: [DONE]\n\n');
    };
    const { id, token } = await f.tokens().create("stream", 100_000, null);
    const answer = await f.ask(token, { model: "m", stream: true, messages: [] });
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain("999999");
    finish();
    while (!(await reader?.read())?.done);
    expect(JSON.parse(f.seen[0]?.body ?? "")).toMatchObject({ stream_options: { include_usage: true } });
    expect(await f.usedBy(id)).toBe(10);
  });

  test("a caller who leaves makes the provider stop, and pays for what came", async () => {
    f.reply = (response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(`data: ${"x".repeat(396)}\n\n`);
    };
    const { id, token } = await f.tokens().create("leaver", 100_000, null);
    const answer = await f.ask(token, { model: "m", stream: true, max_tokens: 5000 });
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await vi.waitFor(() => expect(f.left).toBe(1), { timeout: 10_000 });
    const used = (await f.usedBy(id)) ?? 0;
    expect(used).toBeGreaterThanOrEqual(100);
    expect(used).toBeLessThan(200);
  });
}

function leaveTests(f: Fixture): void {
  test("an abort before the answer reaches the provider, and costs nothing", async () => {
    f.reply = () => undefined;
    const { id, token } = await f.tokens().create("abort", 100_000, null);
    const control = new AbortController();
    const asked = f.ask(token, {}, "school/v1/chat/completions", { signal: control.signal });
    await vi.waitFor(() => expect(f.seen).toHaveLength(1), { timeout: 10_000 });
    control.abort();
    expect((await asked).status).toBe(502);
    await vi.waitFor(() => expect(f.left).toBe(1), { timeout: 10_000 });
    expect(await f.usedBy(id)).toBe(0);
  });

  test("calls at once can't use more together than a token allows", async () => {
    const { token } = await f.tokens().create("quota", 500, null);
    const answers = await Promise.all(Array.from({ length: 10 }, () => f.ask(token, { model: "m", max_tokens: 150 })));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(3);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(7);
    await Promise.all(answers.map((answer) => answer.text()));
  });

  test("unknown, revoked and expired tokens get nothing", async () => {
    expect((await f.ask("sk-mine")).status).toBe(401);
    expect((await f.ask(`tsm_${"A".repeat(43)}`)).status).toBe(401);
    const revoked = await f.tokens().create("revoked", 1000, null);
    expect(await f.tokens().revoke(revoked.id)).toBe(true);
    expect((await f.ask(revoked.token)).status).toBe(403);
    const expired = await f.tokens().create("expired", 1000, -1);
    expect((await f.ask(expired.token)).status).toBe(403);
    expect(f.seen).toHaveLength(0);
  });

  test("nothing but questions to models is handed on, to nobody but who is named", async () => {
    const { token } = await f.tokens().create("paths", 100_000, null);
    for (const path of [
      "school/v1/files",
      "school/v1/../v1/files",
      "school/v1/chat/completions/x",
      "anthropic/v1/messages",
      "__proto__/v1/chat/completions",
      "school//v1/models",
    ])
      expect((await f.ask(token, {}, path)).status).toBe(404);
    expect((await f.ask(token, [])).status).toBe(400);
    expect(f.seen).toHaveLength(0);
  });
}

function tokenTests(f: Fixture): void {
  test("what a provider says of a refused key stays here, and its other failures are told", async () => {
    const { id, token } = await f.tokens().create("failures", 100_000, null);
    f.reply = (response) => response.writeHead(401).end("Incorrect API key provided: sk-server-secret");
    const refused = await f.ask(token);
    expect([refused.status, await refused.text()]).toEqual([502, expect.not.stringContaining("sk-server")]);
    f.reply = (response) =>
      response.writeHead(429, { "retry-after": "7", "content-type": "application/json" }).end("{}");
    const limited = await f.ask(token);
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await f.usedBy(id)).toBe(0);
  });
}
