import git, { type GitProgressEvent } from "isomorphic-git";
import { messageOf } from "@/lib/base";
import type { Context, Repository } from "./context";
import { GitFailure } from "./failure";

/** An address as a browser can reach it: `git@host:path` and `ssh://` lead to the same place by https. */
export function reachableUrl(url: string): string {
  const short = /^(?:[\w.-]+@)([\w.-]+):(?!\/\/)(.+)$/u.exec(url);
  if (short) return `https://${short[1]}/${short[2]}`;
  return url.replace(/^(?:ssh|git):\/\/(?:[^@/]+@)?([^:/]+)(?::\d+)?\//u, "https://$1/");
}

/** As git shows an address: without a password. */
export const shownUrl = (url: string): string => url.replace(/^(\w+:\/\/)[^@/]*@/u, "$1");

/** As git names a repository that something came from. */
export const repositoryName = (url: string): string =>
  shownUrl(url)
    .replace(/\/$/u, "")
    .replace(/\.git$/u, "");

/** What every call over the network is given. */
export function wire(context: Context, quiet: boolean) {
  return {
    http: context.http,
    ...(context.corsProxy !== undefined && { corsProxy: context.corsProxy }),
    ...(!quiet && context.color && { onProgress: progressOn(context), onMessage: messagesOn(context) }),
  };
}

function progressOn({ err }: Context) {
  let shown = "";
  return ({ phase, loaded, total }: GitProgressEvent) => {
    const text = total
      ? `${phase}: ${Math.floor((loaded / total) * 100)}% (${loaded}/${total})`
      : `${phase}: ${loaded}`;
    if (text === shown) return;
    shown = text;
    err(`\r${text}\u001B[K${total && loaded >= total ? ", done.\n" : ""}`);
  };
}

/** What the other side says, line by line, as `remote: …`. A line that goes back to its start is drawn over. */
function messagesOn({ err }: Context) {
  return (text: string) => {
    for (const [, line = "", end = ""] of text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/gu))
      if (line !== "") err(`remote: ${line}\u001B[K${end === "\r" ? "\r" : "\n"}`);
  };
}

/** Says what went wrong on the way as git does. */
export function tellOf(error: unknown, url: string): GitFailure {
  if (error instanceof GitFailure) return error;
  const shown = shownUrl(url);
  if (!(error instanceof git.Errors.HttpError))
    return new GitFailure(`fatal: unable to access '${shown}/': ${messageOf(error)}`);
  const { statusCode, response } = error.data as { readonly statusCode: number; readonly response?: string };
  if (statusCode === 401) return new GitFailure(`fatal: Authentication failed for '${shown}/'`);
  if (statusCode === 404)
    return new GitFailure(`remote: Repository not found.\nfatal: repository '${shown}/' not found`);
  const said = /^[^<\n]{1,300}/u.exec(response ?? "")?.[0]?.trim();
  const why = said === undefined || said === "" ? "" : `\nremote: ${said}`;
  return new GitFailure(`fatal: unable to access '${shown}/': The requested URL returned error: ${statusCode}${why}`);
}

export interface Remote {
  /** Its name here, or the address itself where it has none. */
  readonly name: string;
  readonly url: string;
}

/** A remote by its name or its address. */
export async function remoteBy(repository: Repository, name: string): Promise<Remote> {
  const known = (await git.listRemotes({ ...repository })).find(({ remote }) => remote === name);
  if (known) return { name, url: known.url };
  if (/^(?:https?|ssh|git):\/\/|^[\w.-]+@[\w.-]+:/u.test(name)) return { name, url: name };
  throw new GitFailure(
    `fatal: '${name}' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\n` +
      "Please make sure you have the correct access rights\nand the repository exists.",
  );
}

/** Every branch and tag that stands below a place, by its full name. */
export async function referencesBelow(repository: Repository, place: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const names = await git.listRefs({ ...repository, filepath: place });
  for (const name of names) {
    const oid = await git.resolveRef({ ...repository, ref: `${place}/${name}` }).catch(() => undefined);
    if (oid !== undefined && name !== "HEAD") found.set(name, oid);
  }
  return found;
}
