import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { curl } from "./curl";

let server: Server;
let origin: string;
let folder: string;
const before = process.cwd();
let refusals = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "curl-"));
  process.chdir(folder);
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on("data", (piece: Buffer) => pieces.push(piece));
    request.on("end", () => {
      if (request.url === "/moved") response.writeHead(302, { location: "/echo" }).end("elsewhere");
      else if (request.url === "/missing") response.writeHead(404).end("no such page\n");
      else if (request.url === "/busy" && refusals++ < 1) response.writeHead(503).end("later\n");
      else if (request.url === "/slow") setTimeout(() => response.end("late"), 2000);
      else {
        const { accept, authorization, "content-type": type, "x-mine": mine } = request.headers;
        const body = Buffer.concat(pieces).toString();
        const asked = {
          method: request.method,
          url: request.url,
          accept,
          authorization,
          type: type?.split(";", 1)[0],
          mine,
          body,
        };
        response.writeHead(200, { "content-type": "application/json" }).end(`${JSON.stringify(asked)}\n`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  process.chdir(before);
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function run(...args: readonly string[]) {
  const out: Uint8Array[] = [];
  const errors: string[] = [];
  const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => errors.push(String(text)) > 0);
  const code = await curl({
    name: "curl",
    args,
    out: (text) => void out.push(Buffer.from(text as string)),
    complain: (text) => void errors.push(text),
  });
  write.mockRestore();
  return { out: Buffer.concat(out).toString(), err: errors.join(""), code };
}

async function seen(...args: readonly string[]): Promise<Record<string, unknown>> {
  return JSON.parse((await run(...args)).out) as Record<string, unknown>;
}

test("asks for a page and says what it got", async () => {
  expect(await seen("-s", `${origin}/echo`)).toMatchObject({ method: "GET", accept: "*/*", body: "" });
  const { out } = await run("-s", "-i", `${origin}/echo`);
  expect(out).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)+\r\n\{/);
  expect((await run("-sI", `${origin}/echo`)).out).toMatch(/^HTTP\/1\.1 200 OK\r\n(?:.+\r\n)+\r\n$/);
});

test("sends data as a form, as it is, as JSON, encoded, or in the address", async () => {
  const form = "application/x-www-form-urlencoded";
  expect(await seen("-d", "a=1", "-d", "b=2", origin)).toMatchObject({ method: "POST", body: "a=1&b=2", type: form });
  expect(await seen("--json", '{"a":1}', origin)).toMatchObject({
    method: "POST",
    body: '{"a":1}',
    type: "application/json",
    accept: "application/json",
  });
  expect(await seen("--data-urlencode", "q=a b&c", origin)).toMatchObject({ body: "q=a%20b%26c" });
  expect(await seen("-G", "-d", "q=1", `${origin}/p?x=0`)).toMatchObject({
    method: "GET",
    url: "/p?x=0&q=1",
    body: "",
  });
  writeFileSync("body", "one\ntwo\n");
  expect(await seen("-d", "@body", origin)).toMatchObject({ body: "onetwo" });
  expect(await seen("--data-binary", "@body", "-X", "PUT", origin)).toMatchObject({
    method: "PUT",
    body: "one\ntwo\n",
  });
  expect(await seen("-F", "f=@body", "-F", "n=v", origin)).toMatchObject({ type: "multipart/form-data" });
});

test("sends the headers and the name that were asked for", async () => {
  const sent = await seen("-H", "X-Mine: yes", "-H", "Accept: text/html", "-u", "me:secret", origin);
  expect(sent).toMatchObject({ mine: "yes", accept: "text/html", authorization: `Basic ${btoa("me:secret")}` });
});

test("follows only when it is told to", async () => {
  expect((await run("-s", `${origin}/moved`)).out).toBe("elsewhere");
  expect(await seen("-sL", "-d", "x=1", `${origin}/moved`)).toMatchObject({ method: "GET", url: "/echo", body: "" });
  expect((await run("-sL", "--max-redirs", "0", `${origin}/moved`)).code).toBe(47);
});

test("writes into files and says what was asked for at the end", async () => {
  const { out } = await run("-s", "-o", "page", "-w", String.raw`%{http_code} %{size_download}\n`, `${origin}/missing`);
  expect([out, readFileSync("page", "utf8")]).toEqual(["404 13\n", "no such page\n"]);
  await run("-sO", `${origin}/missing`);
  expect(readFileSync("missing", "utf8")).toBe("no such page\n");
});

test("fails with curl's own numbers and words", async () => {
  expect(await run("-sf", `${origin}/missing`)).toEqual({ out: "", err: "", code: 22 });
  expect(await run("-sSf", `${origin}/missing`)).toEqual({
    out: "",
    err: "curl: (22) The requested URL returned error: 404\n",
    code: 22,
  });
  expect(await run("-sS", "http://127.0.0.1:9/")).toMatchObject({ code: 7 });
  expect((await run("http://127.0.0.1:9/")).err).toMatch(
    /^curl: \(7\) Failed to connect to 127\.0\.0\.1 port 9 after \d+ ms: Couldn't connect to server\n$/,
  );
  expect(await run("-s", "-m", "0.2", `${origin}/slow`)).toMatchObject({ code: 28 });
  expect(await run("-s", "gopher://x")).toMatchObject({ code: 1 });
  expect((await run("--nonsense", origin)).err).toContain("curl: option --nonsense: is unknown\n");
});

test("tries again where a server is busy", async () => {
  expect(await run("-sf", "--retry", "2", "--retry-delay", "0", `${origin}/busy`)).toMatchObject({ code: 0 });
});
