import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFrontDoor } from "./front-door";
import { frontRoutes } from "./routes";
import { standBefore } from "./stand-before";
import { readBody } from "../http/read-body";

const origins = { app: "http://ide.localhost:3000", sandbox: "http://box.ide.localhost:3000", embedders: [] };
const host = "ide.localhost:3000";
const path = "/api/share/abcDEF123456";
let server: Server;

/** What stands behind the door says so; the handler in the door says what it was asked. */
beforeAll(async () => {
  server = createServer((_, response) => response.writeHead(299).end("next"));
  const routes = frontRoutes.map((route) => ({
    ...route,
    answer: async (asked: Request) => {
      if (asked.url.endsWith("big-1.0.0.tgz")) return new Response(new Blob(["x".repeat(5_000_000)]).stream());
      const body = asked.method === "PUT" ? (await readBody(asked, 1000)).toString() : "";
      return Response.json({ url: asked.url, method: asked.method, body }, { headers: { "Retry-After": "7" } });
    },
  }));
  standBefore(server, createFrontDoor(origins, routes));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

const port = () => (server.address() as AddressInfo).port;

function ask(
  target: string,
  headers: Record<string, string | string[]> = {},
  { method = "GET", body = "" } = {},
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const asked = request({ port: port(), path: target, method, headers: { host, ...headers } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      answer.on("end", () => {
        resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers });
      });
    });
    asked.on("error", reject).end(body);
  });
}

test("a call of the app is answered at the door, in the dress of the API", async () => {
  const { status, text, headers } = await ask(`${path}?version=2`, { "sec-fetch-site": "same-origin" });
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({ url: `${origins.app}${path}?version=2`, method: "GET" });
  expect(headers).toMatchObject({
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "retry-after": "7",
    "content-length": String(Buffer.byteLength(text)),
  });
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'/u);
  expect((await ask(path, {}, { method: "HEAD" })).text).toBe("");
});

test.each([
  ["a page elsewhere", { origin: "https://evil.example" }, "GET"],
  ["a page elsewhere that hides", { origin: "null" }, "GET"],
  ["an image elsewhere", { "sec-fetch-site": "cross-site" }, "GET"],
  ["a preview", { "sec-fetch-site": "same-site" }, "GET"],
  ["the sandbox", { origin: origins.sandbox }, "PUT"],
  ["a program without a name that writes", {}, "PUT"],
  ["two origins of which one is ours", { origin: [origins.app, "https://evil.example"] }, "PUT"],
  ["our origin and another site", { origin: "https://evil.example", "sec-fetch-site": "same-origin" }, "DELETE"],
])("%s is refused at the door", async (_, headers, method) => {
  const { status, text } = await ask(path, headers, { method });
  expect(status).toBe(403);
  expect(text).toContain("another origin");
});

test("anyone may ask for health", async () => {
  expect((await ask("/api/health", { origin: "https://evil.example" })).status).toBe(200);
});

test.each([
  "/api/share/abcDEF123456/",
  "/api/share/abcDEF12345%36",
  "/api//share/abcDEF123456",
  "/api/./share/abcDEF123456",
  "/api/x/../share/abcDEF123456",
  "/API/share/abcDEF123456",
  "//ide.localhost:3000/api/health",
  "http://ide.localhost:3000/api/health",
  "/api/health#x",
  "/api/healthy",
  "/api/share/abcDEF123456/forks/1",
  "/api/operator",
  "/",
])("another spelling is left to Next's own door: %s", async (target) => {
  expect(await ask(target)).toMatchObject({ status: 299, text: "next" });
});

test.each(["evil.example", "box.ide.localhost:3000", "localhost:3000", "ide.localhost:3001"])(
  "by another name of the server nothing is answered here: %s",
  async (name) => {
    expect((await ask("/api/health", { host: name })).status).toBe(299);
  },
);

test.each(["/express", "/@types/node", "/@types%2fnode", "/@types/node/-/node-24.0.0.tgz", "/-/v1/search?text=x"])(
  "the sandbox may ask for a package at the door: %s",
  async (name) => {
    const answer = await ask(`/api/registry${name}`, { origin: origins.sandbox });
    expect(JSON.parse(answer.text)).toMatchObject({ url: `${origins.app}/api/registry${name}` });
    expect((await ask(`/api/registry${name}`, { origin: "https://evil.example" })).status).toBe(403);
  },
);

test.each([
  "/../share/abcDEF123456",
  "/x/../../share/abcDEF123456",
  "/x/.",
  "//x",
  "/%2e%2e/share",
  "/x%00",
  "/a%2f/b",
  "",
])("what isn't written as npm writes it is left to Next: %s", async (name) => {
  expect((await ask(`/api/registry${name}`, { origin: origins.sandbox })).status).toBe(299);
});

test("an archive goes out whole, whatever its length", async () => {
  const { text, status } = await ask("/api/registry/big/-/big-1.0.0.tgz", { origin: origins.sandbox });
  expect([status, text.length]).toEqual([200, 5_000_000]);
});

test("another method is left to Next", async () => {
  for (const method of ["OPTIONS", "PATCH", "POST"])
    expect((await ask(path, { origin: origins.app }, { method })).status).toBe(299);
});

test("a body arrives whole, and one that is too large is refused while its connection goes on", async () => {
  const named = { origin: origins.app };
  expect(JSON.parse((await ask(path, named, { method: "PUT", body: "ä".repeat(300) })).text)).toMatchObject({
    body: "ä".repeat(300),
  });
  expect((await ask(path, named, { method: "PUT", body: "x".repeat(4_000_000) })).status).toBe(500);
  const unread = await ask(
    "/api/share",
    { origin: "https://evil.example" },
    { method: "POST", body: "x".repeat(4_000_000) },
  );
  expect(unread.status).toBe(403);
});

test("two calls on one connection, the first with a body that nobody reads, are both answered", async () => {
  const socket = connect(port(), "127.0.0.1");
  const one = `POST /api/share HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://evil.example\r\nContent-Length: 200000\r\n\r\n`;
  const two = `GET /api/health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  socket.write(`${one}${"x".repeat(200_000)}${two}`);
  let text = "";
  for await (const piece of socket.setEncoding("utf8")) text += piece as string;
  expect(text.match(/HTTP\/1\.1 \d+/gu)).toEqual(["HTTP/1.1 403", "HTTP/1.1 200"]);
});
