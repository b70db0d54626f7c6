import type { Page } from "@playwright/test";
import { sandboxOrigin } from "../fixtures/origins";
import { expect, test } from "../fixtures/test";
import { bundlePage } from "./bundle-page";
import type { ContractPage } from "./contract-page";

type Scope = { contractPage: ContractPage };

async function boot(page: Page): Promise<void> {
  await page.goto("/");
  await page.evaluate(await bundlePage("e2e/engine/contract-page.ts"));
  await page.evaluate((origin) => (globalThis as unknown as Scope).contractPage.boot("engine", origin), sandboxOrigin);
}

/** Starts a server in the engine and shows it as the app would. */
async function serve(page: Page, name: string, source: string, port: number): Promise<string> {
  return page.evaluate(
    async ([file, text, number]) => {
      const { contractPage } = globalThis as unknown as Scope;
      await contractPage.write(file, text);
      return contractPage.serve("node", [file], number);
    },
    [name, source, port] as const,
  );
}

const server = `
const http = require("node:http");
const crypto = require("node:crypto");
const big = Buffer.alloc(3 << 20, 7);
let visits = 0;
http.createServer((request, answer) => {
  const { pathname } = new URL(request.url, "http://x");
  if (pathname === "/") {
    answer.writeHead(200, { "content-type": "text/html; charset=utf-8", "x-frame-options": "DENY" });
    answer.end("<!doctype html><html><head><title>shown</title></head><body><h1>visit " + ++visits + "</h1></body></html>");
  } else if (pathname === "/api") {
    let body = "";
    request.on("data", (piece) => (body += piece)).on("end", () => answer.end(request.method + " " + request.headers.host + " " + body));
  } else if (pathname === "/away") answer.writeHead(302, { location: "/api" }).end();
  else if (pathname === "/big") {
    const range = /bytes=(\\d+)-(\\d+)/.exec(request.headers.range ?? "");
    if (!range) answer.end(big);
    else answer.writeHead(206, { "content-range": range[0] + "/" + big.length }).end(big.subarray(+range[1], +range[2] + 1));
  } else if (pathname === "/events") {
    answer.writeHead(200, { "content-type": "text/event-stream" });
    let count = 0;
    const timer = setInterval(() => { answer.write("data: " + ++count + "\\n\\n"); }, 50);
    request.on("close", () => clearInterval(timer));
  } else if (pathname === "/login") answer.writeHead(200, { "set-cookie": ["id=7; HttpOnly", "theme=dark"] }).end();
  else if (pathname === "/who") answer.end(request.headers.cookie ?? "nobody");
  else answer.writeHead(404).end("not here");
}).on("upgrade", (request, socket) => {
  const accept = crypto.createHash("sha1").update(request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
  socket.write("HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Accept: " + accept + "\\r\\n\\r\\n");
  socket.on("data", (frame) => {
    const length = frame[1] & 127;
    const mask = frame.subarray(2, 6);
    const payload = frame.subarray(6, 6 + length).map((byte, at) => byte ^ mask[at & 3]);
    socket.write(Buffer.concat([Buffer.from([frame[0], length]), payload]));
    if ((frame[0] & 15) === 8) socket.end();
  });
}).listen(3000);
`;

