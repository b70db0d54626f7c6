import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openCompatible } from "./open-cloud";

let server: Server;

/** A server of the user's own whose model thinks aloud, cut where it hurts. */
beforeEach(async () => {
  const said = ["<thi", "nk>What is one", " and one?</th", "ink>It is", " two."];
  server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const content of said)
      response.write(`data: ${JSON.stringify({ id: "1", choices: [{ index: 0, delta: { content } }] })}\n\n`);
    response.write(
      `data: ${JSON.stringify({ id: "1", choices: [{ index: 0, delta: {}, finish_reason: "stop" }] })}\n\n`,
    );
    response.end("data: [DONE]\n\n");
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

test("what an open model thinks aloud is told from what it answers", async () => {
  const { port } = server.address() as AddressInfo;
  const model = await openCompatible({ name: "own-server", baseURL: `http://127.0.0.1:${port}/v1` }, "any");
  const { stream } = await model.doStream({ prompt: [{ role: "user", content: [{ type: "text", text: "1+1?" }] }] });
  const heard = { "reasoning-delta": "", "text-delta": "" };
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    if (next.value.type === "reasoning-delta" || next.value.type === "text-delta")
      heard[next.value.type] += next.value.delta;
  expect(heard).toEqual({ "reasoning-delta": "What is one and one?", "text-delta": "It is two." });
});
