import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { anthropicMessages } from "./anthropic";
import { openAiChat } from "./openai-chat";
import { openAiResponses } from "./openai-responses";
import type { Reply, WireEvent, WireFormat } from "./reply";

/** Formats are told apart by the path, so one server speaks all three. */
const formats: readonly WireFormat[] = [anthropicMessages, openAiChat, openAiResponses];

export interface SeenRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ModelServer {
  /** Such as `http://127.0.0.1:4000/v1`. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Adds to what it will say; past the end it says "Done." */
  readonly script: (...replies: readonly (Reply | ((request: SeenRequest) => Reply))[]) => void;
  /** Takes the server down and brings it up again on the same port. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "*",
};
const pause = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
const done: Reply = { type: "answer", said: [{ type: "text", text: "Done." }] };

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  request.setEncoding("utf8");
  for await (const chunk of request) text += String(chunk);
  return text;
}

const lines = (event: Extract<WireEvent, { type: "event" }>) =>
  `${event.name === undefined ? "" : `event: ${event.name}\n`}data: ${typeof event.data === "string" ? event.data : JSON.stringify(event.data)}\n\n`;

/** Sends events in packets that end anywhere, in the middle of JSON and of characters too. */
async function stream(
  response: ServerResponse,
  events: readonly WireEvent[],
  cutAfter: number | undefined,
): Promise<void> {
  response.writeHead(200, { ...cors, "content-type": "text/event-stream", "cache-control": "no-cache" });
  let sent = 0;
  for (const event of events) {
    if (cutAfter !== undefined && sent >= cutAfter) {
      response.destroy();
      return;
    }
    if (event.type === "pause") {
      await pause(event.milliseconds);
      continue;
    }
    const bytes = Buffer.from(lines(event));
    const middle = Math.floor(bytes.length / 2);
    response.write(bytes.subarray(0, middle));
    if (sent % 5 === 0) await pause(0);
    response.write(bytes.subarray(middle));
    sent += 1;
  }
  response.end();
}

function eventsOf(format: WireFormat, reply: Extract<Reply, { type: "answer" }>, id: string): readonly WireEvent[] {
  const events = format.answer(reply, id);
  return reply.failAfter === undefined
    ? events
    : [...events.slice(0, reply.failAfter), format.streamError("Overloaded")];
}

interface Asked {
  readonly format: WireFormat;
  readonly id: string;
  readonly wantsStream: boolean;
}

async function answer(response: ServerResponse, reply: Reply, { format, id, wantsStream }: Asked): Promise<void> {
  if (reply.type === "hang-up") response.destroy();
  else if (reply.type === "error") {
    response.writeHead(reply.status, { ...cors, "content-type": "application/json", ...reply.headers });
    response.end(JSON.stringify(format.error(reply.message, reply.kind ?? "api_error")));
  } else if (format.whole && !wantsStream) {
    response.writeHead(200, { ...cors, "content-type": "application/json" });
    response.end(JSON.stringify(format.whole(reply, id)));
  } else await stream(response, eventsOf(format, reply, id), reply.cutAfter);
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

/** A server that speaks the wire formats of Anthropic's Messages and OpenAI's Chat Completions and Responses from a script. */
export async function startModelServer(port = 0): Promise<ModelServer> {
  const requests: SeenRequest[] = [];
  const replies: (Reply | ((request: SeenRequest) => Reply))[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? "";
    const format = formats.find((candidate) => candidate.path.test(path));
    if (request.method === "GET" && path.endsWith("/models")) {
      response.writeHead(200, { ...cors, "content-type": "application/json" }).end('{"data":[{"id":"scripted"}]}');
      return;
    }
    if (request.method === "GET") {
      response
        .writeHead(200, { ...cors, "content-type": "text/html" })
        .end("<!doctype html><title>An empty page</title>");
      return;
    }
    if (request.method === "OPTIONS" || !format) {
      response.writeHead(request.method === "OPTIONS" ? 204 : 404, cors).end();
      return;
    }
    const seen: SeenRequest = { path, headers: request.headers, body: JSON.parse(await readBody(request)) };
    requests.push(seen);
    const next = replies.shift() ?? done;
    await answer(response, typeof next === "function" ? next(seen) : next, {
      format,
      id: String(requests.length),
      wantsStream: seen.body["stream"] === true,
    });
  };
  const make = () => createServer((request, response) => void handle(request, response));
  let server = make();
  const at = await listen(server, port);
  return {
    url: `http://127.0.0.1:${at}/v1`,
    requests,
    script: (...more) => void replies.push(...more),
    down: () => close(server),
    async up() {
      server = make();
      await listen(server, at);
    },
    close: () => close(server),
  };
}
