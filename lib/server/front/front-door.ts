import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { apiHeaders } from "../headers";
import { untilFinished } from "../lifecycle/unfinished";
import { fieldsOf } from "../log";
import { logSeldom } from "../log-seldom";
import { mayCall, notWelcome } from "../may-call";
import type { Origins } from "../origins.mjs";
import { placeOf } from "../place";
import { requestOf } from "./request-of";

export type Handler = (request: Request) => Response | Promise<Response>;

/** A path that is answered here, exactly as it comes over the wire, and the methods that are. */
export interface FrontRoute {
  readonly path: RegExp;
  readonly methods: readonly string[];
  readonly answer: Handler;
  /** The answer may be long, and goes out piece by piece. */
  readonly streams?: true;
}

/**
 * Answers the few routes that are called most, before Next is asked. They are judged by the very functions that `proxy.ts` judges
 * by. What isn't exactly one of them (another spelling, host, or method) isn't answered here: false, and Next's door judges it.
 */
export function createFrontDoor(
  origins: Origins,
  routes: readonly FrontRoute[],
): (message: IncomingMessage, response: ServerResponse) => boolean {
  const dress = Object.entries(apiHeaders(origins));
  return (message, response) => {
    const { url: target = "", method = "", headers } = message;
    const path = target.split("?", 1)[0] ?? "";
    const route = routes.find((one) => one.methods.includes(method) && one.path.test(path));
    if (!route || placeOf(headers.host ?? "", target, origins).type !== "app") return false;
    for (const [name, value] of dress) response.setHeader(name, value);
    const caller = { method, origin: headers.origin ?? null, site: named(headers["sec-fetch-site"]) };
    if (mayCall(path, caller, origins))
      void untilFinished(answer(route, requestOf(message, new URL(target, origins.app)), response));
    else void send(Response.json(notWelcome, { status: 403 }), response, method);
    return true;
  };
}

async function answer(route: FrontRoute, request: Request, response: ServerResponse): Promise<void> {
  try {
    await (route.streams ? stream : send)(await route.answer(request), response, request.method);
  } catch (error) {
    logSeldom("error", "front.failed", fieldsOf(error));
    if (response.headersSent) response.destroy();
    else response.writeHead(500).end();
  }
}

async function send(made: Response, response: ServerResponse, method: string): Promise<void> {
  const body = made.body === null ? undefined : Buffer.from(await made.arrayBuffer());
  made.headers.forEach((value, name) => response.setHeader(name, value));
  if (body) response.setHeader("Content-Length", body.length);
  response.writeHead(made.status).end(method === "HEAD" ? undefined : body);
}

async function stream(made: Response, response: ServerResponse, method: string): Promise<void> {
  made.headers.forEach((value, name) => response.setHeader(name, value));
  response.writeHead(made.status);
  if (made.body && method !== "HEAD") await pipeline(made.body, response);
  else response.end();
}

const named = (value: string | readonly string[] | undefined): string | null =>
  value === undefined ? null : typeof value === "string" ? value : value.join(", ");
