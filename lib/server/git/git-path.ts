import type { GitHost } from "./git-hosts";

export type GitService = "git-upload-pack" | "git-receive-pack";

/** One of the three questions of git's smart HTTP protocol. */
export interface GitQuestion {
  readonly url: URL;
  readonly host: GitHost;
  readonly service: GitService;
  readonly method: "GET" | "POST";
}

const isService = (text: string | null | undefined): text is GitService =>
  text === "git-upload-pack" || text === "git-receive-pack";

const segment = /^(?!\.{1,2}$)[\w.~+@=-]+$/u;

/** What a call below `/api/git` asks for; undefined for whatever isn't git's, or goes to another host. */
export function readGitPath(
  method: string,
  path: string,
  query: URLSearchParams,
  hosts: ReadonlyMap<string, GitHost>,
): GitQuestion | undefined {
  const [, hostName = "", ...parts] = path.split("/");
  const host = hosts.get(hostName.replaceAll("%3A", ":").toLowerCase());
  if (!host || parts.length > 24) return undefined;
  const { tail, service } = endOf(method, parts, query);
  const repository = parts.slice(0, parts.length - tail);
  if (!isService(service) || repository.length === 0 || !repository.every((part) => segment.test(part)))
    return undefined;
  const url = new URL(`${host.origin}/${parts.join("/")}`);
  if (method === "GET") url.search = `?service=${service}`;
  return { url, host, service, method: method === "GET" ? "GET" : "POST" };
}

function endOf(method: string, parts: readonly string[], query: URLSearchParams) {
  const nothing = { tail: 0, service: undefined };
  if (method === "POST") return { tail: 1, service: parts.at(-1) };
  if (method !== "GET" || parts.at(-2) !== "info" || parts.at(-1) !== "refs") return nothing;
  return { tail: 2, service: query.get("service") };
}
