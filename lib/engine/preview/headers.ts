import { headerOf, type Header } from "./http/response";
import { isolation } from "./pages";

/** What differs between the preview's own origin, which the browser knows, and the port that the server thinks it is on. */

const hopByHop = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "cookie",
  "expect",
  "host",
  "keep-alive",
  "origin",
  "proxy-connection",
  "referer",
  "te",
  "transfer-encoding",
  "upgrade",
]);

const notPassedOn = new Set([
  "clear-site-data",
  "connection",
  "cross-origin-embedder-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "keep-alive",
  "origin-agent-cluster",
  "service-worker-allowed",
  "set-cookie",
  "transfer-encoding",
  "x-frame-options",
]);

const prefix = /^\/~\d{1,5}(?=\/|$)/;

export interface RequestFacts {
  readonly port: number;
  readonly method: string;
  readonly headers: readonly Header[];
  readonly referrer: string;
  readonly cookie: string | undefined;
}

/** The address of the page that asks, as the server would know it. */
function refererOf(referrer: string, port: number): string | undefined {
  if (!URL.canParse(referrer)) return undefined;
  const { pathname, search } = new URL(referrer);
  return `http://localhost:${port}${pathname.replace(prefix, "") || "/"}${search}`;
}

/** The headers that a server on `localhost:port` would get from a browser. */
export function towardsServer({ port, method, headers, referrer, cookie }: RequestFacts): Header[] {
  const sent: Header[] = [["host", `localhost:${port}`]];
  for (const [name, value] of headers) if (!hopByHop.has(name.toLowerCase())) sent.push([name, value]);
  const referer = refererOf(referrer, port);
  if (referer !== undefined) sent.push(["referer", referer]);
  if (method !== "GET" && method !== "HEAD") sent.push(["origin", `http://localhost:${port}`]);
  if (cookie !== undefined) sent.push(["cookie", cookie]);
  return sent;
}

const embeddable = (policy: string): string =>
  policy
    .split(";")
    .filter((directive) => !/^\s*frame-ancestors\b/i.test(directive))
    .join(";");

/** Where a redirect leads in the preview: `urlOf` tells where a port is shown. */
export function relocated(location: string, port: number, urlOf: (port: number) => string): string {
  const base = new URL(urlOf(port));
  if (!URL.canParse(location, `http://localhost:${port}/`)) return location;
  if (!/^(?:[a-z][a-z\d+.-]*:|\/)/i.test(location)) return location;
  const target = new URL(location, `http://localhost:${port}/`);
  const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(target.hostname);
  const own = target.origin === base.origin;
  if (!loopback && !own) return location;
  const shown = own ? base : new URL(urlOf(Number(target.port || 80)));
  return shown.pathname.replace(/\/$/, "") + target.pathname + target.search + target.hash;
}

export interface ResponseFacts {
  readonly port: number;
  readonly headers: readonly Header[];
  /** The body differs in length from what the server said. */
  readonly changed: boolean;
  readonly embedderPolicy: string | undefined;
  readonly urlOf: (port: number) => string;
}

/** The headers of the server's answer, as the preview may have them: framed by the app, isolated, redirected to itself. */
export function towardsPreview({ port, headers, changed, embedderPolicy, urlOf }: ResponseFacts): Header[] {
  const passed: Header[] = [];
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (notPassedOn.has(key)) continue;
    if (changed && (key === "content-length" || key === "content-encoding")) continue;
    if (key === "location") passed.push([name, relocated(value, port, urlOf)]);
    else if (key.startsWith("content-security-policy")) passed.push([name, embeddable(value)]);
    else passed.push([name, value]);
  }
  for (const [name, value] of isolation) {
    if (name !== "cross-origin-embedder-policy") passed.push([name, value]);
    else if (embedderPolicy !== undefined) passed.push([name, embedderPolicy]);
  }
  return passed;
}

export const isHtml = (headers: readonly Header[]): boolean =>
  /^text\/html\b/i.test(headerOf(headers, "content-type") ?? "");
