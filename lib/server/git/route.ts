import "server-only";
import { readOrigins } from "../origins.mjs";
import { askOutside } from "../outbound/ask-outside";
import { readGitHosts } from "./git-hosts";
import { answerGit, type GitProxy } from "./git-proxy";

let proxy: GitProxy | undefined;

function gitProxy(): GitProxy {
  if (proxy) return proxy;
  const origins = readOrigins(process.env);
  if (!origins.ok) throw new Error(origins.error);
  proxy = { origins: origins.value, hosts: readGitHosts(process.env.TABSMITH_GIT_HOSTS), ask: askOutside };
  return proxy;
}

/** The route of `/api/git/*`. */
export function answerGitRequest(request: Request): Promise<Response> {
  return answerGit(request, "/api/git", gitProxy());
}
