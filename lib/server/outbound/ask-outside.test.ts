import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askOutside } from "./ask-outside";

let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => {
      body += piece.toString();
    });
    request.on("end", () => {
      response.writeHead(302, { location: "/elsewhere", "x-got": request.method });
      response.end(`${String(request.headers["x-mine"])}:${body}`);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  ({ port } = server.address() as AddressInfo);
});

afterAll(() => {
  server.close();
});

const ask = (url: string, trusted = false) =>
  askOutside({
    url: new URL(url),
    method: "POST",
    headers: { "x-mine": "yes" },
    body: new Response("sent").body,
    trusted,
    signal: AbortSignal.timeout(5000),
  });

test("connects to no address of this machine, by number or by name", async () => {
  await expect(ask(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "ECLOSED" });
  await expect(ask(`http://[::1]:${port}/`)).rejects.toMatchObject({ code: "ECLOSED" });
  await expect(ask(`http://[::ffff:127.0.0.1]:${port}/`)).rejects.toMatchObject({ code: "ECLOSED" });
  await expect(ask(`http://2130706433:${port}/`)).rejects.toMatchObject({ code: "ECLOSED" });
  await expect(ask(`http://localhost:${port}/`)).rejects.toMatchObject({ code: "ECLOSED" });
});

test("asks an origin that is trusted, hands body and headers on, and follows no redirect", async () => {
  const answer = await ask(`http://127.0.0.1:${port}/`, true);
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("/elsewhere");
  expect(await new Response(answer.body).text()).toBe("yes:sent");
});
