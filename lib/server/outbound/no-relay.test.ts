import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { answerPage } from "../page/answer-page";
import { createMemoryAllowance } from "../page/memory-allowance";
import { readPageSettings } from "../page/page-settings";
import { readPage } from "../page/read-page";
import { createAskOutside, type AskOutside } from "./ask-outside";
import { createGuardedLookup, type Resolve } from "./guarded-lookup";

/** A server of this machine's own network, which nobody outside may reach; whatever gets there is seen. */
let inside: Server;
let port = 0;
let seen: IncomingMessage[] = [];

beforeAll(async () => {
  inside = createServer((request, response) => {
    seen.push(request);
    const moves: Readonly<Record<string, string>> = {
      "/to-metadata": "http://169.254.169.254/latest/meta-data",
      "/to-file": "file:///etc/passwd",
      "/to-port": "http://page.example:6379/",
      "/to-other": "https://other.example/x",
      "/round": "/round",
      "/once": "/plain",
      "/smuggle": "http://page.example/%0d%0aX-Evil:%20yes",
    };
    const to = moves[request.url ?? ""];
    if (to !== undefined) response.writeHead(302, { location: to }).end();
    else if (request.url === "/bomb")
      response
        .writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" })
        .end(gzipSync(Buffer.alloc(64 * 2 ** 20)));
    else if (request.url === "/packed")
      response
        .writeHead(200, { "content-type": "text/html; charset=iso-8859-1", "content-encoding": "gzip" })
        .end(gzipSync(Buffer.from("gr\u00fcn", "latin1")));
    else if (request.url === "/picture") response.writeHead(200, { "content-type": "image/png" }).end("png");
    else response.writeHead(200, { "content-type": "text/plain", "set-cookie": "a=b" }).end(`at ${request.url ?? ""}`);
  });
  await new Promise<void>((resolve) => {
    inside.listen(0, "127.0.0.1", resolve);
  });
  ({ port } = inside.address() as AddressInfo);
});
afterAll(() => {
  inside.closeAllConnections();
  inside.close();
});
beforeEach(() => {
  seen = [];
});

