import { expect, test } from "vitest";
import type { Duplex } from "../../preview/http/duplex";
import { inOnePiece, type Ask } from "./answer";
import { serveOutbound } from "./outbound";

/** A program's connection: what it sends is given, what it gets is collected. */
function connection(sent: string): { duplex: Duplex; got: () => string } {
  const pieces = [new TextEncoder().encode(sent)];
  let got = "";
  return {
    got: () => got,
    duplex: {
      read: () => Promise.resolve(pieces.shift() ?? null),
      write: (bytes: Uint8Array) => {
        got += new TextDecoder().decode(bytes);
        return Promise.resolve();
      },
      end: () => undefined,
      destroy: () => undefined,
    },
  };
}

async function askedOf(host: string, registry?: string): Promise<{ url: string; got: string }> {
  const { duplex, got } = connection("GET /is-odd/-/is-odd-3.0.1.tgz?x=1 HTTP/1.1\r\nconnection: close\r\n\r\n");
  let url = "";
  await serveOutbound(
    duplex,
    { host, port: 443 },
    {
      ask: (given) => {
        url = given.href;
        return Promise.resolve(new Response("bytes"));
      },
      onRefused: () => undefined,
      ...(registry !== undefined && { registry }),
    },
  );
  return { url, got: got() };
}

test("asks the registry that is there for what the public one is asked for", async () => {
  const registry = "http://ide.example/api/registry/";
  const path = "is-odd/-/is-odd-3.0.1.tgz?x=1";
  for (const host of ["registry.npmjs.org", "registry.yarnpkg.com"]) {
    const { url, got } = await askedOf(host, registry);
    expect([url, got]).toEqual([registry + path, expect.stringMatching(/^HTTP\/1\.1 200 [^]*bytes/u)]);
  }
  expect((await askedOf("files.example", registry)).url).toBe(`https://files.example/${path}`);
  expect((await askedOf("registry.npmjs.org")).url).toBe(`https://registry.npmjs.org/${path}`);
});

test("tells the registry proxy only what it heeds, so that the browser asks nobody for leave first", async () => {
  const registry = "http://ide.example/api/registry/";
  const sent = ["accept: application/json", "npm-session: 1", "pacote-version: 2", "Authorization: Bearer x"];
  const headersAt = async (host: string) => {
    const { duplex } = connection(["GET /is-odd HTTP/1.1", ...sent, "connection: close", "\r\n"].join("\r\n"));
    let headers: unknown;
    const ask: Ask = (_, init) => {
      headers = init.headers;
      return Promise.resolve(new Response("{}"));
    };
    await serveOutbound(duplex, { host, port: 443 }, { ask, onRefused: () => undefined, registry });
    return headers;
  };
  expect(await headersAt("registry.npmjs.org")).toEqual([
    ["accept", "application/json"],
    ["Authorization", "Bearer x"],
  ]);
  expect(await headersAt("files.example")).toHaveLength(4);
});

test("a short answer goes out in one piece with its length, a long one as it comes", async () => {
  const answered = async (response: Response) => {
    const { duplex, got } = connection("GET /x HTTP/1.1\r\nconnection: close\r\n\r\n");
    await serveOutbound(
      duplex,
      { host: "files.example", port: 443 },
      { ask: () => inOnePiece(response), onRefused: () => undefined },
    );
    return got();
  };
  const headers = { "content-length": "5" };
  expect(await answered(new Response("hello", { headers }))).toMatch(/content-length: 5\r\n\r\nhello$/u);
  expect(await answered(new Response("hello"))).toMatch(/chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n$/u);
  const packed = { ...headers, "content-encoding": "gzip" };
  expect(await answered(new Response("hello", { headers: packed }))).toMatch(/chunked\r\n\r\n5\r\nhello/u);
  expect(await answered(new Response("", { headers: { "content-length": "0" } }))).toMatch(
    /content-length: 0\r\n\r\n$/u,
  );
});
