import { createServer, type Server } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAskOutside } from "../outbound/ask-outside";
import { createMetadataCache } from "../registry/metadata-cache";
import { createTarballCache } from "../registry/tarball-cache";
import { readIndexPath } from "./index-path";
import { answerPythonIndex, type PythonIndexProxy } from "./python-index";
import { readPythonIndex } from "./settings";

const app = "http://ide.localhost:3000";
const sandbox = "http://box.ide.localhost:3000";
const digest = "a".repeat(64);
let server: Server;
let folder: string;
let base: string;
let proxy: PythonIndexProxy;
let seen: string[];

const page = (wheel: string) => ({
  files: [
    { filename: "demo-1.0-py3-none-any.whl", url: wheel, hashes: { sha256: digest }, "requires-python": ">=3.8" },
    {
      filename: "demo-0.9-py3-none-any.whl",
      url: "http://169.254.169.254/demo-0.9-py3-none-any.whl",
      yanked: "broken",
    },
  ],
});

beforeEach(async () => {
  seen = [];
  server = createServer((request, response) => {
    seen.push(
      `${request.url} ${Object.keys(request.headers)
        .filter((name) => /cookie|authorization/u.test(name))
        .join()}`,
    );
    if (request.url === "/simple/demo/")
      response
        .setHeader("content-type", "application/vnd.pypi.simple.v1+json")
        .end(JSON.stringify(page("../../files/demo.whl")));
    else if (request.url === "/simple/plain/")
      response
        .setHeader("content-type", "text/html")
        .end(
          `<!DOCTYPE html><a href="/files/demo.whl#sha256=${digest}" data-requires-python="&gt;=3.9">plain-1.0-py3-none-any.whl</a>`,
        );
    else if (request.url === "/files/demo.whl") response.end("wheel");
    else if (request.url === "/simple/away/") response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(path.join(tmpdir(), "python-index-"));
  proxy = {
    origins: { app, sandbox, embedders: [] },
    index: readPythonIndex({ TABSMITH_PYTHON_INDEX: `${base}/simple` }),
    ask: createAskOutside(),
    pages: createMetadataCache(1024 * 1024, 60_000),
    wheels: createTarballCache(folder, 1024 * 1024),
  };
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const ask = (pathname: string, init: RequestInit = {}, origin: string | null = sandbox): Promise<Response> => {
  const request = new Request(`${app}/api/pypi${pathname}`, init);
  if (origin) request.headers.set("origin", origin);
  return answerPythonIndex(request, "/api/pypi", proxy);
};

test("hands a package's page on with its files below it, and asks once", async () => {
  const first = await ask("/Demo/");
  expect(first.headers.get("access-control-allow-origin")).toBe(sandbox);
  expect(await first.json()).toMatchObject({
    name: "demo",
    files: [
      {
        filename: "demo-1.0-py3-none-any.whl",
        url: "demo-1.0-py3-none-any.whl",
        hashes: { sha256: digest },
        yanked: false,
      },
      { filename: "demo-0.9-py3-none-any.whl", url: "demo-0.9-py3-none-any.whl", yanked: true },
    ],
  });
  await ask("/demo/", { headers: { cookie: "a=b", authorization: "Bearer x" } });
  expect(seen).toEqual(["/simple/demo/ "]);
});

test("reads an index that answers in HTML", async () => {
  expect(await (await ask("/plain/")).json()).toMatchObject({
    files: [{ filename: "plain-1.0-py3-none-any.whl", hashes: { sha256: digest }, "requires-python": ">=3.9" }],
  });
  expect(await (await ask("/plain/plain-1.0-py3-none-any.whl")).text()).toBe("wheel");
});

test("hands on a wheel that the page names, and none on a host that isn't the index's or listed", async () => {
  expect(await (await ask("/demo/demo-1.0-py3-none-any.whl")).text()).toBe("wheel");
  expect((await ask("/demo/demo-0.9-py3-none-any.whl")).status).toBe(403);
  expect((await ask("/demo/other-1.0-py3-none-any.whl")).status).toBe(404);
  expect(seen).toEqual(["/simple/demo/ ", "/files/demo.whl "]);
});

test("says what isn't there, follows no redirect, and says that the index can't be reached", async () => {
  expect((await ask("/missing/")).status).toBe(404);
  expect((await ask("/away/")).status).toBe(502);
  proxy = { ...proxy, index: readPythonIndex({ TABSMITH_PYTHON_INDEX: "none" }) };
  expect((await ask("/demo/")).status).toBe(404);
  proxy = { ...proxy, index: readPythonIndex({ TABSMITH_PYTHON_INDEX: "http://127.0.0.1:1/" }) };
  const refused = await ask("/demo/");
  expect([refused.status, await refused.json()]).toEqual([
    502,
    { error: "The Python index of this server can't be reached." },
  ]);
});

test("an index that nobody named is asked at public addresses alone", () => {
  expect(readPythonIndex({})).toMatchObject({ address: "https://pypi.org/simple/", trusted: false });
});

test("answers pages of other origins with nothing, and never writes", async () => {
  expect((await ask("/demo/", {}, "https://evil.example")).status).toBe(403);
  expect((await ask("/demo/", { method: "POST", body: "{}" })).status).toBe(405);
  expect(seen).toEqual([]);
});

test.each(["/", "/demo", "/demo/x", "/demo/x.tar.gz", "/../x/", "/a/b/c.whl", "/demo/..whl", "//x/", "/a%2fb/"])(
  "doesn't hand %s on",
  (given) => {
    expect(readIndexPath(given)).toBeUndefined();
  },
);
