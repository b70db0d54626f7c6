import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { connect, createServer as createNetServer, type AddressInfo } from "node:net";
import { Failure } from "@/lib/base";
import { afterEach, expect, test } from "vitest";
import { createHttpClient } from "./client";
import type { Duplex } from "./duplex";
import type { ResponseBody } from "./response";

const servers: { close: () => void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A socket of the machine as the pair of byte streams that the engine's kernel gives. */
async function socket(port: number): Promise<Duplex> {
  const raw = connect(port, "127.0.0.1");
  await once(raw, "connect");
  const pieces = raw[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  return {
    read: async () => {
      const { value, done } = await pieces.next();
      return done === true ? null : new Uint8Array(value);
    },
    write: async (bytes) => {
      if (raw.destroyed) throw new Failure("EPIPE", "The connection is closed.");
      if (!raw.write(bytes)) await once(raw, "drain");
    },
    end: () => void raw.end(),
    destroy: () => void raw.destroy(),
  };
}

async function serve(listener: RequestListener) {
  const server: Server = createServer(listener);
  let connections = 0;
  server.on("connection", () => connections++);
  server.listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const client = createHttpClient(() => socket(port));
  servers.push({
    close: () => {
      client.close();
      server.closeAllConnections();
      server.close();
    },
  });
  return { client, server, connections: () => connections };
}

async function textOf(body: ResponseBody): Promise<string> {
  const pieces: Uint8Array[] = [];
  for (let piece = await body.next(); piece !== null; piece = await body.next()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const get = (target: string) => ({ method: "GET", target, headers: [["host", "x"]] as const });

test("reads an answer of counted length and keeps the connection for the next request", async () => {
  const { client, connections } = await serve((request, answer) => {
    answer.setHeader("content-length", 5).end(request.url?.padEnd(5, "."));
  });
  for (const target of ["/a", "/b", "/c"]) {
    const answer = await client.request(get(target));
    expect([answer.status, await textOf(answer.body)]).toEqual([200, target.padEnd(5, ".")]);
  }
  expect(connections()).toBe(1);
});

test("reads an answer in chunks, as it comes", async () => {
  const { client } = await serve((_request, answer) => {
    answer.write("one");
    setTimeout(() => {
      answer.write("two");
      setTimeout(() => answer.end("three"), 5);
    }, 5);
  });
  const { body } = await client.request(get("/"));
  expect(Buffer.from((await body.next()) ?? []).toString()).toBe("one");
  expect(await textOf(body)).toBe("twothree");
});

test("sends a body, whole or in pieces", async () => {
  const { client } = await serve(async (request, answer) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    answer.end(
      `${request.method} ${request.headers["transfer-encoding"] ?? "counted"} ${Buffer.concat(pieces).toString()}`,
    );
  });
  const whole = await client.request({ ...get("/"), method: "POST", body: new TextEncoder().encode("héllo") });
  expect(await textOf(whole.body)).toBe("POST counted héllo");
  const pieces = ["a", "", "bc"].map((text) => new TextEncoder().encode(text));
  const parts = await client.request({
    ...get("/"),
    method: "PUT",
    body: { next: () => Promise.resolve(pieces.shift() ?? null) },
  });
  expect(await textOf(parts.body)).toBe("PUT chunked abc");
});

test("repeats a GET on a new connection when the kept one was closed by the server", async () => {
  const { client, server, connections } = await serve((_request, answer) =>
    answer.setHeader("content-length", 2).end("ok"),
  );
  await textOf((await client.request(get("/"))).body);
  server.closeAllConnections();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await textOf((await client.request(get("/"))).body)).toBe("ok");
  expect(connections()).toBe(2);
});

test("passes over interim answers and knows answers that have no body", async () => {
  const { client } = await serve((request, answer) => {
    if (request.url === "/hints") answer.writeEarlyHints({ link: "</a.css>; rel=preload" });
    answer.statusCode = request.url === "/none" ? 204 : 200;
    answer.end();
  });
  expect((await client.request(get("/hints"))).status).toBe(200);
  const none = await client.request(get("/none"));
  expect([none.status, await textOf(none.body)]).toEqual([204, ""]);
  const head = await client.request({ ...get("/"), method: "HEAD" });
  expect(await textOf(head.body)).toBe("");
});

test("rejects when the server closes too early or doesn't speak HTTP", async () => {
  const replies = ["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc", "SSH-2.0-x\r\n", ""];
  const server = createNetServer((raw) => {
    raw.end(replies.shift() ?? "");
  }).listen(0);
  servers.push(server);
  await once(server, "listening");
  const client = createHttpClient(() => socket((server.address() as AddressInfo).port));
  await expect(client.request(get("/")).then(({ body }) => textOf(body))).rejects.toThrow("7 bytes too early");
  await expect(client.request(get("/"))).rejects.toMatchObject({ code: "HPE_INVALID_CONSTANT" });
  await expect(client.request(get("/"))).rejects.toMatchObject({ code: "ECONNRESET" });
});

test("doesn't let a header value smuggle another line", async () => {
  const { client } = await serve((request, answer) => answer.end(JSON.stringify(request.headers)));
  const answer = await client.request({
    ...get("/"),
    headers: [
      ["host", "x"],
      ["x-a", "1\r\nx-evil: 1"],
    ],
  });
  expect(JSON.parse(await textOf(answer.body))).toMatchObject({ "x-a": "1 x-evil: 1" });
});

test("hands the connection over after an upgrade", async () => {
  const { client, server } = await serve((_request, answer) => answer.end());
  server.on("upgrade", (_request, raw) => {
    raw.write("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\nhi");
    raw.on("data", (bytes) => raw.write(bytes));
  });
  const answer = await client.request({
    ...get("/"),
    headers: [
      ["host", "x"],
      ["connection", "upgrade"],
      ["upgrade", "echo"],
    ],
  });
  expect(answer.status).toBe(101);
  expect(Buffer.from((await answer.upgraded?.read()) ?? []).toString()).toBe("hi");
  await answer.upgraded?.write(new TextEncoder().encode("back"));
  expect(Buffer.from((await answer.upgraded?.read()) ?? []).toString()).toBe("back");
  answer.upgraded?.destroy();
});
