import { isWelcome } from "../guard";
import type { Origins } from "../origins.mjs";
import { bounded } from "../outbound/bounded";
import type { OutsideAnswer, OutsideRequest } from "../outbound/ask-outside";
import type { GitHost } from "./git-hosts";
import { readGitPath, type GitQuestion } from "./git-path";

export interface GitProxy {
  readonly origins: Origins;
  readonly hosts: ReadonlyMap<string, GitHost>;
  readonly ask: (request: OutsideRequest) => Promise<OutsideAnswer>;
}

const mostSent = 512 * 1024 * 1024;
const mostReceived = 2 * 1024 * 1024 * 1024;
const longest = 15 * 60_000;
const mostRedirects = 3;
const handedOn = ["accept", "content-type", "content-encoding", "git-protocol"];

/**
 * Hands git's own three questions to hosts on the list, and their answers back. A token comes from the app alone: what
 * the sandbox sends as one is dropped, so that nothing that runs there can try tokens of its own through this server.
 */
export async function answerGit(request: Request, mounted: string, proxy: GitProxy): Promise<Response> {
  const origin = request.headers.get("origin");
  const caller = { method: request.method, origin, site: request.headers.get("sec-fetch-site") };
  if (!isWelcome(caller, "app-and-sandbox", proxy.origins))
    return refusal(403, "Only this tabsmith's own pages may use its git proxy.");
  const headers = crossOrigin(origin);
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers });
  const { pathname, searchParams } = new URL(request.url);
  const question = readGitPath(request.method, pathname.slice(mounted.length), searchParams, proxy.hosts);
  if (!question) return refusal(403, refused(proxy), headers);
  if (Number(request.headers.get("content-length") ?? 0) > mostSent)
    return refusal(413, "What is pushed is larger than this git proxy hands on.", headers);
  const fromApp = caller.site === "same-origin" || origin === proxy.origins.app;
  try {
    const answer = await askThrough(question, request, fromApp, proxy);
    return new Response(bounded(answer.body, mostReceived), {
      status: answer.status,
      headers: { ...headers, ...answerHeaders(answer.headers) },
    });
  } catch {
    return refusal(502, `${question.url.host} can't be reached from this server.`, headers);
  }
}

const refused = ({ hosts }: GitProxy): string =>
  `This server's git proxy goes to ${[...hosts.keys()].join(", ")}, for git only. TABSMITH_GIT_HOSTS names others.`;

/** Follows what a host says of where a repository has moved to, within the list of hosts. A token stays with its origin. */
async function askThrough(
  question: GitQuestion,
  request: Request,
  fromApp: boolean,
  { ask, hosts }: GitProxy,
): Promise<OutsideAnswer> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(longest)]);
  let at = question;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const withToken = fromApp && at.url.origin === question.url.origin;
    const answer = await ask(outsideRequest(at, request, withToken, signal));
    const location = isRedirect(answer) ? answer.headers.get("location") : null;
    if (location === null) return answer;
    await answer.body.cancel();
    const next = at.method === "GET" ? movedTo(location, at.url, hosts) : undefined;
    if (!next) break;
    at = next;
  }
  throw new Error("The host leads elsewhere.");
}

const isRedirect = ({ status }: OutsideAnswer): boolean => status >= 300 && status < 400;

function outsideRequest(
  { url, method, host }: GitQuestion,
  request: Request,
  withToken: boolean,
  signal: AbortSignal,
): OutsideRequest {
  const token = withToken ? request.headers.get("authorization") : null;
  return {
    url,
    method,
    signal,
    trusted: host.trusted,
    headers: { ...sentHeaders(request.headers), ...(token !== null && { authorization: token }) },
    ...(method === "POST" && request.body && { body: bounded(request.body, mostSent) }),
  };
}

function movedTo(location: string, from: URL, hosts: ReadonlyMap<string, GitHost>): GitQuestion | undefined {
  if (!URL.canParse(location, from.href)) return undefined;
  const url = new URL(location, from);
  const next = readGitPath("GET", `/${url.host}${url.pathname}`, url.searchParams, hosts);
  return next?.url.origin === url.origin ? next : undefined;
}

function sentHeaders(given: Headers): Record<string, string> {
  const headers: Record<string, string> = { "user-agent": "git/2.52.0.tabsmith" };
  for (const name of handedOn) {
    const value = given.get(name);
    if (value !== null) headers[name] = value;
  }
  return headers;
}

/** `WWW-Authenticate` stays here: it would make the browser ask for a password in a window of its own. */
function answerHeaders(given: Headers): Record<string, string> {
  const type = given.get("content-type");
  const encoding = given.get("content-encoding");
  return {
    "Cache-Control": "no-store",
    ...(type !== null && { "Content-Type": type }),
    ...(encoding !== null && { "Content-Encoding": encoding }),
  };
}

function crossOrigin(origin: string | null): Readonly<Record<string, string>> {
  return {
    Vary: "Origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    ...(origin && {
      "Access-Control-Allow-Origin": origin,
      "Access-Control-Allow-Methods": "GET, POST",
      "Access-Control-Allow-Headers": "accept, content-type, git-protocol, authorization",
      "Access-Control-Max-Age": "86400",
    }),
  };
}

const refusal = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`${message}\n`, { status, headers: { ...headers, "Content-Type": "text/plain; charset=utf-8" } });