const everything = () => true;
const signal = AbortSignal.timeout(30_000);
const resolvingTo = (...answers: readonly (readonly string[])[]): Resolve => {
  let at = 0;
  return (_host, _options, done) => {
    const addresses = answers[Math.min(at++, answers.length - 1)] ?? [];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
};
/** Asks as the real one does, but every name is this machine's server: what a page does, seen from the caller. */
const pages: AskOutside = (asked) => {
  const real = createAskOutside();
  const url = new URL(asked.url);
  if (url.hostname !== "page.example") throw new Error(`asked ${url.hostname}`);
  url.host = `127.0.0.1:${port}`;
  url.protocol = "http:";
  return real({ ...asked, url, trusted: true });
};

test.each([
  "http://127.0.0.1",
  "http://127.1",
  "http://2130706433",
  "http://0x7f000001",
  "http://0177.0.0.1",
  "http://0x7f.1",
  "http://0",
  "http://[::1]",
  "http://[::ffff:127.0.0.1]",
  "http://[::ffff:7f00:1]",
  "http://[0:0:0:0:0:ffff:7f00:1]",
  "http://[64:ff9b::7f00:1]",
  "http://[2002:7f00:1::]",
  "http://[fe80::1]",
  "http://[fd00::1]",
  "http://169.254.169.254",
  "http://10.0.0.1",
  "http://192.168.1.1",
  "http://172.16.5.5",
  "http://100.64.0.1",
  "http://localhost",
  "http://①②⑦.⓪.⓪.①",
])("%s is never connected to", async (address) => {
  const ask = createAskOutside();
  await expect(readPage(`${address}/`, everything, ask, signal)).rejects.toMatchObject({ code: "ECLOSED" });
  await expect(ask({ url: new URL(`${address}:${port}/`), method: "GET", headers: {}, signal })).rejects.toMatchObject({
    code: "ECLOSED",
  });
  expect(seen).toHaveLength(0);
});

test("a name that leads inside is closed, also when only one of its addresses does", async () => {
  for (const addresses of [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["::1"], ["2606:4700::1", "fd00::1"]]) {
    const ask = createAskOutside(createGuardedLookup(resolvingTo(addresses)));
    await expect(readPage("http://rebound.example/", everything, ask, signal)).rejects.toMatchObject({
      code: "ECLOSED",
    });
  }
});

test("a name that changes its address between the look and the connection is looked up once, and connected to what was judged", async () => {
  let asked = 0;
  const flipping: Resolve = (host, options, done) => {
    asked += 1;
    resolvingTo(asked === 1 ? ["192.0.2.1"] : ["127.0.0.1"])(host, options, done);
  };
  const ask = createAskOutside(createGuardedLookup(flipping));
  const url = new URL(`http://rebound.example:${port}/`);
  await expect(ask({ url, method: "GET", headers: {}, signal })).rejects.toMatchObject({ code: "ECLOSED" });
  expect(asked).toBe(1);
  await expect(ask({ url, method: "GET", headers: {}, signal })).rejects.toMatchObject({ code: "ECLOSED" });
  expect(seen).toHaveLength(0);
});

test("a connection that a trusted origin left open serves nobody else", async () => {
  const ask = createAskOutside();
  const url = new URL(`http://localhost:${port}/plain`);
  await new Response((await ask({ url, method: "GET", headers: {}, signal, trusted: true })).body).text();
  await expect(ask({ url, method: "GET", headers: {}, signal })).rejects.toMatchObject({ code: "ECLOSED" });
  expect(seen).toHaveLength(1);
});

test.each([
  "file:///etc/passwd",
  "ftp://example.org/",
  "gopher://example.org/",
  "data:text/plain,x",
  "javascript:1",
  "ws://example.org/",
])("%s isn't spoken", async (address) => {
  await expect(readPage(address, everything, pages, signal)).rejects.toMatchObject({ status: 400 });
  await expect(createAskOutside()({ url: new URL(address), method: "GET", headers: {}, signal })).rejects.toThrow(
    /isn't spoken/u,
  );
});

test("redirects are followed on the same host, told to another, and refused to another scheme, port or in circles", async () => {
  const read = (path: string) => readPage(`http://page.example${path}`, everything, pages, signal);
  expect(await read("/once")).toMatchObject({ url: "http://page.example/plain", text: "at /plain" });
  expect(await read("/to-other")).toMatchObject({ redirect: "https://other.example/x", text: "" });
  expect(await read("/to-metadata")).toMatchObject({ redirect: "http://169.254.169.254/latest/meta-data", text: "" });
  expect((await read("/to-file")).text).toBe("");
  await expect(read("/to-port")).rejects.toMatchObject({ status: 403 });
  await expect(read("/round")).rejects.toMatchObject({ status: 502 });
});

test("no header can be smuggled in an address, and none of the caller's goes along", async () => {
  await readPage("http://page.example/a\r\nX-Evil: yes\r\n\r\nGET /b", everything, pages, signal);
  await readPage("http://page.example/smuggle", everything, pages, signal);
  expect(seen.every(({ headers }) => headers["x-evil"] === undefined)).toBe(true);
  const request = new Request("http://ide.localhost/api/fetch", {
    method: "POST",
    headers: { cookie: "s=1", authorization: "Bearer x", "x-forwarded-for": "1.2.3.4" },
    body: JSON.stringify({ url: "http://page.example/plain", headers: { "x-evil": "yes" } }),
  });
  const settings = readPageSettings({}, "http://ide.localhost:3000");
  const answer = await answerPage(request, { settings, ask: pages, take: createMemoryAllowance(10, 1) });
  expect(await answer.json()).toEqual({
    url: "http://page.example/plain",
    status: 200,
    contentType: "text/plain",
    text: "at /plain",
  });
  const last = seen.at(-1)?.headers ?? {};
  expect([last.cookie, last.authorization, last["x-forwarded-for"], last["x-evil"]]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(answer.headers.get("set-cookie")).toBeNull();
  expect(answer.headers.get("content-type")).toContain("application/json");
});

test("what grows when it is unpacked is cut off, and what is no text isn't handed on", async () => {
  await expect(readPage("http://page.example/bomb", everything, pages, signal)).rejects.toMatchObject({ status: 413 });
  expect((await readPage("http://page.example/packed", everything, pages, signal)).text).toBe("grün");
  expect(await readPage("http://page.example/picture", everything, pages, signal)).toMatchObject({
    contentType: "image/png",
    text: "",
  });
});

test("a server for others reads documentation only, unless it is told otherwise", () => {
  const at = (hosts: string | undefined, origin = "https://ide.example.org") =>
    readPageSettings({ TABSMITH_FETCH_HOSTS: hosts }, origin).allows;
  expect(at(undefined)("developer.mozilla.org")).toBe(true);
  expect(at(undefined)("evil.example")).toBe(false);
  expect(at(undefined)("developer.mozilla.org.evil.example")).toBe(false);
  expect(at(undefined, "http://ide.localhost:3000")("any.example")).toBe(true);
  expect(at("*.example.org")("a.example.org")).toBe(true);
  expect(at("*.example.org")("example.org.evil")).toBe(false);
  expect(at("none", "http://ide.localhost:3000")("a.example")).toBe(false);
});

test("an address is refused with a user in it, on another port, or off the list", async () => {
  for (const [address, status] of [
    ["http://a:b@page.example/", 400],
    ["http://page.example:22/", 403],
    ["nonsense", 400],
  ] as const)
    await expect(readPage(address, everything, pages, signal)).rejects.toMatchObject({ status });
  await expect(readPage("https://page.example/", () => false, pages, signal)).rejects.toMatchObject({ status: 403 });
  expect(seen).toHaveLength(0);
});

test("a caller who asks too often is told when to come again", () => {
  let now = 0;
  const take = createMemoryAllowance(3, 1, () => now);
  expect([take("a"), take("a"), take("a"), take("a"), take("b")]).toEqual([0, 0, 0, 20, 0]);
  now = 20_000;
  expect(take("a")).toBe(0);
});
