import { createServer, request, type ClientRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { operate } from "../fixtures/operate";
import { startOwnServer, type OwnServer } from "../fixtures/own-server";
import { expect, test } from "../fixtures/test";

/** A model's provider that says one thing at once and the rest when the test lets it. */
async function startProvider() {
  const answers: ServerResponse[] = [];
  const server = createServer((asked, answer) => {
    asked.resume();
    asked.on("end", () => {
      answer.writeHead(200, { "content-type": "text/event-stream" }).write('data: {"choices":[]}\n\n');
      answers.push(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    settings: {
      TABSMITH_MODELS: `school=http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      TABSMITH_MODEL_SCHOOL_KEY: "sk-server",
    },
    finish: () => answers.forEach((answer) => answer.end(`data: {"usage":${usage}}\n\ndata: [DONE]\n\n`)),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const usage = '{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}';

interface Begun {
  readonly request: ClientRequest;
  readonly answer: Promise<IncomingMessage>;
}

/** A call on a connection of its own, whose body the test sends. */
function begin(
  server: OwnServer,
  method: string,
  path: string,
  headers: Readonly<Record<string, string | number>> = {},
): Begun {
  const host = new URL(server.url).host;
  const made = request({
    host: "127.0.0.1",
    port: server.port,
    method,
    path,
    agent: false,
    headers: { host, origin: server.url, "content-type": "application/json", ...headers },
  });
  const answer = new Promise<IncomingMessage>((resolve, reject) => made.on("response", resolve).on("error", reject));
  answer.catch(() => undefined);
  return { request: made, answer };
}

async function textOf(answer: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of answer.setEncoding("utf8")) text += piece as string;
  return text;
}

async function ask(server: OwnServer, method: string, path: string, body = "") {
  const begun = begin(server, method, path, { "content-length": Buffer.byteLength(body) });
  begun.request.end(body);
  const answer = await begun.answer;
  return { status: answer.statusCode ?? 0, text: await textOf(answer) };
}

const opened = (server: OwnServer) =>
  expect.poll(async () => (await ask(server, "GET", "/api/ready")).status, { timeout: 60_000 }).toBe(200);

async function beginModelCall(server: OwnServer): Promise<{ token: string; answer: IncomingMessage }> {
  const { token } = (await operate(server, "token", "create", "class", "100000")) as { token: string };
  const call = begin(server, "POST", "/api/model/school/v1/chat/completions", { authorization: `Bearer ${token}` });
  call.request.end(JSON.stringify({ model: "m", stream: true, max_tokens: 50, messages: [] }));
  return { token, answer: await call.answer };
}

/** What the operator is told that the token has used, by a new server on the same data. */
async function usedAfter(server: OwnServer): Promise<number | undefined> {
  const [row] = (await operate(server, "token", "list")) as { used: number }[];
  return row?.used;
}

const project = (text: string) => JSON.stringify({ share: `1.none@1.${Buffer.from(text).toString("base64url")}` });

test("a server that is told to end says so first, finishes what it began, refuses the rest, and loses nothing", async () => {
  test.setTimeout(180_000);
  const provider = await startProvider();
  const generous = { SHARE_CREATES_PER_HOUR: "1000000", SHARE_MEGABYTES_PER_DAY: "100000" };
  const server = await startOwnServer({ ...provider.settings, ...generous });
  const acknowledged = new Map<string, string>();
  try {
    await opened(server);
    const model = await beginModelCall(server);
    const body = project("half before, half after");
    const write = begin(server, "POST", "/api/share", { "content-length": Buffer.byteLength(body) });
    write.request.write(body.slice(0, 20));

    const writing = new AbortController();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let at = 0; !writing.signal.aborted; at += 1) {
        const sent = project(`${writer} ${at}`);
        const made = await ask(server, "POST", "/api/share", sent).catch(() => undefined);
        if (made?.status === 201) acknowledged.set((JSON.parse(made.text) as { id: string }).id, sent);
      }
    });
    await expect.poll(() => acknowledged.size).toBeGreaterThan(20);
    const code = server.stop();
    await expect
      .poll(async () => ask(server, "GET", "/api/ready"), { intervals: [20], timeout: 5000 })
      .toEqual({ status: 503, text: '{"status":"ending"}' });
    await expect
      .poll(async () => ask(server, "GET", "/api/health").catch((error: unknown) => String(error)), {
        intervals: [20],
        timeout: 5000,
      })
      .toContain("ECONNREFUSED");
    writing.abort();
    await Promise.all(writers);

    write.request.end(body.slice(20));
    const made = await write.answer;
    expect(made.statusCode).toBe(201);
    acknowledged.set((JSON.parse(await textOf(made)) as { id: string }).id, body);
    provider.finish();
    expect(await textOf(model.answer)).toContain("[DONE]");
    expect(await code).toBe(0);
    expect(server.said()).toContain('"server.ended"');
    expect(server.said()).not.toContain('"level":"error"');

    const next = await startOwnServer({ ...provider.settings, ...generous, TABSMITH_DATA: server.data });
    try {
      await opened(next);
      for (const [id, sent] of acknowledged) {
        const read = JSON.parse((await ask(next, "GET", `/api/share/${id}`)).text) as { share: string };
        expect({ share: read.share }).toEqual(JSON.parse(sent));
      }
      expect(await usedAfter(next)).toBe(10);
    } finally {
      await next.stop();
    }
  } finally {
    provider.close();
    await server.end();
  }
});

test("an answer that doesn't end is cut when its time is over, and what it used is written down", async () => {
  test.setTimeout(180_000);
  const provider = await startProvider();
  const server = await startOwnServer({ ...provider.settings, SHUTDOWN_NOTICE_SECONDS: "0", SHUTDOWN_SECONDS: "1" });
  try {
    await opened(server);
    const { answer } = await beginModelCall(server);
    const cut = textOf(answer).catch((error: unknown) => String(error));
    const began = Date.now();
    expect(await server.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await cut).toMatch(/aborted|ECONNRESET/u);

    const next = await startOwnServer({ ...provider.settings, TABSMITH_DATA: server.data });
    await opened(next);
    const used = await usedAfter(next);
    await next.stop();
    expect(used).toBeGreaterThan(0);
    expect(used, "not what was set aside, which is more").toBeLessThan(50);
  } finally {
    provider.close();
    await server.end();
  }
});
