import { mkdtemp, mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPackedDoor } from "./packed-files";
import { standBefore } from "./stand-before";

const origins = { app: "http://ide.localhost:3000", sandbox: "http://box.ide.localhost:3000", embedders: [] };
const script = "console.log('packed');".repeat(3000);
let root: string;
let server: Server;

async function lay(original: string, packed: string): Promise<void> {
  for (const [file, content] of [
    [original, script],
    [path.join(".cache/packed", `${packed}.gz`), gzipSync(script)],
  ] as const) {
    const full = path.join(root, file);
    await mkdir(path.dirname(full), { recursive: true });
    await writeFile(full, content);
  }
}

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), "packed-"));
  await lay(".next/static/chunks/a.js", "_next/static/chunks/a.js");
  await lay("public/vendor/m.wasm", "vendor/m.wasm");
  await lay("public/engine/page.js", "engine/page.js");
  await lay("public/vendor/newer.js", "vendor/newer.js");
  const later = new Date(Date.now() + 60_000);
  await utimes(path.join(root, "public/vendor/newer.js"), later, later);
  server = createServer((_, response) => response.writeHead(299).end("next"));
  standBefore(server, createPackedDoor(origins, root));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.close();
  await rm(root, { recursive: true, force: true });
});

interface Asking {
  readonly method?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const gzip = { "accept-encoding": "gzip, deflate, br" };

function ask(target: string, { method = "GET", host = "ide.localhost:3000", headers = gzip }: Asking = {}) {
  return new Promise<{ status: number; body: Buffer; headers: Record<string, unknown> }>((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const asked = request({ port, path: target, method, headers: { host, ...headers } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => pieces.push(piece));
      answer.on("end", () => {
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(pieces), headers: answer.headers });
      });
    });
    asked.on("error", reject).end();
  });
}

test.each([
  ["/_next/static/chunks/a.js", "ide.localhost:3000", "application/javascript; charset=UTF-8", /immutable/u],
  ["/vendor/m.wasm?v=1", "ide.localhost:3000", "application/wasm", /max-age=0/u],
  ["/__tabsmith/page.js", "box.ide.localhost:3000", "application/javascript; charset=UTF-8", /no-cache/u],
])("%s is handed out as it was packed, in the dress of its origin", async (target, host, type, caching) => {
  const { status, body, headers } = await ask(target, { host });
  expect(status).toBe(200);
  expect(gunzipSync(body).toString()).toBe(script);
  expect(headers).toMatchObject({ "content-type": type, "content-encoding": "gzip", vary: "Accept-Encoding" });
  expect(headers).toMatchObject({
    "cross-origin-embedder-policy": "require-corp",
    "x-content-type-options": "nosniff",
  });
  expect(headers["cache-control"]).toMatch(caching);
  expect(headers["content-security-policy"]).toBeTruthy();
  const again = await ask(target, { host, headers: { ...gzip, "if-none-match": String(headers["etag"]) } });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  const head = await ask(target, { host, method: "HEAD" });
  expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([200, 0, String(body.length)]);
});

test.each<[string, string, Asking]>([
  ["a browser that takes nothing packed", "/vendor/m.wasm", { headers: {} }],
  ["a browser that refuses gzip", "/vendor/m.wasm", { headers: { "accept-encoding": "br, gzip;q=0" } }],
  ["a part of a file", "/vendor/m.wasm", { headers: { ...gzip, range: "bytes=0-9" } }],
  ["a file that is newer than its pack", "/vendor/newer.js", {}],
  ["a file that isn't packed", "/vendor/other.js", {}],
  ["another method", "/vendor/m.wasm", { method: "POST" }],
  ["an app's file on the sandbox's origin", "/vendor/m.wasm", { host: "box.ide.localhost:3000" }],
  ["the engine's file on the app's origin", "/engine/page.js", {}],
  ["a stranger's name", "/vendor/m.wasm", { host: "evil.example" }],
  ["a path that climbs", "/vendor/../vendor/m.wasm", {}],
  ["a path that is encoded", "/vendor/%6d.wasm", {}],
])("%s is left to Next", async (_, target, asking) => {
  expect(await ask(target, asking)).toMatchObject({ status: 299 });
});

test("a server to which nothing was packed leaves everything to Next", () => {
  const door = createPackedDoor(origins, path.join(root, "nowhere"));
  const message = { url: "/vendor/m.wasm", method: "GET", headers: { host: "ide.localhost:3000", ...gzip } };
  expect(door(message as never, {} as never)).toBe(false);
});
