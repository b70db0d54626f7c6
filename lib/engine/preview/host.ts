import { codeOf, messageOf } from "@/lib/base";
import type { AnswerHead, PreviewAnswer, PreviewRequest } from "./conversation";
import type { CookieJar } from "./cookies";
import { isHtml, towardsPreview, towardsServer } from "./headers";
import type { HttpClient, HttpResponse } from "./http/client";
import { headerOf, type Header, type ResponseBody } from "./http/response";
import { injecting } from "./inject";
import { closedPortPage, isolation, messagePage } from "./pages";
import { sendPieces } from "./piecewise";

export interface PreviewHost {
  /** Answers one request of a preview on the port that came with it. */
  readonly answer: (request: PreviewRequest, reply: MessagePort) => void;
}

export interface PreviewHostOptions {
  /** The port at the root of the origin. */
  readonly root: () => number | undefined;
  readonly isOpen: (port: number) => boolean;
  readonly urlOf: (port: number) => string;
  readonly client: (port: number) => HttpClient;
  readonly cookies: CookieJar;
  readonly embedderPolicy: string | undefined;
  /** What goes into each document. */
  readonly markup: () => string;
}

const wholeAtMost = 256 * 1024;
const encoder = new TextEncoder();

function pageAnswer(status: number, html: string): PreviewAnswer {
  const headers: Header[] = [["content-type", "text/html; charset=utf-8"], ["cache-control", "no-store"], ...isolation];
  return { type: "whole", head: { status, statusText: "", headers }, body: encoder.encode(html) };
}

function decoded(response: HttpResponse): ResponseBody | undefined {
  const encoding = headerOf(response.headers, "content-encoding")?.trim().toLowerCase();
  if (encoding !== "gzip" && encoding !== "deflate") return undefined;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const piece = await response.body.next();
      if (piece === null) controller.close();
      else controller.enqueue(new Uint8Array(piece));
    },
  });
  const reader = source.pipeThrough(new DecompressionStream(encoding)).getReader();
  return { reusable: false, next: async () => (await reader.read()).value ?? null };
}

async function wholeOf(body: ResponseBody): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (let piece = await body.next(); piece !== null; piece = await body.next()) {
    pieces.push(piece);
    length += piece.length;
  }
  const [only] = pieces;
  if (only !== undefined && pieces.length === 1) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** How much a body may be to go in one message; endless ones and big ones are streamed. */
function isShort(response: HttpResponse): boolean {
  const length = headerOf(response.headers, "content-length");
  return length !== undefined && Number(length) <= wholeAtMost;
}

export function createPreviewHost(options: PreviewHostOptions): PreviewHost {
  const { cookies, urlOf } = options;
  const ask = (request: PreviewRequest, port: number): Promise<HttpResponse> =>
    options.client(port).request({
      method: request.method,
      target: request.target,
      headers: towardsServer({ ...request, port, cookie: cookies.header(request.target.split("?", 1)[0] ?? "/") }),
      ...(request.body === undefined || request.body.byteLength === 0 ? {} : { body: new Uint8Array(request.body) }),
    });

  const pass = async (request: PreviewRequest, port: number, reply: MessagePort): Promise<void> => {
    const response = await ask(request, port);
    for (const [name, value] of response.headers) if (name.toLowerCase() === "set-cookie") cookies.take(value);
    const plain = decoded(response);
    const markup = request.document && isHtml(response.headers) ? options.markup() : "";
    const inner = plain ?? response.body;
    const body = markup === "" ? inner : injecting(inner, markup);
    const head: AnswerHead = {
      status: response.status,
      statusText: response.statusText,
      headers: towardsPreview({
        port,
        headers: response.headers,
        changed: plain !== undefined || markup !== "",
        embedderPolicy: options.embedderPolicy,
        urlOf,
      }),
    };
    if (isShort(response)) {
      reply.postMessage({ type: "whole", head, body: await wholeOf(body) } satisfies PreviewAnswer);
      return;
    }
    sendPieces(reply, body, response.cancel);
    reply.postMessage({ type: "stream", head } satisfies PreviewAnswer);
  };

  const refuse = (request: PreviewRequest, error: unknown): PreviewAnswer => {
    const port = request.port ?? options.root();
    if (codeOf(error) === "ECONNREFUSED") return pageAnswer(502, closedPortPage(port));
    if (!request.document) return { type: "failed", message: messageOf(error) };
    return pageAnswer(502, messagePage("The server didn't answer", messageOf(error), 3000));
  };

  return {
    answer(request, reply) {
      const port = request.port ?? options.root();
      const missing = port === undefined || !options.isOpen(port);
      if (missing && !request.last) reply.postMessage({ type: "declined" } satisfies PreviewAnswer);
      else if (missing) reply.postMessage(pageAnswer(502, closedPortPage(port)));
      else {
        pass(request, port, reply).catch((error: unknown) => {
          reply.postMessage(refuse(request, error));
        });
      }
    },
  };
}