test("a server's pages, requests, streams and sockets work in the preview", async ({ page }) => {
  await boot(page);
  const url = await serve(page, "server.js", server, 3000);
  expect(url).toBe(`${sandboxOrigin}/`);
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.id = "preview";
    frame.allow = "cross-origin-isolated";
    frame.setAttribute(
      "sandbox",
      "allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-downloads",
    );
    frame.src = src;
    document.body.append(frame);
  }, url);
  const preview = page.frameLocator("#preview");
  await expect(preview.getByRole("heading")).toHaveText("visit 1");
  const frame = page.frame({ url });
  if (frame === null) throw new Error("the preview has no frame");

  const text = (path: string, init: { method?: string; body?: string } = {}) =>
    frame.evaluate(async ([to, how]) => (await fetch(to, how)).text(), [path, init] as const);
  expect(await text("/api")).toBe("GET localhost:3000 ");
  expect(await text("/api", { method: "POST", body: "héllo" })).toBe("POST localhost:3000 héllo");
  expect(await text("/api", { method: "DELETE" })).toBe("DELETE localhost:3000 ");
  expect(await text("/away")).toBe("GET localhost:3000 ");
  expect(await text("/missing")).toBe("not here");

  const big = await frame.evaluate(async () => {
    const whole = new Uint8Array(await (await fetch("/big")).arrayBuffer());
    const part = await fetch("/big", { headers: { range: "bytes=10-19" } });
    return [whole.length, whole.every((byte) => byte === 7), part.status, (await part.arrayBuffer()).byteLength];
  });
  expect(big).toEqual([3 << 20, true, 206, 10]);

  // Connections are used again: each answer has to end exactly where it ends, whoever reads how fast.
  const again = await frame.evaluate(async () => {
    const load = async () => new Uint8Array(await (await fetch("/big")).arrayBuffer());
    const small = async () => (await fetch("/missing")).text();
    const oneByOne = [await load(), await load(), await load()];
    const atOnce = await Promise.all([load(), small(), load(), small(), load()]);
    const isWhole = (got: Uint8Array | string) =>
      typeof got === "string" ? got === "not here" : got.length === 3 << 20 && got.every((byte) => byte === 7);
    return [...oneByOne, ...atOnce].map(isWhole);
  });
  expect(again).toEqual(Array.from({ length: 8 }, () => true));

  await frame.evaluate(() => fetch("/login"));
  expect(await text("/who")).toBe("id=7; theme=dark");
  expect(await frame.evaluate(() => document.cookie)).toBe("theme=dark");

  const events = await frame.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const source = new EventSource("/events");
        source.addEventListener("message", ({ data }: MessageEvent<string>) => {
          if (seen.push(data) === 3) {
            source.close();
            resolve(seen);
          }
        });
      }),
  );
  expect(events).toEqual(["1", "2", "3"]);

  const echoed = await frame.evaluate(
    () =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/socket`);
        const seen: unknown[] = [socket instanceof WebSocket, socket.readyState];
        socket.binaryType = "arraybuffer";
        socket.addEventListener("open", () => {
          socket.send("héllo");
        });
        socket.addEventListener("message", ({ data }: MessageEvent<string | ArrayBuffer>) => {
          if (typeof data === "string") {
            seen.push(data);
            socket.send(new Uint8Array([1, 2, 3]));
          } else {
            seen.push([...new Uint8Array(data)]);
            socket.close(1000, "done");
          }
        });
        socket.addEventListener("close", ({ code, reason, wasClean }) => {
          resolve([...seen, code, reason, wasClean]);
        });
      }),
  );
  expect(echoed).toEqual([true, 0, "héllo", [1, 2, 3], 1000, "done", true]);

  await frame.evaluate(() => {
    location.reload();
  });
  await expect(preview.getByRole("heading")).toHaveText("visit 2");
  await page.evaluate(() => (globalThis as unknown as Scope).contractPage.stop());
  await frame.evaluate(() => {
    location.reload();
  });
  await expect(preview.getByRole("heading")).toHaveText("Nothing listens on port 3000");
});

test("while (true) is ended by ^C within a second, at a prompt that goes on", async ({ page }) => {
  await boot(page);
  const spent = await page.evaluate(async () => {
    const { contractPage } = globalThis as unknown as Scope;
    await contractPage.write("loop.js", "console.log('spin' + 'ning'); while (true) {}");
    const terminal = await contractPage.terminal("sh", []);
    await terminal.until(/\$ \s*$/u);
    await terminal.write("node loop.js\r");
    await terminal.until(/spinning/u);
    const at = performance.now();
    await terminal.write("\u0003");
    await terminal.until(/\^C[^]*\$ \s*$/u);
    const took = performance.now() - at;
    await terminal.write("echo still $((40 + 2))\r");
    await terminal.until(/still 42/u);
    return took;
  });
  expect(spent).toBeLessThan(1000);
});
