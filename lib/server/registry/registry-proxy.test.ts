import { createServer, type Server } from "node:http";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMetadataCache } from "./metadata-cache";
import { readRegistryPath } from "./registry-path";
import { answerRegistry, type RegistryProxy } from "./registry-proxy";
import { createTarballCache } from "./tarball-cache";

const app = "http://ide.localhost:3000";
const sandbox = "http://box.ide.localhost:3000";
let server: Server;
let proxy: RegistryProxy;
let folder: string;
let seen: { url: string | undefined; headers: NodeJS.Dict<string | string[]> }[];

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    seen.push({ url: request.url, headers: request.headers });
    const base = `http://localhost:${(server.address() as AddressInfo).port}/mirror/`;
    if (request.url === "/mirror/demo") {
      response.setHeader("etag", '"1"').setHeader("content-type", "application/json");
      response.end(JSON.stringify({ name: "demo", dist: { tarball: `${base}demo/-/demo-1.0.0.tgz` } }));
    } else if (request.url === "/mirror/demo/-/demo-1.0.0.tgz") response.end("archive".repeat(1000));
    else response.writeHead(404, { "content-type": "application/json" }).end('{"error":"Not found"}');
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  folder = await mkdtemp(path.join(tmpdir(), "registry-"));
  proxy = {
    origins: { app, sandbox, embedders: [] },
    upstream: async () => `http://localhost:${(server.address() as AddressInfo).port}/mirror/`,
    tarballs: createTarballCache(folder, 1024 * 1024),
    metadata: createMetadataCache(1024 * 1024, 60_000),
    fetch,
  };
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const ask = (pathname: string, init: RequestInit = {}, origin: string | null = sandbox): Promise<Response> => {
  const request = new Request(`${app}/api/registry${pathname}`, init);
  if (origin) request.headers.set("origin", origin);
  return answerRegistry(request, "/api/registry", proxy);
};

test("hands a package's document on with archives named by the public registry, asked for once", async () => {
  const first = await ask("/demo");
  expect(await first.json()).toEqual({
    name: "demo",
    dist: { tarball: "https://registry.npmjs.org/demo/-/demo-1.0.0.tgz" },
  });
  expect(first.headers.get("access-control-allow-origin")).toBe(sandbox);
  await Promise.all([ask("/demo"), ask("/demo"), ask("/demo")]);
  expect(seen).toHaveLength(1);
  expect((await ask("/demo", { headers: { "if-none-match": '"1"' } })).status).toBe(304);
});

test("keeps archives on disk and answers from there, whole and with their size", async () => {
  expect((await (await ask("/demo/-/demo-1.0.0.tgz")).text()).length).toBe(7000);
  await expect
    .poll(async () => (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".tgz")))
    .toHaveLength(1);
  const again = await ask("/demo/-/demo-1.0.0.tgz");
  expect(again.headers.get("content-length")).toBe("7000");
  expect(await again.text()).toBe("archive".repeat(1000));
  expect(seen).toHaveLength(1);
});

test("doesn't keep what is larger than the limit, and leaves no half of it behind", async () => {
  proxy = { ...proxy, tarballs: createTarballCache(folder, 100) };
  expect((await (await ask("/demo/-/demo-1.0.0.tgz")).text()).length).toBe(7000);
  await expect
    .poll(async () => (await readdir(folder, { recursive: true })).filter((name) => name.includes("tgz")))
    .toEqual([]);
});

test("serves thirty tabs at once with one question to the registry", async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask("/demo")));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => 200));
  expect(seen).toHaveLength(1);
});

test("passes no credentials, cookies or other headers on", async () => {
  await ask("/demo", { headers: { authorization: "Bearer secret", cookie: "a=b", "npm-session": "x" } });
  const [request] = seen;
  expect(request?.headers.authorization ?? request?.headers.cookie ?? request?.headers["npm-session"]).toBeUndefined();
});

test("answers pages of other origins with nothing, and never writes", async () => {
  expect((await ask("/demo", {}, "https://evil.example")).status).toBe(403);
  expect((await ask("/demo", { method: "PUT", body: "{}" })).status).toBe(405);
  expect(seen).toHaveLength(0);
});

test("says that a package is missing as the registry says it, and doesn't keep that", async () => {
  expect((await ask("/missing")).status).toBe(404);
  expect((await ask("/missing")).status).toBe(404);
  expect(seen).toHaveLength(2);
});

test("says in one sentence that the registry can't be reached", async () => {
  proxy = { ...proxy, upstream: async () => "http://127.0.0.1:1/" };
  const response = await ask("/demo");
  expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
    502,
    "The package registry of this server can't be reached.",
  ]);
});

test.each([
  ["/react", "metadata"],
  ["/@types%2freact", "metadata"],
  ["/@types/react", "metadata"],
  ["/react/latest", "metadata"],
  ["/react/-/react-19.0.0.tgz", "tarball"],
  ["/@types/react/-/react-19.0.0.tgz", "tarball"],
  ["/-/package/react/dist-tags", "metadata"],
])("hands %s on as %s", (given, type) => {
  expect(readRegistryPath(given)?.type).toBe(type);
});

test.each([
  "/",
  "/-/user/org.couchdb.user:me",
  "/-/npm/v1/tokens",
  "/a/../../b",
  "/-/all",
  "/react/-/../x.tgz",
  "/%2e%2e/x",
  "//x",
  "/a b",
])("doesn't hand %s on", (given) => {
  expect(readRegistryPath(given)).toBeUndefined();
});

test("keeps only the known parameters of a search", () => {
  expect(readRegistryPath("/-/v1/search", new URLSearchParams("text=react&token=x"))).toEqual({
    type: "search",
    path: "/-/v1/search?text=react",
  });
});
