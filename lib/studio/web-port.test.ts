import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createWebPort } from "./web-port";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** The port on a real server that answers thus; what it was asked is kept. */
async function portTo(status: number, body: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (piece: Buffer) => (text += piece.toString()));
    request.on("end", () => {
      asked.push(`${request.method} ${text} ${request.headers.cookie ?? "no cookie"}`);
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { web: createWebPort(`http://127.0.0.1:${port}/api/fetch`), asked };
}

const live = () => new AbortController().signal;

test("asks for one address and gives the page with where it leads", async () => {
  const page = { url: "https://a.example/", status: 301, contentType: "", text: "", redirect: "https://b.example/" };
  const { web, asked } = await portTo(200, JSON.stringify(page));
  expect(await web.fetch("https://a.example/", live())).toEqual(page);
  expect(asked).toEqual(['POST {"url":"https://a.example/"} no cookie']);
});

test("a refusal is told in the server's own words", async () => {
  const { web } = await portTo(403, '{"error":"a.example isn\'t on the list."}');
  await expect(web.fetch("https://a.example/", live())).rejects.toThrow("a.example isn't on the list.");
});

test("a server without the proxy, and one that answers with something else, say what would work", async () => {
  const missing = await portTo(404, "<h1>Not found</h1>");
  await expect(missing.web.fetch("https://a.example/", live())).rejects.toThrow("reads no pages of the web");
  const strange = await portTo(200, '{"hello":1}');
  await expect(strange.web.fetch("https://a.example/", live())).rejects.toThrow("gave no page");
});
