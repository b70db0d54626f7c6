import type { FetchEvent, ServiceWorkerScope } from "@/lib/base";
import { cacheName, dropOthers, keepBuild } from "./keep-build";
import { takeOver } from "./messages";
import { retarget, type OfflineList } from "./offline-list";
import { planAnswer, type Plan } from "./plan-answer";

/**
 * The service worker of the app: it keeps one build whole, so that the app opens without its server. Online, pages come from the
 * server all the same; a newer build waits until the person takes it.
 */
const scope = self as unknown as ServiceWorkerScope;
const list = JSON.parse(process.env["OFFLINE_LIST"] ?? "{}") as OfflineList;

async function file(request: Request, path: string): Promise<Response> {
  const known = await caches.match(path);
  if (known !== undefined) return withOwnAddress(request, known);
  const response = await fetch(request);
  if (response.ok) {
    const copy = response.clone();
    void caches.open(cacheName(list)).then((cache) => cache.put(path, copy));
  }
  return response;
}

/**
 * A worker is told its address by the answer, and a kept answer has lost what stood behind the `#`: by that the build tells
 * a worker what to run. An answer without an address leaves it the one that was asked for.
 */
function withOwnAddress({ destination }: Request, known: Response): Response {
  if (destination !== "worker" && destination !== "sharedworker") return known;
  const { body, status, statusText, headers } = known;
  return new Response(body, { status, statusText, headers });
}

/** How long the server may take for a page until the kept one is shown. */
const patience = 6000;

async function page(request: Request, { page: path, project }: Plan & { type: "page" }): Promise<Response> {
  const kept = async () => {
    const response = await caches.match(path);
    if (response === undefined) return undefined;
    if (project === undefined) return response;
    const { status, statusText, headers } = response;
    return new Response(retarget(await response.text(), project), { status, statusText, headers });
  };
  const fresh = fetch(request);
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience, undefined));
  const first = await Promise.race([fresh.catch(() => undefined), late]);
  return first ?? (await kept()) ?? fresh;
}

function answer(event: FetchEvent): void {
  const { request } = event;
  const { method, url, mode } = request;
  const plan = planAnswer({ method, url, isNavigation: mode === "navigate" }, scope.location.origin, list);
  if (plan.type === "file") event.respondWith(file(request, plan.path));
  else if (plan.type === "page") event.respondWith(page(request, plan));
}

scope.addEventListener("install", (event) => {
  event.waitUntil(keepBuild(list));
});
scope.addEventListener("activate", (event) => {
  event.waitUntil(dropOthers(list));
});
scope.addEventListener("fetch", answer);
scope.addEventListener("message", (event) => {
  if (event.data === takeOver) event.waitUntil(scope.skipWaiting());
});
