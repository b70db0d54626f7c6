/** Where a request of a page on the sandbox origin goes, judged from addresses alone. */

/** Everything below it is the engine's own: never a project's. */
export const assetFolder = "/__tabsmith/";
export const enginePath = "/headless";

export interface Asked {
  readonly url: string;
  /** The document or worker that asks; undefined for a navigation. */
  readonly clientUrl: string | undefined;
  readonly referrer: string;
  /** A document or a worker: something that will ask for more under the address it gets. */
  readonly becomesClient: boolean;
}

export type Route =
  | { readonly type: "network" }
  | { readonly type: "redirect"; readonly to: string }
  /** Without a port: the one that is shown at the origin's root. */
  | { readonly type: "engine"; readonly port: number | undefined; readonly target: string };

const prefixed = /^\/~(\d{1,5})(\/.*)?$/;
const loopback = /^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])$/;

const portIn = (url: string | undefined, origin: string): number | undefined => {
  if (url === undefined || url === "" || !URL.canParse(url)) return undefined;
  const { origin: its, pathname } = new URL(url);
  const match = its === origin ? prefixed.exec(pathname) : null;
  return match === null ? undefined : Number(match[1]);
};

/** Whether the one that asks belongs to the engine itself: its page, the kernel, a process. */
export function isEngine(clientUrl: string | undefined, origin: string): boolean {
  if (clientUrl === undefined || !URL.canParse(clientUrl)) return false;
  const url = new URL(clientUrl);
  if (url.protocol === "blob:") return false;
  return url.origin === origin && (url.pathname === enginePath || url.pathname.startsWith(assetFolder));
}

/** Requests that never need the engine, known without asking who sends them. */
export function isForNetwork(url: string, origin: string): boolean {
  const { origin: its, hostname, pathname } = new URL(url);
  if (its !== origin) return !loopback.test(hostname) || new URL(url).protocol !== "http:";
  return pathname === enginePath || pathname.startsWith(assetFolder);
}

export function routeOf(asked: Asked, origin: string): Route {
  const url = new URL(asked.url);
  if (isForNetwork(asked.url, origin) || isEngine(asked.clientUrl, origin)) return { type: "network" };
  const target = url.pathname + url.search;
  if (url.origin !== origin) return { type: "engine", port: Number(url.port || 80), target };
  const own = prefixed.exec(url.pathname);
  if (own !== null) return { type: "engine", port: Number(own[1]), target: (own[2] ?? "/") + url.search };
  const port = portIn(asked.clientUrl, origin) ?? portIn(asked.referrer, origin);
  if (port !== undefined && asked.becomesClient) return { type: "redirect", to: `/~${port}${target}` };
  return { type: "engine", port, target };
}
