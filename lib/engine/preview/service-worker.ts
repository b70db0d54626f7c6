import type { KeepEngine, PreviewAnswer, PreviewHello, PreviewRequest } from "./conversation";
import { answerCompiled, isCompiled } from "./keep-compiled";
import { keptEngine, type Digests } from "./keep-engine";
import { noEnginePage } from "./pages";
import { receivePieces } from "./piecewise";
import { enginePath, isForNetwork, routeOf, type Route } from "./routing";
import type { FetchEvent, ServiceWorkerScope, WindowClient } from "@/lib/base";

/**
 * Turns a request of a preview into a request to a port of the engine. It remembers nothing: for each request it finds the
 * engine's window anew and talks to it, so a browser may stop and start it at any time. The engine's own files it keeps.
 */
const scope = self as unknown as ServiceWorkerScope;
const { origin } = scope.location;
const files = keptEngine(JSON.parse(process.env["ENGINE_DIGESTS"] ?? "{}") as Digests, (...asked) => fetch(...asked));

async function engines(): Promise<readonly WindowClient[]> {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(({ url }) => new URL(url).pathname === enginePath);
}

const bodyless = new Set([101, 204, 205, 304]);

function responseOf(answer: PreviewAnswer, port: MessagePort, finished: () => void): Response | undefined {
  if (answer.type === "whole" || answer.type === "stream") {
    const { status, statusText, headers } = answer.head;
    const init = { status, statusText, headers: headers.map(([name, value]): [string, string] => [name, value]) };
    if (answer.type === "stream" && !bodyless.has(status)) return new Response(receivePieces(port, finished), init);
    const body = answer.type === "whole" && !bodyless.has(status) ? answer.body : undefined;
    finished();
    port.close();
    return new Response(body === undefined ? null : new Uint8Array(body), init);
  }
  finished();
  port.close();
  return answer.type === "failed" ? Response.error() : undefined;
}

/** The engine's answer, or undefined when it has no such port. */
function ask(engine: WindowClient, request: PreviewRequest, event: FetchEvent): Promise<Response | undefined> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const work = new Promise<void>((finished) => {
      port1.addEventListener(
        "message",
        ({ data }: MessageEvent<PreviewAnswer>) => {
          resolve(responseOf(data, port1, finished));
        },
        { once: true },
      );
      port1.start();
    });
    event.waitUntil(work);
    event.request.signal.addEventListener("abort", () => {
      port1.postMessage({ type: "cancel" });
    });
    engine.postMessage(request, [port2]);
  });
}

async function fromEngine(event: FetchEvent, route: Route & { type: "engine" }): Promise<Response> {
  const { request } = event;
  const known = await engines();
  const foreign = new URL(request.url).origin !== origin;
  const hasBody = request.method !== "GET" && request.method !== "HEAD";
  const body = hasBody ? await request.clone().arrayBuffer() : undefined;
  for (const [at, engine] of known.entries()) {
    const answer = await ask(
      engine,
      {
        type: "tabsmith:request",
        port: route.port,
        target: route.target,
        method: request.method,
        headers: [...request.headers],
        body,
        referrer: request.referrer,
        document: request.mode === "navigate",
        last: at === known.length - 1 && !foreign,
      },
      event,
    );
    if (answer !== undefined) return answer;
  }
  return foreign ? fetch(request) : noEnginePage();
}

async function answerTo(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const client = event.clientId === "" ? undefined : await scope.clients.get(event.clientId);
  const route = routeOf(
    {
      url: request.url,
      clientUrl: client?.url,
      referrer: request.referrer,
      becomesClient: request.mode === "navigate" || /worker$/.test(request.destination),
    },
    origin,
  );
  if (route.type === "network") return fetch(request);
  if (route.type === "redirect") return new Response(null, { status: 307, headers: { location: route.to } });
  return fromEngine(event, route);
}

/** Hands the line of a preview to every engine: the one that has the preview's port takes it. */
async function introduce(hello: PreviewHello, line: MessagePort): Promise<void> {
  const [first] = await engines();
  first?.postMessage(hello, [line]);
}

/** What is kept here of what belongs to the engine; undefined for what only the network has. */
function fromHere(request: Request): Promise<Response> | undefined {
  const { origin: its, pathname } = new URL(request.url);
  if (its !== origin) return undefined;
  if (isCompiled(pathname)) return answerCompiled(request);
  return files.has(pathname) ? files.answer(request) : undefined;
}

scope.addEventListener("install", (event) => {
  event.waitUntil(scope.skipWaiting());
});
scope.addEventListener("activate", (event) => {
  event.waitUntil(scope.clients.claim());
});
scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const answer = isForNetwork(request.url, origin) ? fromHere(request) : answerTo(event);
  if (answer !== undefined) event.respondWith(answer);
});
scope.addEventListener("message", (event) => {
  const [line] = event.ports;
  const hello = event.data as PreviewHello | KeepEngine | undefined;
  if (hello?.type === "tabsmith:keep-engine") event.waitUntil(files.keep());
  if (hello?.type === "tabsmith:hello" && line !== undefined) event.waitUntil(introduce(hello, line));
});
